package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static digest.select.Requests.details;
import static digest.select.Requests.ids;
import static digest.select.Requests.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Coverage;
import digest.edition.Feed;
import digest.edition.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoriesTest {

  @Test
  @DisplayName("picking/D1: equal headlines of four words are one story, shorter ones are not")
  void equalHeadlinesAreOneStory() {
    Requests request =
        Requests.of(
            at("a", 1).title("Storm Hits the Coast!"),
            at("b", 2).title("storm hits the coast - B").source("B"),
            at("c", 3).title("Morning briefing"),
            at("d", 4).title("Morning briefing"));
    assertThat(reasons(request))
        .containsEntry("b", Reason.LEAD)
        .containsEntry("a", Reason.DUPLICATE_OF);
    assertThat(ids(request)).contains("c", "d");
    assertThat(details(request))
        .containsEntry("a", "The same story as \"storm hits the coast - B\" of B.");
  }

  @Test
  @DisplayName("picking/D1 picking/P6: one page is one story, whatever tracks it")
  void onePageIsOneStory() {
    Requests request =
        Requests.of(
            at("a", 1).link("http://Example.org:80/x/?b=2&utm_source=z&a=1#top"),
            at("b", 2).link("https://example.org/x?a=1&b=2&fbclid=7"),
            at("c", 3).link("https://example.org/x?a=1&b=3"));
    assertThat(ids(request)).containsExactlyInAnyOrder("b", "c");
  }

  @Test
  @DisplayName(
      "picking/D3: own byline, then the feeds' order, the longer body, the earlier, the id")
  void theBetterTellingIsKept() {
    String t = "Storm hits the coast tonight";
    Feed[] feeds = {Feed.at("first"), Feed.at("second")};
    assertThat(
            kept(
                feeds,
                at("a", 1).title(t).feed("first").author("Reuters"),
                at("b", 2).title(t).feed("second").author("Jane Doe")))
        .isEqualTo("b");
    assertThat(
            kept(
                feeds,
                at("a", 1).title(t).feed("second").html("longer"),
                at("b", 2).title(t).feed("first")))
        .isEqualTo("b");
    assertThat(
            kept(
                feeds,
                at("a", 1).title(t).feed("first").html("x"),
                at("b", 2).title(t).feed("first").html("xx")))
        .isEqualTo("b");
    assertThat(kept(feeds, at("a", 1).title(t).feed("first"), at("b", 2).title(t).feed("first")))
        .isEqualTo("b");
    assertThat(kept(feeds, at("b", 1).title(t).feed("first"), at("a", 1).title(t).feed("first")))
        .isEqualTo("a");
  }

  @Test
  @DisplayName("picking/D1: a chain of equals is one story")
  void aChainOfEqualsIsOneStory() {
    Requests request =
        Requests.of(
            at("a", 1).title("Storm hits the coast tonight").author("A"),
            at("b", 2).title("Gale batters many seaside towns").author("B"),
            at("c", 3).title("Gale batters many seaside towns").link("https://example.org/a"));
    assertThat(ids(request)).hasSize(1);
  }

  @Test
  @DisplayName("picking/D4: a story sent within three days is covered already")
  void aStorySentBeforeIsCovered() {
    String title = "Storm hits the coast tonight";
    Articles sent = article("z").title(title).publishedAt(NOON.minus(Duration.ofDays(30)));
    Requests request =
        Requests.of(at("a", 1).title(title), at("b", 2))
            .archive(sent)
            .covered("z", Coverage.State.SENT, NOON.minus(Duration.ofHours(71)));
    assertThat(reasons(request)).containsEntry("a", Reason.ALREADY_COVERED);
    Requests longAgo =
        Requests.of(at("a", 1).title(title), at("b", 2))
            .archive(sent)
            .covered("z", Coverage.State.SENT, NOON.minus(Duration.ofDays(3)));
    assertThat(reasons(longAgo)).containsEntry("a", Reason.LEAD);
  }

  private static String kept(Feed[] feeds, Articles... articles) {
    List<String> ids = ids(Requests.of(articles).feeds(feeds));
    assertThat(ids).hasSize(1);
    return ids.get(0);
  }

  private static Articles at(String id, int hoursAgo) {
    return article(id).publishedAt(NOON.minus(Duration.ofHours(hoursAgo)));
  }
}
