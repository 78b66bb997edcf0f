package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of 72 columns. */
class ColumnsTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "é, 1",
    "e\u0301, 1",
    "你好, 4",
    "ﾊﾝ, 2",
    "ハン, 4",
    "한글, 4",
    "👍, 2",
    "نص, 2",
    "นี้, 1",
    "a\u200Bb\u2068c\u2069, 3",
    "'', 0"
  })
  @DisplayName("desk/M2: wide letters take two columns, combining and unseen ones none")
  void widthsAreThoseOfATerminal(String text, int columns) {
    assertThat(Columns.width(text)).isEqualTo(columns);
  }

  @Test
  void aStoryIsIndentedToItsTitle() {
    String wrapped = Columns.wrap("word ".repeat(30), "12. ", "    ");
    assertThat(wrapped.lines().toList().get(0)).startsWith("12. word").hasSize(72 - 4);
    assertThat(wrapped.lines().skip(1)).allMatch(line -> line.startsWith("    word"));
  }

  @Test
  @DisplayName("desk/M2: a link is never broken and stands alone when it is long")
  void aLinkIsNeverBroken() {
    String link = "https://example.org/" + "x".repeat(100);
    assertThat(Columns.wrap("See " + link + " for more.", "", "").lines())
        .containsExactly("See", link, "for more.");
    assertThat(Columns.wrap("(" + link + ")", "- ", "  ")).isEqualTo("- (" + link + ")");
  }

  @Test
  void chineseBreaksAnywhereButBeforePunctuation() {
    String wrapped = Columns.wrap("港".repeat(36) + "。" + "口".repeat(40), "", "");
    assertThat(wrapped.lines().toList())
        .containsExactly("港".repeat(35), "港。" + "口".repeat(34), "口".repeat(6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "é",
        "e\u0301\u0323",
        "你",
        "👩‍👩‍👧",
        "🇩🇪",
        "👍🏽",
        "نَ",
        "\u2068ש\u2069",
        " ",
        "-"
      })
  @DisplayName("desk/M2: no line is wider than 72 columns, no letter is parted from its marks")
  void noLineIsTooWide(String unit) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append(unit.repeat(random.nextInt(9)));
      text.append(List.of("", "", " ", "。", "x").get(random.nextInt(5)));
    }
    String wrapped = Columns.wrap(text.toString(), "1. ", "   ");
    assertThat(wrapped.lines()).as("seed %d", seed).allMatch(line -> Columns.width(line) <= 72);
    assertThat(wrapped.lines().map(String::strip))
        .as("seed %d", seed)
        .noneMatch(line -> line.matches("^[\\p{Mn}\\u200D\\x{1F3FB}-\\x{1F3FF}].*|.*\\u200D$"));
    assertThat(plain(wrapped.substring(3))).as("seed %d", seed).isEqualTo(plain(text.toString()));
  }

  private static String plain(String text) {
    return text.replaceAll("[\\s\\u2068\\u2069]", "");
  }
}
