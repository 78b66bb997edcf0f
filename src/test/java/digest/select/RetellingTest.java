package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static digest.select.Requests.details;
import static digest.select.Requests.ids;
import static digest.select.Requests.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Coverage;
import digest.edition.Feed;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetellingTest {

  @Test
  @DisplayName("picking/D3: the kept telling names the other sources, each once")
  void theOthersAreNamed() {
    Requests request =
        Requests.of(
                storm("a", 1).source("Courier").author("Ada Own"),
                storm("b", 2).source("Tideline"),
                storm("c", 3).source("Ledger"),
                storm("d", 4).source("Tideline"),
                storm("e", 5).source("Courier"))
            .feeds(Feed.at("https://example.org/feed"));
    assertThat(ids(request)).containsExactly("a");
    Pick kept = request.select().picks().get(0);
    assertThat(kept.story().also())
        .extracting(Related::source)
        .containsExactlyInAnyOrder("Tideline", "Ledger");
    assertThat(reasons(request).values())
        .containsExactlyInAnyOrder(
            Reason.LEAD,
            Reason.DUPLICATE_OF,
            Reason.DUPLICATE_OF,
            Reason.DUPLICATE_OF,
            Reason.DUPLICATE_OF);
    assertThat(details(request).get("b"))
        .isEqualTo("The same story as \"Storm hits the coast tonight\" of Courier.");
  }

  @Test
  @DisplayName("picking/D2: other numbers make an update, not a duplicate; the newer is kept")
  void otherNumbersMakeAnUpdate() {
    Requests request = Requests.of(fire("three", "three", 3, 5), fire("five", "five", 5, 2));
    assertThat(ids(request)).containsExactly("five");
    assertThat(reasons(request)).containsEntry("three", Reason.UPDATE_OF);
    assertThat(details(request).get("three")).contains("Newer figures").contains("5 killed");
    assertThat(request.select().picks().get(0).story().also()).isEmpty();
  }

  @Test
  @DisplayName("picking/D2 picking/D4: new figures of a story that was sent name what they update")
  void anUpdateToWhatWasSentSaysSo() {
    Requests newer =
        Requests.of(fire("five", "five", 5, 2))
            .archive(fire("three", "three", 3, 20))
            .covered("three", Coverage.State.SENT, NOON.minus(Duration.ofHours(10)));
    Pick pick = newer.select().picks().get(0);
    assertThat(pick.story().updateTo())
        .isEqualTo(
            new Related("Harbour hall fire: 3 killed", "https://example.org/three", "The Courier"));
    Requests late =
        Requests.of(fire("three", "three", 3, 20))
            .archive(fire("five", "five", 5, 2))
            .covered("five", Coverage.State.SENT, NOON.minus(Duration.ofHours(1)));
    assertThat(ids(late)).isEmpty();
    assertThat(reasons(late)).containsEntry("three", Reason.UPDATE_OF);
  }

  @Test
  @DisplayName("picking/D4: another telling of what was sent is covered, for 72 hours")
  void whatWasSentIsCovered() {
    Requests request =
        Requests.of(storm("b", 2).source("Tideline"))
            .archive(storm("a", 30))
            .covered("a", Coverage.State.SENT, NOON.minus(Duration.ofDays(3)).plusSeconds(1));
    assertThat(reasons(request)).containsEntry("b", Reason.ALREADY_COVERED);
    Requests later =
        Requests.of(storm("b", 2).source("Tideline"))
            .archive(storm("a", 30))
            .covered("a", Coverage.State.SENT, NOON.minus(Duration.ofDays(3)));
    assertThat(ids(later)).containsExactly("b");
  }

  @Test
  @DisplayName("picking/D1: the standing words of a site make no story of all its articles")
  void standingWordsAreNoStory() {
    String standing =
        "<p>Read the whole story on our site, where subscribers find all the news of the day.</p>";
    Requests request =
        Requests.of(
            article("a").title("Council votes on the bridge").html(standing),
            article("b").title("Seals return to the skerry").html(standing),
            article("c").title("Tram waits for a ferry").html(standing));
    assertThat(ids(request)).hasSize(3);
  }

  private static Articles storm(String id, int hoursAgo) {
    return article(id)
        .title("Storm hits the coast tonight")
        .publishedAt(NOON.minus(Duration.ofHours(hoursAgo)));
  }

  private static Articles fire(String id, String words, int killed, int hoursAgo) {
    return article(id)
        .title("Harbour hall fire: " + killed + " killed")
        .html(
            "<p>A fire in the old harbour hall killed "
                + words
                + " people on Monday night, the fire service said. Forty firemen fought the flames"
                + " until the morning, and the quay stays closed.</p>")
        .publishedAt(NOON.minus(Duration.ofHours(hoursAgo)));
  }
}
