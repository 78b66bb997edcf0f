package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static digest.select.Requests.details;
import static digest.select.Requests.ids;
import static digest.select.Requests.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Coverage;
import digest.edition.Explanation;
import digest.edition.Feed;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.SelectionRules;
import digest.edition.SelectionRules.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SelectionTest {

  @Test
  @DisplayName("picking/C1: nothing to pick gives no picks and a reason for each article")
  void anEmptySelectionExplainsItself() {
    assertThat(Requests.of().select())
        .isEqualTo(new Selection.Result(List.of(), List.of(), List.of()));
    Selection.Result result =
        Requests.of(article("a").closed(), article("b").publishedAt(NOON.plusSeconds(1))).select();
    assertThat(result.picks()).isEmpty();
    assertThat(result.relatedPosts()).isEmpty();
    assertThat(result.explanations())
        .extracting(Explanation::reason)
        .containsExactlyInAnyOrder(Reason.NOT_PUBLIC, Reason.FUTURE);
  }

  @Test
  @DisplayName("picking/S3: the new before the old, five points for a picture, weights of feed")
  void theScoreDecidesTheOrder() {
    Requests request =
        Requests.of(
                at("old", 12).feed("plain"),
                at("new", 1).feed("plain"),
                at("weighty", 24).feed("weighty"),
                at("picture", 1).feed("plain").caption("x"))
            .feeds(
                Feed.at("plain"),
                new Feed("weighty", null, null, Feed.EVERY, null, Map.of(), 60, Set.of()));
    assertThat(ids(request)).containsExactly("picture", "new", "weighty", "old");
    assertThat(request.select().picks().get(0).reason()).isEqualTo(Reason.LEAD);
    assertThat(details(request))
        .containsEntry("new", "Score 94.") // 100 × 2^(-1/12)
        .containsEntry("weighty", "Score 85.") // 25 + 60
        .containsEntry("old", "Score 50.");
  }

  @Test
  @DisplayName("picking/S2: equal scores go newest first, then by id")
  void tiesAreNewestFirstThenById() {
    Requests request = Requests.of(at("c", 5), at("a", 5), at("b", 5));
    assertThat(ids(request)).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("picking/S1: the first section that a topic names, else the feed's own, else More")
  void eachArticleSitsInOneSection() {
    Section world = new Section("World", 5, 0, 0);
    Section sport = new Section("Sport", 5, 0, 0);
    Requests request =
        Requests.of(
                at("lead", 1).feed("f"),
                at("both", 2).topics("SPORT", "World").feed("f"),
                at("sport", 3).topics("sport").feed("f"),
                at("none", 4).topics("Weather").feed("f"),
                at("feed", 5).topics("World").feed("sports"))
            .feeds(
                Feed.at("f"),
                new Feed("sports", null, "Sport", Feed.EVERY, null, Map.of(), 0, Set.of()))
            .rules(Requests.rules(10, world, sport));
    assertThat(request.select().picks())
        .extracting(p -> p.article().id().value() + " " + p.section() + " " + p.position())
        .containsExactly(
            "lead lead 1", "both World 2", "sport Sport 3", "feed Sport 4", "none more 5");
  }

  @Test
  @DisplayName("picking/S2 picking/P9: max counts lead, sections and More together")
  void theMaximumHolds() {
    Section world = new Section("World", 2, 0, 0);
    Requests request =
        Requests.of(
                at("a", 1),
                at("b", 2).topics("World"),
                at("c", 3).topics("World"),
                at("d", 4).topics("World"),
                at("e", 5),
                at("f", 6))
            .rules(Requests.rules(4, world));
    assertThat(ids(request)).containsExactly("a", "b", "c", "e");
    assertThat(reasons(request))
        .containsEntry("d", Reason.OVER_SECTION)
        .containsEntry("f", Reason.OVER_MAX);
    assertThat(details(request))
        .containsEntry("d", "Section \"World\" takes 2 at most.")
        .containsEntry("f", "No room: the edition takes 4 at most.");
  }

  @Test
  @DisplayName("picking/S2: More news has its own maximum")
  void moreNewsHasItsOwnMaximum() {
    SelectionRules rules =
        new SelectionRules(
            10, 1, null, Duration.ofMinutes(10), 3, List.of(), 1, 0, 0, SelectionRules.Thin.SEND);
    Requests request = Requests.of(at("a", 1), at("b", 2), at("c", 3)).rules(rules);
    assertThat(ids(request)).containsExactly("a", "b");
    assertThat(reasons(request)).containsEntry("c", Reason.OVER_SECTION);
    assertThat(details(request)).containsEntry("c", "More news takes 1 at most.");
  }

  @Test
  @DisplayName("picking/S2: a section's least number is met at the cost of the richest")
  void theMinimumOfASectionIsMet() {
    Section world = new Section("World", 5, 0, 0);
    Section sport = new Section("Sport", 5, 2, 0);
    Requests request =
        Requests.of(
                at("a", 1),
                at("b", 2).topics("World"),
                at("c", 3).topics("World"),
                at("d", 4).topics("World"),
                at("s1", 20).topics("Sport"),
                at("s2", 21).topics("Sport"),
                at("s3", 22).topics("Sport"))
            .rules(Requests.rules(4, world, sport));
    assertThat(ids(request)).containsExactly("a", "b", "s1", "s2");
    assertThat(reasons(request))
        .containsEntry("c", Reason.OVER_MAX)
        .containsEntry("d", Reason.OVER_MAX)
        .containsEntry("s3", Reason.OVER_MAX);
    assertThat(details(request).get("c")).endsWith("It made room for section \"Sport\".");
  }

  @Test
  @DisplayName("picking/S2: no section is robbed below its own least number, nor the lead")
  void theMinimumTakesOnlyWhatIsSpare() {
    Section world = new Section("World", 5, 1, 0);
    Section sport = new Section("Sport", 5, 1, 0);
    Requests request =
        Requests.of(at("a", 1), at("b", 2).topics("World"), at("s1", 20).topics("Sport"))
            .rules(Requests.rules(2, world, sport));
    assertThat(ids(request)).containsExactly("a", "b");
    Requests roomy =
        Requests.of(at("a", 1), at("b", 2).topics("World"))
            .rules(Requests.rules(5, world, new Section("Sport", 1, 3, 0)));
    assertThat(ids(roomy)).containsExactly("a", "b");
  }

  @Test
  @DisplayName("picking/S2: from three sources on, one source has its share")
  void oneSourceHasItsShare() {
    List<Articles> many = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      many.add(at("a" + i, i).source("A"));
    }
    many.add(at("b", 10).source("B"));
    Requests two = Requests.of(many.toArray(Articles[]::new));
    assertThat(ids(two)).hasSize(6);
    many.add(at("c", 11).source("C"));
    Requests three = Requests.of(many.toArray(Articles[]::new)).rules(Requests.rules(10));
    assertThat(ids(three)).containsExactly("a1", "a2", "a3", "b", "c");
    assertThat(reasons(three)).containsEntry("a4", Reason.OVER_SOURCE);
    assertThat(details(three)).containsEntry("a4", "\"A\" may have 3 at most.");
  }

  @Test
  @DisplayName("picking/P9: what had no room comes again, behind an equal new one")
  void carriedArticlesComeAgain() {
    Requests request = Requests.of(at("a", 2), at("b", 2), at("c", 9)).carried("a", "c");
    assertThat(ids(request)).containsExactly("b", "a", "c");
    assertThat(reasons(request)).containsEntry("a", Reason.CARRIED).containsEntry("b", Reason.LEAD);
  }

  @Test
  @DisplayName("picking/P10: below the least number older unsent ones fill, carried ones first")
  void olderArticlesFill() {
    SelectionRules rules =
        new SelectionRules(
            10, 3, null, Duration.ofMinutes(10), 3, List.of(), 8, 3, 3, SelectionRules.Thin.SEND);
    Requests request =
        Requests.of(
                at("a", 1),
                at("b", 30),
                at("c", 40),
                at("d", 50),
                at("old", 24 * 4),
                at("sent", 26),
                at("closed", 27).closed())
            .rules(rules)
            .window(Duration.ofHours(24))
            .carried("d")
            .covered("sent", Coverage.State.SENT, NOON);
    assertThat(ids(request)).containsExactlyInAnyOrder("a", "d", "b");
    assertThat(reasons(request))
        .containsEntry("d", Reason.FILLED)
        .containsEntry("b", Reason.FILLED)
        .containsEntry("c", Reason.TOO_OLD)
        .containsEntry("old", Reason.TOO_OLD);
  }

  @Test
  @DisplayName("picking/P10 picking/D1: fillers are no second telling of a pick, nor of each other")
  void fillersAreNoDuplicates() {
    SelectionRules rules =
        new SelectionRules(
            10, 5, null, Duration.ofMinutes(10), 3, List.of(), 8, 3, 3, SelectionRules.Thin.SEND);
    String title = "Storm hits the coast tonight";
    Requests request =
        Requests.of(
                at("a", 1).title(title),
                at("b", 30).title(title),
                at("c", 31).title("Fire in the old harbour"),
                at("d", 32).title("Fire in the old harbour"))
            .rules(rules)
            .window(Duration.ofHours(24));
    assertThat(ids(request)).containsExactly("a", "c");
  }

  @Test
  void withoutRoomNothingIsPicked() {
    Requests request = Requests.of(at("a", 1)).rules(Requests.rules(0));
    assertThat(request.select().picks()).isEmpty();
    assertThat(reasons(request)).containsEntry("a", Reason.OVER_MAX);
  }

  @Test
  void aReadingTimeIsGivenWhereTheBodyIsWhole() {
    List<Pick> picks =
        Requests.of(
                at("a", 1).html("<p>" + "word ".repeat(231) + "</p>"),
                at("b", 2).html("<p>One.</p>"),
                at("c", 3).html("<p>" + "文".repeat(461) + "</p>"),
                at("d", 4).html("<p>Only the beginning of it […]</p>"),
                at("e", 5).summary("A summary."))
            .select()
            .picks();
    assertThat(picks)
        .extracting(p -> p.article().id().value() + p.minutes())
        .containsExactlyInAnyOrder("a2", "b1", "c2", "d0", "e0");
  }

  private static Articles at(String id, int hoursAgo) {
    return article(id).publishedAt(NOON.minus(Duration.ofHours(hoursAgo)));
  }
}
