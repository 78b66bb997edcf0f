package digest.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import digest.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets which picks, by topic. */
class PersonalPicksTest {

  private static final String FEED = "feeds/courier.xml";

  /** With these topics, "|" between them, in this section. */
  private static Pick pick(String id, String section, String topics) {
    Article plain = Samples.article(id, "Story " + id);
    Article article =
        new Article(
            plain.id(),
            FEED,
            plain.source(),
            plain.guid(),
            plain.link(),
            plain.title(),
            null,
            plain.publishedAt(),
            plain.dating(),
            plain.firstSeenAt(),
            "",
            null,
            topics.isEmpty() ? List.of() : List.of(topics.split("\\|", -1)),
            null,
            null,
            List.of(),
            false,
            plain.access());
    return new Pick(article, new Teaser("", false), List.of(), section, 1, Reason.PICKED, 0);
  }

  private static List<Article.Id> ids(String... ids) {
    return List.of(ids).stream().map(Article.Id::new).toList();
  }

  private static final List<Pick> PICKS =
      List.of(
          pick("a", Pick.LEAD, "Sport|Harbour news"),
          pick("b", "Culture", ""),
          pick("c", Pick.MORE, "sport"),
          pick("d", Pick.MORE, "Straße"));

  private static String choice(String... topics) {
    return PersonalPicks.of(ids("a", "b", "c", "d"), PICKS, List.of(Feed.at(FEED)))
        .of(List.of(topics))
        .marks();
  }

  @ParameterizedTest
  @CsvSource({
    "Sport, 1010",
    "' SPORT\u00A0 ', 1010",
    "ｓｐｏｒｔ, 1010",
    "harbour  \t news, 1000",
    "culture, 0100",
    "STRASSE, 0001",
    "spor, 0000",
    "lead, 0000",
    "more, 0000",
    "'Sport & Culture', 0000"
  })
  @DisplayName("delivery/P1: by topic or section, in any spelling, never by a part of a word")
  void byTopicOrSection(String topic, String marks) {
    assertThat(choice(topic)).isEqualTo(marks);
  }

  @Test
  @DisplayName("readers/I1: who chose nothing, or everything there is, gets all")
  void whoChoseNothingGetsAll() {
    assertThat(choice()).isEmpty();
    assertThat(choice("", " \u3000")).isEmpty();
    assertThat(choice("sport", "culture", "straße")).isEmpty();
    assertThat(choice("sport", "opera")).isEqualTo("1010");
  }

  @Test
  void whatIsAboutNothingKnownIsForEverybody() {
    List<Pick> picks = List.of(pick("a", Pick.LEAD, ""), pick("b", Pick.MORE, "Sport"));
    PersonalPicks personal = PersonalPicks.of(ids("a", "b"), picks, List.of());
    assertThat(personal.of(Set.of("Opera")).marks()).isEqualTo("10");
    assertThat(personal.of(Set.of("Sport"))).isEqualTo(Choice.ALL);
  }

  @Test
  void aFeedsSectionCountsThoughThePickLeads() {
    Feed feed = new Feed(FEED, null, "City", Feed.EVERY, null, Map.of(), 0, Set.of());
    PersonalPicks personal =
        PersonalPicks.of(
            ids("a", "d"), List.of(PICKS.get(0), PICKS.get(3)), List.of(feed, Feed.at("other")));
    assertThat(personal.of(Set.of("city"))).isEqualTo(Choice.ALL);
    assertThat(personal.of(Set.of("sport")).marks()).isEqualTo("10");
  }

  @Test
  void whatWasRetractedIsInNobodysChoice() {
    PersonalPicks personal =
        PersonalPicks.of(ids("gone", "a", "b"), PICKS.subList(0, 2), List.of());
    assertThat(personal.of(Set.of("culture")).marks()).isEqualTo("001");
    assertThat(personal.of(Set.of("culture", "sport"))).isEqualTo(Choice.ALL);
    assertThat(personal.of(Set.of("opera")).isNone()).isTrue();
  }

  @Test
  void aChoiceKnowsItsPlaces() {
    Choice choice = Choice.of("0110");
    assertThat(List.of(choice.has(0), choice.has(1), choice.has(2), choice.has(3), choice.has(9)))
        .containsExactly(false, true, true, false, false);
    assertThat(choice.stored()).isEqualTo("0110");
    assertThat(choice.isAll() || choice.isNone()).isFalse();
    assertThat(Choice.of((String) null)).isEqualTo(Choice.ALL);
    assertThat(Choice.ALL.stored()).isNull();
    assertThat(Choice.ALL.isNone()).isFalse();
    assertThat(Choice.ALL.has(500)).isTrue();
    assertThat(new Choice("000").isNone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", " ", "01x", "0101%"})
  void aChoiceOfOtherMarksIsNone(String marks) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Choice(marks))
        .withMessageContaining(marks);
  }

  @Test
  void placesSayWhoHasWhat() {
    Places places =
        new Places(
            List.of(
                new Places.Place(new Article.Id("a"), "About a"),
                new Places.Place(new Article.Id("b"), "About b"),
                new Places.Place(new Article.Id("c"), "About c")));
    Article.Id b = new Article.Id("b");
    Article.Id other = new Article.Id("x");
    assertThat(places.has(new Choice("010"), b)).isTrue();
    assertThat(places.has(new Choice("101"), b)).isFalse();
    assertThat(places.has(Choice.ALL, other)).isTrue();
    assertThat(places.has(new Choice("111"), other)).isFalse();
    assertThat(places.subject(b)).isEqualTo("About b");
    assertThat(places.subject(other)).isEmpty();
    assertThat(places.without(b::equals)).isEqualTo("_0_");
    assertThat(places.without(id -> !id.equals(b))).isEqualTo("0_0");
  }
}
