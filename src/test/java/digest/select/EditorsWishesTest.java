package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static digest.select.Requests.details;
import static digest.select.Requests.ids;
import static digest.select.Requests.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Coverage;
import digest.edition.Explanation;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Score;
import digest.edition.SelectionRules;
import digest.edition.Wish;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EditorsWishesTest {

  @Test
  @DisplayName("picking/L1: the editor's pin leads before the featured and the best")
  void aPinLeads() {
    Requests request =
        Requests.of(at("best", 1), at("featured", 5).featured(), at("pinned", 40))
            .wish("pinned", Wish.Kind.LEAD, 0, NOON);
    assertThat(ids(request)).startsWith("pinned");
    assertThat(details(request).get("pinned")).startsWith("An editor wants it to lead.");
    assertThat(ids(request.lastLead("pinned"))).as("never twice in a row").startsWith("featured");
  }

  @Test
  @DisplayName("picking/L1 picking/D3: a pinned telling is kept before a preferred one")
  void aPinnedTellingIsKept() {
    Requests request =
        Requests.of(
                at("a", 1).title("Storm hits the coast tonight").author("Ada Own"),
                at("b", 2).title("Storm hits the coast tonight").source("Tideline"),
                at("c", 3).title("Storm hits the coast tonight").source("Ledger"))
            .wish("b", Wish.Kind.LEAD, 0, NOON);
    assertThat(ids(request)).containsExactly("b");
    assertThat(reasons(request))
        .containsEntry("a", Reason.DUPLICATE_OF)
        .containsEntry("c", Reason.DUPLICATE_OF);
    assertThat(details(request).get("c")).contains("of Tideline");
  }

  @Test
  @DisplayName("picking/S3: the score is the sum of its parts, and each part is told")
  void theScoreIsTheSumOfItsParts() {
    Requests request =
        Requests.of(at("a", 12).topics("World").caption("A picture"), at("b", 1))
            .rules(Requests.rules(10, new SelectionRules.Section("World", 4, 0, 20)))
            .wish("a", Wish.Kind.BOOST, 7, NOON)
            .wish("a", Wish.Kind.POPULARITY, 3, NOON)
            .carried("a");
    Explanation of = request.select().explanations().get(1);
    assertThat(of.article().value()).as("80 of 94 points").isEqualTo("a");
    assertThat(of.score()).isEqualTo(new Score(20, 0, 7, 50, 5, 3, -5));
    assertThat(new Score(20, 0, 7, 50, 5, 3, -5).total()).isEqualTo(80);
    assertThat(of.reason()).isEqualTo(Reason.CARRIED);
  }

  @Test
  @DisplayName("picking/part 9: EXCLUDED_EDITOR, however good it is")
  void anExcludedArticleIsOut() {
    Requests request =
        Requests.of(at("a", 1).featured(), at("b", 2)).wish("a", Wish.Kind.EXCLUDE, 0, NOON);
    assertThat(ids(request)).containsExactly("b");
    assertThat(reasons(request)).containsEntry("a", Reason.EXCLUDED_EDITOR);
  }

  @Test
  @DisplayName("picking/P8: an edit is no news; an editor's update is, once, as the next version")
  void anUpdateIsSentOnce() {
    Requests sent =
        Requests.of(at("a", 90)).covered("a", Coverage.State.SENT, NOON.minus(Duration.ofDays(2)));
    assertThat(reasons(sent)).containsEntry("a", Reason.ALREADY_SENT);

    Requests update = sent.wish("a", Wish.Kind.UPDATE, 0, NOON.minus(Duration.ofHours(1)));
    Pick pick = update.select().picks().get(0);
    assertThat(pick.story().version()).isEqualTo(2);
    assertThat(update.select().explanations().get(0).score())
        .as("the update is the news")
        .isEqualTo(new Score(0, 0, 0, 94, 0, 0, 0));

    Requests done = update.covered("a", Coverage.State.SENT, NOON.minus(Duration.ofMinutes(30)));
    assertThat(reasons(done)).as("the wish is fulfilled").containsEntry("a", Reason.ALREADY_SENT);
    Requests reserved =
        update.covered("a", Coverage.State.RESERVED, NOON.minus(Duration.ofDays(2)));
    assertThat(reasons(reserved)).containsEntry("a", Reason.RESERVED_ELSEWHERE);
  }

  @Test
  @DisplayName("picking/P8: an update outside the window comes all the same")
  void anOldUpdateComes() {
    Requests request =
        Requests.of(List.of())
            .archive(at("a", 24 * 40))
            .covered("a", Coverage.State.SENT, NOON.minus(Duration.ofDays(39)))
            .wish("a", Wish.Kind.UPDATE, 0, NOON.minus(Duration.ofHours(1)));
    assertThat(ids(request)).containsExactly("a");
  }

  @Test
  @DisplayName("picking/P10: carry-over fills first, then the unsent, then the evergreen")
  void theOrderOfFilling() {
    SelectionRules rules =
        new SelectionRules(
            10,
            3,
            null,
            Duration.ofMinutes(10),
            3,
            List.of(new SelectionRules.Section("World", 1, 0, 0)),
            8,
            0,
            0,
            SelectionRules.Thin.SEND);
    Requests request =
        Requests.of(
                at("unsent", 30).title("The unsent one of the old days"),
                at("carried", 40).title("What had no room the last time"),
                at("sent", 50).title("It was sent in an edition before"))
            .archive(
                at("evergreen", 24 * 90).title("How to find a doctor at night"),
                at("sentgreen", 24 * 90).title("Where to leave the old paint"))
            .window(Duration.ofHours(24))
            .carried("carried")
            .covered("sent", Coverage.State.SENT, NOON.minus(Duration.ofDays(5)))
            .covered("sentgreen", Coverage.State.SENT, NOON.minus(Duration.ofDays(5)))
            .wish("evergreen", Wish.Kind.EVERGREEN, 0, NOON)
            .wish("sentgreen", Wish.Kind.EVERGREEN, 0, NOON)
            .rules(rules);
    assertThat(ids(request)).containsExactlyInAnyOrder("carried", "unsent", "evergreen");
    assertThat(reasons(request)).containsEntry("sentgreen", Reason.ALREADY_SENT);
    SelectionRules two =
        new SelectionRules(
            10, 2, null, Duration.ofMinutes(10), 3, List.of(), 8, 0, 0, SelectionRules.Thin.SEND);
    assertThat(ids(request.rules(two))).containsExactlyInAnyOrder("carried", "unsent");
    assertThat(reasons(request)).containsEntry("evergreen", Reason.TOO_OLD);
  }

  private static Articles at(String id, int hoursAgo) {
    return article(id).publishedAt(NOON.minus(Duration.ofHours(hoursAgo)));
  }
}
