package digest.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same word when articles are compared. */
class WordBreaksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The mayor’s Harbour  | the mayor harbour",
        "L'école de Zürich    | ecole de zurich",
        "ＦＵＬＬ width ﬁre       | full width fire",
        "a b 7 42 1,200       | 42 1,200",
        "İSTANBUL Straße      | istanbul strasse",
        "الْمَدِينَة           | المدينة",
        "지하철 역             | 지하 하철",
        "カメラを買う            | カメラ",
        "コーヒー豆のコーヒー      | コーヒー コーヒー",
        "naïve-looking        | naive looking",
        "हिन्दी                | हिन्दी",
        "!!! … 🙂             | ''",
      })
  @DisplayName("picking/R2: case, accents, width and clitics do not tell words apart")
  void caseAndAccentsDoNotTellWordsApart(String text, String words) {
    List<String> wanted = words.isEmpty() ? List.of() : List.of(words.split(" ", -1));
    assertThat(WordBreaks.of(text)).isEqualTo(wanted);
  }

  @Test
  @DisplayName("picking/T10: Thai has words, Chinese names survive the dictionary")
  void scriptsWithoutSpacesHaveWords() {
    assertThat(WordBreaks.of("น้ำท่วมตลาด")).hasSizeGreaterThan(1).contains("ตลาด");
    assertThat(WordBreaks.of("地铁三号线")).contains("地铁");
    assertThat(WordBreaks.of("地铁施工").get(0)).isEqualTo("地铁");
  }

  @Test
  @DisplayName("picking/R2: what is longer than any word is cut, between characters")
  void whatIsLongerThanAnyWordIsCut() {
    assertThat(WordBreaks.of("x".repeat(90_000)).get(0)).hasSize(40);
    String astral = new String(Character.toChars(0x10400)).repeat(90);
    String cut = WordBreaks.of(astral).get(0);
    assertThat(cut.codePointCount(0, cut.length())).isEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "en, ports, port",
    "en, cities, city",
    "en, ties, tie",
    "en, churches, church",
    "en, glasses, glass",
    "en, glass, glass",
    "en, virus, virus",
    "en, gas, gas",
    "en, planned, plan",
    "en, planning, plan",
    "en, falling, fall",
    "en, closed, clos",
    "en, close, clos",
    "en, king, king",
    "en, 2026, 2026",
    "de, kindern, kind",
    "de, wolfes, wolf",
    "de, see, see",
    "ar, والمدينة, مدين",
    "ar, المدينة, مدين",
    "ar, ماء, ماء",
    "th, ตลาด, ตลาด",
    "ru, городской, городс",
    "ru, город, город",
    "'', ports, port",
  })
  @DisplayName("picking/R2: endings do not tell words apart")
  void endingsDoNotTellWordsApart(String language, String word, String stem) {
    assertThat(Stems.of(word, language)).isEqualTo(stem);
  }

  @Test
  @DisplayName("picking/R2: the words decide the language, what the feed says only ties")
  void theWordsDecideTheLanguage() {
    List<String> german = List.of("der", "hund", "und", "die", "katze", "sind", "nicht", "da");
    assertThat(CommonWords.of(german, "en-US").language()).isEqualTo("de");
    assertThat(CommonWords.of(german, null).language()).isEqualTo("de");
    assertThat(CommonWords.of(List.of("bagel"), "en").language()).isEqualTo("en");
    assertThat(CommonWords.of(List.of("bagel"), "xx-nonsense").language()).isEmpty();
    assertThat(CommonWords.of(german, "de").isStop("und")).isTrue();
    assertThat(CommonWords.of(german, "de").isGeneral("stadt")).isTrue();
  }
}
