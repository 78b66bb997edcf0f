package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Coverage;
import digest.edition.Explanation;
import digest.edition.Feed;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.SelectionRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RelatedTest {

  @Test
  @DisplayName(
      "picking/R1 picking/R2: what the page names comes first, then shared topics; three at most")
  void namedItemsComeFirst() {
    Requests request =
        Requests.of(
                article("a")
                    .topics("Bridge")
                    .related(new Related("Named", "https://other.example/n", null)))
            .archive(old("1"), old("2"), old("3"), article("x").topics("Weather"));
    Pick pick = request.select().picks().get(0);
    assertThat(pick.related())
        .extracting(Related::title)
        .containsExactly("Named", "Headline of 1", "Headline of 2");
    assertThat(request.select().relatedPosts())
        .extracting(Related::title)
        .containsExactly("Headline of 3");
  }

  @Test
  @DisplayName("picking/R1: fewer is fine, none is fine, never padded")
  void nothingIsPadded() {
    Selection.Result result =
        Requests.of(article("a")).archive(article("x").title("Else")).select();
    assertThat(result.picks().get(0).related()).isEmpty();
    assertThat(result.relatedPosts()).isEmpty();
  }

  @Test
  @DisplayName("picking/R3: nothing of another newsletter's feeds")
  void onlyTheNewslettersOwnFeedsAreRelated() {
    Requests request =
        Requests.of(article("a").title("Harbour bridge reopens").feed("ours"))
            .feeds(Feed.at("ours"))
            .archive(
                article("x").title("The harbour and its bridge").feed("ours"),
                article("y").title("Harbour bridge closed").feed("theirs"));
    assertThat(request.select().picks().get(0).related())
        .extracting(Related::title)
        .containsExactly("The harbour and its bridge");
  }

  @Test
  @DisplayName("picking/R3: of one story only one telling is related, in the whole mail")
  void oneTellingOfAStoryIsRelated() {
    String text =
        "<p>The ferry between the two shores stopped on Monday because of a broken pump, and the"
            + " harbour office said that it will not sail again before the end of the week.</p>";
    Requests request =
        Requests.of(article("a").title("Ferry sails again after a week").topics("Ferry"))
            .archive(
                old("1").title("Broken pump stops the ferry for days").html(text).topics("Ferry"),
                old("2").title("Ferry stopped: pump broken").html(text).topics("Ferry"));
    Selection.Result result = request.select();
    assertThat(result.picks().get(0).related().size() + result.relatedPosts().size()).isEqualTo(1);
  }

  @Test
  @DisplayName("picking/R3: not the host, not a pick, not its other telling, not seen lately")
  void nothingStandsTwice() {
    Requests request =
        Requests.of(
                article("a")
                    .topics("Bridge")
                    .related(
                        new Related("Self", "https://example.org/a?utm_source=x", null),
                        new Related("Other pick", "http://example.org/b/", null),
                        new Related("Recent", "https://example.org/r", null),
                        new Related("Twice", "https://example.org/t", null),
                        new Related("Twice again", "https://example.org/t#x", null),
                        new Related("Bad", "javascript:alert(1)", null),
                        new Related("…", "https://example.org/untitled", null)),
                article("b").title("Storm hits the coast tonight").topics("Bridge"))
            .archive(
                article("c").title("Storm hits the coast tonight").topics("Bridge"),
                article("r2").link("https://example.org/r").topics("Bridge"))
            .recent("https://example.org/r?utm_campaign=last");
    Selection.Result result = request.select();
    assertThat(result.picks()).hasSize(2);
    assertThat(result.picks().get(0).related()).extracting(Related::title).containsExactly("Twice");
    assertThat(result.picks().get(1).related()).isEmpty();
    assertThat(result.relatedPosts()).isEmpty();
  }

  @Test
  @DisplayName("picking/R3: a contested item goes to the higher score, then to the earlier host")
  void aContestedItemGoesToTheNearer() {
    Requests nearer =
        Requests.of(
                article("a")
                    .title("Night market opens beside the old bridge")
                    .topics("Bridge")
                    .featured(),
                article("b").title("Tram line over the harbour bridge").topics("Bridge", "Harbour"))
            .archive(
                article("x")
                    .title("Harbour bridge gets a new deck for its tram line")
                    .topics("Bridge", "Harbour"));
    assertThat(nearer.select().picks().get(0).related()).isEmpty();
    assertThat(nearer.select().picks().get(1).related()).hasSize(1);
    Requests equal =
        Requests.of(
                article("a").title("Harbour bridge opens").topics("Bridge").featured(),
                article("b").title("Harbour bridge closes").topics("Bridge"))
            .archive(article("x").title("A harbour bridge of old").topics("Bridge"));
    assertThat(equal.select().picks().get(0).related()).hasSize(1);
    assertThat(equal.select().picks().get(1).related()).isEmpty();
  }

  @Test
  @DisplayName("picking/R3: not unpublished, not of the future, not older than a year")
  void onlyWhatReadersCanOpenIsRelated() {
    Requests request =
        Requests.of(article("a").topics("Bridge"))
            .archive(
                article("closed").topics("Bridge").closed(),
                article("future").topics("Bridge").publishedAt(NOON.plusSeconds(1)),
                article("year").topics("Bridge").publishedAt(NOON.minus(Duration.ofDays(365))),
                article("almost")
                    .topics("Bridge")
                    .publishedAt(NOON.minus(Duration.ofDays(365)).plusMillis(1)));
    assertThat(request.select().picks().get(0).related())
        .extracting(Related::title)
        .containsExactly("Headline of almost");
  }

  @Test
  @DisplayName("picking/R4: what was sent before may be related")
  void sentArticlesMayBeRelated() {
    Requests request =
        Requests.of(article("a").topics("Bridge"), article("s").topics("Bridge"))
            .covered("s", Coverage.State.SENT, NOON);
    assertThat(request.select().picks().get(0).related())
        .extracting(Related::link)
        .containsExactly("https://example.org/s");
    assertThat(request.select().explanations())
        .filteredOn(e -> e.article().value().equals("s"))
        .extracting(Explanation::reason)
        .containsExactly(Reason.ALREADY_SENT);
  }

  @Test
  @DisplayName("picking/part 9: a candidate without room that shows as related says so")
  void whatShowsOnlyAsRelatedSaysSo() {
    Requests request =
        Requests.of(
                article("a").title("Harbour bridge reopens").topics("Bridge"),
                hour("b", 2).title("How the harbour bridge was built").topics("Bridge"),
                hour("c", 3).topics("Weather"),
                hour("d", 4).topics("Bridge"))
            .rules(
                new SelectionRules(
                    1,
                    1,
                    null,
                    Duration.ofMinutes(10),
                    3,
                    List.of(),
                    8,
                    1,
                    1,
                    SelectionRules.Thin.SEND));
    assertThat(request.select().explanations())
        .extracting(e -> e.article() + " " + e.reason() + " " + e.detail())
        .containsExactly(
            "a LEAD The best score. Score 94.",
            "b RELATED No room: the edition takes 1 at most. Shown as related to \"Harbour bridge reopens\".",
            "c OVER_MAX No room: the edition takes 1 at most.",
            "d RELATED No room: the edition takes 1 at most. Shown among related posts.");
  }

  private static Articles hour(String id, int hoursAgo) {
    return article(id).publishedAt(NOON.minus(Duration.ofHours(hoursAgo)));
  }

  private static Articles old(String day) {
    Duration age = Duration.ofDays(10 + Integer.parseInt(day));
    return article(day).topics("Bridge").publishedAt(NOON.minus(age));
  }
}
