package digest.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import digest.edition.Edition.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @Test
  @DisplayName("picking/E3: no state but these may follow")
  void onlyTheseStatesMayFollow() {
    assertThat(State.DRAFT.followers())
        .containsExactlyInAnyOrder(State.APPROVED, State.CANCELLED, State.SKIPPED, State.MISSED);
    assertThat(State.APPROVED.followers())
        .containsExactlyInAnyOrder(State.DRAFT, State.FROZEN, State.CANCELLED, State.MISSED);
    assertThat(State.MISSED.followers())
        .containsExactlyInAnyOrder(State.DRAFT, State.APPROVED, State.CANCELLED);
    assertThat(State.FROZEN.followers()).containsExactly(State.CANCELLED);
    assertThat(State.CANCELLED.followers()).isEmpty();
    assertThat(State.SKIPPED.followers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("picking/E3: nothing freezes that nobody approved, nothing frozen is edited")
  void onlyTheApprovedIsFrozen(State state) {
    assertThat(state.followers().contains(State.FROZEN)).isEqualTo(state == State.APPROVED);
    assertThat(state.isEditable())
        .isEqualTo(Set.of(State.DRAFT, State.APPROVED, State.MISSED).contains(state));
  }

  @Test
  @DisplayName("picking/E1: the slot of a due and of a trigger by hand")
  void aSlotHasItsKey() {
    ZoneId zone = ZoneId.of("Asia/Kathmandu");
    Slot due = Slot.due(LocalDateTime.parse("2026-11-23T07:00"), zone);
    assertThat(due.key()).isEqualTo("2026-11-23T07:00");
    assertThat(due.isManual()).isFalse();
    assertThat(due.instant()).isEqualTo(Instant.parse("2026-11-23T01:15:00Z"));
    Slot manual = Slot.manual("again", Instant.parse("2026-11-23T01:15:07.9Z"), zone);
    assertThat(manual.key()).isEqualTo("manual:again");
    assertThat(manual.isManual()).isTrue();
    assertThat(manual.when()).isEqualTo(LocalDateTime.parse("2026-11-23T07:00:07"));
  }

  @ParameterizedTest
  @DisplayName("safety/T1: a slot's key fits on one line")
  @ValueSource(strings = {"", "a b", "a\nb", "é"})
  void aSlotKeyIsVisibleAscii(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Slot(key, LocalDateTime.MIN, ZoneId.of("UTC")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Slot("x".repeat(101), LocalDateTime.MIN, ZoneId.of("UTC")));
  }

  @Test
  @DisplayName("picking/Z7: a date that the zone skips is its following instant")
  void aMissingDateIsTheNextInstant() {
    Slot skipped = Slot.due(LocalDateTime.parse("2011-12-30T07:00"), ZoneId.of("Pacific/Apia"));
    Slot next = Slot.due(LocalDateTime.parse("2011-12-31T07:00"), ZoneId.of("Pacific/Apia"));
    assertThat(skipped.instant()).isEqualTo(next.instant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "-a", "a.b", "a\n"})
  void aNewsletterIdCouldNotStandInAHeader(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Newsletter.Id(id));
    assertThat(new Newsletter.Id("daily_1-x")).hasToString("daily_1-x");
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.org/f, true",
    "HTTPS://example.org/f, true",
    "feeds/f.xml, false",
    "httpx://example.org, false",
    "file:///f.xml, false"
  })
  void aFeedIsRemoteByItsScheme(String location, boolean remote) {
    assertThat(Feed.at(location).isRemote()).isEqualTo(remote);
    assertThat(Feed.at(location).every()).isEqualTo(Duration.ofMinutes(15));
    assertThat(Feed.at(location).headers()).isEqualTo(Map.of());
  }

  @Test
  void anImageKeepsItsShape() {
    assertThat(new Image("u", "", 1200, 640).heightAt(600)).isEqualTo(320);
    assertThat(new Image("u", "", 10_000, 1).heightAt(100)).isEqualTo(1);
    assertThat(new Image("u", "", 1, 0).isMeasured()).isFalse();
    assertThat(new Image("u", "", 0, 1).isMeasured()).isFalse();
    assertThat(new Image("u", "", 1, 1).isMeasured()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  @DisplayName("picking/T8: a teaser has at least one word")
  void aTeaserHasAWord(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TeaserRules(TeaserRules.Mode.WORDS, limit, ""));
    assertThat(TeaserRules.DEFAULT).isEqualTo(new TeaserRules(TeaserRules.Mode.WORDS, 55, " […]"));
    assertThat(TeaserRules.LEAD.limit()).isEqualTo(110);
  }

  @Test
  @DisplayName("picking/P2: the rules' own age limit beats the cadence's")
  void theRulesAgeLimitWins() {
    assertThat(SelectionRules.DEFAULT.ageLimit(Cadence.Pace.WEEKLY)).isEqualTo(Duration.ofDays(14));
    SelectionRules own =
        new SelectionRules(
            10,
            1,
            Duration.ofDays(5),
            Duration.ZERO,
            3,
            new ArrayList<>(),
            8,
            3,
            3,
            SelectionRules.Thin.SKIP);
    assertThat(own.ageLimit(Cadence.Pace.WEEKLY)).isEqualTo(Duration.ofDays(5));
  }

  @Test
  @DisplayName(
      "picking/P9 picking/P10 picking/S2 picking/R1: what a newsletter gets that says nothing")
  void theDefaultsAreThoseOfTheSpecification() {
    assertThat(SelectionRules.DEFAULT)
        .isEqualTo(
            new SelectionRules(
                10,
                1,
                null,
                Duration.ofMinutes(10),
                3,
                List.of(),
                8,
                3,
                3,
                SelectionRules.Thin.SEND));
  }

  @Test
  void wordsKeepTheirOwnCopies() {
    List<String> topics = new ArrayList<>(List.of("World"));
    List<Related> related = new ArrayList<>(List.of(new Related("t", "l", null)));
    Article article = article(topics, related);
    Pick pick = new Pick(article, Teaser.EMPTY, related, Pick.MORE, 2, Reason.PICKED, 0);
    List<Pick> picks = new ArrayList<>(List.of(pick));
    EditionContent content = new EditionContent("s", "", null, picks, related);
    topics.clear();
    related.clear();
    picks.clear();
    assertThat(article.topics()).containsExactly("World");
    assertThat(article.related()).hasSize(1);
    assertThat(pick.related()).hasSize(1);
    assertThat(content.picks()).hasSize(1);
    assertThat(content.relatedPosts()).hasSize(1);
    assertThat(pick.movedTo("World", 5))
        .extracting(Pick::section, Pick::position)
        .containsExactly("World", 5);
  }

  @Test
  void anArticleOfAnEditionHasNoBody() {
    Article whole = article(List.of("World"), List.of(new Related("t", "l", null)));
    Article kept = whole.withoutBody();
    assertThat(kept.html()).isEmpty();
    assertThat(kept.summary()).isNull();
    assertThat(kept.related()).isEmpty();
    assertThat(kept)
        .usingRecursiveComparison()
        .ignoringFields("html", "summary", "related")
        .isEqualTo(whole);
  }

  @Test
  void anUnseenFeedMayBeLookedAtAtOnce() {
    assertThat(FeedState.unseen("x").nextLook()).isEqualTo(Instant.EPOCH);
    assertThat(FeedState.unseen("x").lastGood()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("picking/part 9: four reasons mean that it is shown as a pick")
  void fourReasonsArePicks(Reason reason) {
    Set<Reason> picked = Set.of(Reason.LEAD, Reason.PICKED, Reason.FILLED, Reason.CARRIED);
    assertThat(reason.isPicked()).isEqualTo(picked.contains(reason));
  }

  @ParameterizedTest
  @DisplayName("picking/P6: links that lead to one page are equal")
  @CsvSource({
    "HTTP://Example.org:80/x/?b=2&utm_source=z&a=1#top, https://example.org/x?a=1&b=2",
    "https://example.org/, https://example.org",
    "https://example.org/X?fbclid=1&gclid=2&mc_cid=3&mc_eid=4, https://example.org/X",
    "https://example.org:8443/x, https://example.org:8443/x",
    "mailto:a@example.org, mailto:a@example.org"
  })
  void linksToOnePageAreEqual(String link, String normalised) {
    assertThat(Links.normalise(link)).isEqualTo(normalised);
  }

  private static Article article(List<String> topics, List<Related> related) {
    return new Article(
        new Article.Id("a"),
        "f",
        "S",
        "g",
        "https://example.org/a",
        "T",
        null,
        Instant.EPOCH,
        Article.Dating.EXACT,
        Instant.EPOCH,
        "<p>B</p>",
        "s",
        topics,
        null,
        "en",
        related,
        true,
        Article.Access.OPEN);
  }
}
