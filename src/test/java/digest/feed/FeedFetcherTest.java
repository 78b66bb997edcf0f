package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Feed;
import digest.edition.FeedState;
import digest.edition.Image;
import digest.net.Http;
import digest.net.HttpSettings;
import digest.testkit.FeedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeedFetcherTest {

  private static final Instant NOW = Fixtures.NOW;
  private static final String RSS =
      "<rss version='2.0'><channel><title>T</title><link>https://t.example/</link><item><title>One"
          + "</title><link>https://t.example/1</link></item></channel></rss>";

  @TempDir private Path folder;
  private final FeedServer server = new FeedServer();
  private final Http http =
      new Http(
          new HttpSettings(
              1_000_000, Duration.ofSeconds(2), 5, Set.of("127.0.0.1"), "Digest/test"));

  @AfterEach
  void close() {
    http.close();
    server.close();
  }

  private FetchResult fetch(Feed feed, FeedState state) {
    return new FeedFetcher(http, InstantSource.fixed(NOW), folder).fetch(feed, state);
  }

  private FetchResult fetch(String location) {
    return fetch(Feed.at(location), FeedState.unseen(location));
  }

  private FetchResult.Fetched fetched(String location) {
    FetchResult result = fetch(location);
    assertThat(result).isInstanceOf(FetchResult.Fetched.class);
    return (FetchResult.Fetched) result;
  }

  private FetchResult.Failed failed(String location) {
    FetchResult result = fetch(location);
    assertThat(result).isInstanceOf(FetchResult.Failed.class);
    return (FetchResult.Failed) result;
  }

  @Test
  void aGoodLookRemembersTheTagsAndAsksAgainAfterTheUsualTime() {
    server.on(
        "/f",
        exchange -> {
          exchange.getResponseHeaders().add("ETag", "W/\"7\"");
          exchange.getResponseHeaders().add("Last-Modified", "Mon, 02 Nov 2026 10:00:00 GMT");
          FeedServer.send(
              exchange, 200, "application/rss+xml", RSS.getBytes(StandardCharsets.UTF_8));
        });
    String url = server.url("/f");
    FeedState before = new FeedState(url, null, null, null, 3, NOW, "was broken", false);
    FetchResult result = fetch(Feed.at(url), before);
    assertThat(result.verdict()).isEqualTo(FetchResult.Verdict.FETCHED);
    assertThat(result.state())
        .isEqualTo(
            new FeedState(
                url,
                "W/\"7\"",
                "Mon, 02 Nov 2026 10:00:00 GMT",
                NOW,
                0,
                NOW.plus(Feed.EVERY),
                null,
                false));
  }

  @Test
  void anUnchangedFeedIsNotSentAgain() {
    server.status("/f", 304);
    String url = server.url("/f");
    FeedState before = new FeedState(url, "\"7\"", "Mon", null, 2, NOW, "x", false);
    FetchResult result = fetch(Feed.at(url), before);
    assertThat(server.asked().get(0).headers())
        .containsEntry("if-none-match", "\"7\"")
        .containsEntry("if-modified-since", "Mon");
    assertThat(result).isInstanceOf(FetchResult.Unchanged.class);
    assertThat(result.state())
        .isEqualTo(new FeedState(url, "\"7\"", "Mon", NOW, 0, NOW.plus(Feed.EVERY), null, false));
  }

  @Test
  void aFeedsOwnHeadersAreSent() {
    server.serve("/f", "text/xml", RSS);
    Feed feed =
        new Feed(
            server.url("/f"),
            "The Name",
            null,
            Duration.ofHours(2),
            null,
            Map.of("User-Agent", "Own/1", "Authorization", "Bearer x"),
            0,
            Set.of());
    FetchResult result = fetch(feed, FeedState.unseen(feed.location()));
    assertThat(server.asked().get(0).headers())
        .containsEntry("user-agent", "Own/1")
        .containsEntry("authorization", "Bearer x");
    assertThat(result.state().nextLook()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(((FetchResult.Fetched) result).feed().articles().get(0).source())
        .isEqualTo("The Name");
  }

  @Test
  void failuresAreCountedAndEachWaitsLonger() {
    String url = server.url("/f");
    server.status("/f", 500);
    FeedState state = FeedState.unseen(url);
    for (int minutes : new int[] {15, 30, 60, 120, 240, 480, 720, 720}) {
      FetchResult result = fetch(Feed.at(url), state);
      assertThat(result.verdict()).isEqualTo(FetchResult.Verdict.FAILED);
      assertThat(result.state().nextLook()).isEqualTo(NOW.plus(Duration.ofMinutes(minutes)));
      state = result.state();
    }
    assertThat(state.failures()).isEqualTo(8);
    assertThat(state.lastGood()).isNull();
    assertThat(state.problem())
        .isEqualTo("\"127.0.0.1/f\" answered 500: the site has a fault. We try again later.");
  }

  @Test
  void aFailureKeepsWhatTheNextConditionalRequestNeeds() {
    String url = server.url("/none");
    Instant good = NOW.minusSeconds(900);
    FeedState before = new FeedState(url, "\"7\"", "Mon", good, 0, NOW, null, false);
    FeedState after = fetch(Feed.at(url), before).state();
    assertThat(after.etag()).isEqualTo("\"7\"");
    assertThat(after.lastModified()).isEqualTo("Mon");
    assertThat(after.lastGood()).isEqualTo(good);
    assertThat(after.problem()).contains("answered 404").contains("Check it");
  }

  @Test
  void aServerThatAsksForQuietGetsIt() {
    server.status("/s", 429, "Retry-After", "7200");
    server.status("/d", 503, "Retry-After", "Wed, 04 Nov 2026 12:00:00 GMT");
    server.status("/e", 503, "Retry-After", "999999999");
    server.status("/n", 503, "Retry-After", "soon");
    server.status("/p", 503, "Retry-After", "1");
    assertThat(failed(server.url("/s")).state().nextLook())
        .isEqualTo(NOW.plus(Duration.ofHours(2)));
    assertThat(failed(server.url("/d")).state().nextLook())
        .isEqualTo(NOW.plus(Duration.ofHours(24)));
    assertThat(failed(server.url("/e")).state().nextLook()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    assertThat(failed(server.url("/n")).state().nextLook()).isEqualTo(NOW.plus(Feed.EVERY));
    assertThat(failed(server.url("/p")).state().nextLook()).isEqualTo(NOW.plus(Feed.EVERY));
  }

  @Test
  void aFeedThatIsGoneIsNeverAskedAgain() {
    String url = server.url("/f");
    server.status("/f", 410);
    FetchResult result = fetch(Feed.at(url), FeedState.unseen(url));
    assertThat(result.state().gone()).isTrue();
    assertThat(result.state().problem()).contains("gone for good");
    FetchResult again = fetch(Feed.at(url), result.state());
    assertThat(again.verdict()).isEqualTo(FetchResult.Verdict.FAILED);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void theProblemNamesNoSecretOfTheAddress() {
    String url = server.url("/none?key=secret").replace("//", "//jo:hidden@");
    assertThat(failed(url).problem()).doesNotContain("secret").doesNotContain("hidden");
  }

  @Test
  void thePageOfASiteLeadsToItsFeed() {
    server.serve(
        "/",
        "text/html",
        "<!DOCTYPE html><html><head><title>x</title>"
            + "<link rel=alternate type='application/rss+xml' title='Comments' href='/comments/feed'>"
            + "<link rel='alternate' type='application/rss+xml' href='/broken.xml'>"
            + "<link rel='Alternate nofollow' type='application/atom+xml; charset=utf-8' href='news.xml'>"
            + "</head></html>");
    server.serve("/broken.xml", "text/xml", "<rss><oops");
    server.serve("/news.xml", "text/xml", RSS);
    FetchResult.Fetched result = fetched(server.url("/"));
    assertThat(result.feed().articles()).hasSize(1);
    assertThat(result.feed().location()).isEqualTo(server.url("/"));
    assertThat(server.asked())
        .extracting(FeedServer.Asked::path)
        .containsExactly("/", "/broken.xml", "/news.xml");
  }

  @Test
  void aPageThatNamesNoFeedIsTriedWhereWordPressHasThem() {
    server.serve("/blog", "text/html", "<html><body>Hello</body></html>");
    server.serve("/feed", "application/xml", RSS);
    assertThat(fetched(server.url("/blog")).feed().articles()).hasSize(1);

    server.serve("/feed", "text/html", "<html></html>");
    server.serve(
        "/wp-json/wp/v2/posts?_embed",
        "application/json",
        "[{\"id\":1,\"link\":\"https://w.example/1\",\"title\":{\"rendered\":\"One\"}}]");
    assertThat(fetched(server.url("/blog")).feed().format()).isEqualTo("WordPress REST");
  }

  @Test
  void aPageWithoutAnyFeedIsAProblemThatSaysWhatToDo() {
    server.serve("/", "text/html", "<html><body>Hello</body></html>");
    assertThat(failed(server.url("/")).problem())
        .isEqualTo(
            "\"127.0.0.1/\" is a page, and no feed was found from it. Give the feed's address.");
  }

  @Test
  void wordPressPostsAreAskedForWithTheirAuthorsAndPictures() {
    String path = "/wp-json/wp/v2/posts";
    server.serve(path + "?_embed", "application/json", "[]");
    server.serve(path + "?per_page=5&_embed", "application/json", "[]");
    assertThat(fetched(server.url(path)).feed().articles()).isEmpty();
    assertThat(fetched(server.url(path + "?per_page=5")).feed().problems())
        .containsExactly("the feed holds no entries.");
  }

  @Test
  void picturesAreMeasuredByTheirFiles() throws IOException {
    server.serve("/p.png", "image/png", PictureHeadTest.picture("png", 640, 360));
    server.serve("/dot.gif", "image/gif", PictureHeadTest.picture("gif", 1, 1));
    server.hang("/slow.png");
    String media = "<media:content medium='image' width='9' height='9' url='%s'/>";
    String rss = "<rss version='2.0'><channel><title>T</title>";
    for (String path : List.of("/p.png", "/dot.gif", "/slow.png", "/none.png")) {
      rss +=
          "<item><title>%s</title><link>https://t.example%s</link>%s</item>"
              .formatted(path, path, media.formatted(server.url(path)));
    }
    server.serve("/f", "text/xml", rss + "</channel></rss>");
    assertThat(fetched(server.url("/f")).feed().articles())
        .extracting(Article::image)
        .containsExactly(
            new Image(server.url("/p.png"), "", 640, 360),
            null,
            new Image(server.url("/slow.png"), "", 9, 9),
            new Image(server.url("/none.png"), "", 9, 9));
  }

  @Test
  void aPictureOverPlainHttpIsTakenOnlyFromAnAllowedPrivateHost() {
    server.serve(
        "/f",
        "text/xml",
        RSS.replace(
            "</item>", "<enclosure type='image/png' url='http://cdn.example/a.png'/></item>"));
    assertThat(fetched(server.url("/f")).feed().articles().get(0).image()).isNull();
  }

  @Test
  void datesWithoutAZoneAreInTheFeedsZone() {
    server.serve(
        "/f", "text/xml", RSS.replace("</item>", "<pubDate>2026-11-02 08:00</pubDate></item>"));
    Feed feed =
        new Feed(
            server.url("/f"),
            null,
            null,
            Feed.EVERY,
            ZoneId.of("Asia/Tokyo"),
            Map.of(),
            0,
            Set.of());
    FetchResult result = fetch(feed, FeedState.unseen(feed.location()));
    assertThat(((FetchResult.Fetched) result).feed().articles().get(0).publishedAt())
        .isEqualTo(Instant.parse("2026-11-01T23:00:00Z"));
  }

  @Test
  void aFileIsAFeedAndUnchangedUntilItsContentChanges() throws IOException {
    Files.writeString(folder.resolve("news.xml"), RSS);
    FetchResult.Fetched first = fetched("news.xml");
    assertThat(first.feed().articles()).hasSize(1);
    assertThat(first.feed().articles().get(0).feed()).isEqualTo("news.xml");
    assertThat(fetch(Feed.at("news.xml"), first.state()).verdict())
        .isEqualTo(FetchResult.Verdict.UNCHANGED);
    Files.writeString(folder.resolve("news.xml"), RSS.replace("One", "Two"));
    assertThat(fetch(Feed.at("news.xml"), first.state()).verdict())
        .isEqualTo(FetchResult.Verdict.FETCHED);
    assertThat(fetched(folder.resolve("news.xml").toString()).feed().articles()).hasSize(1);
  }

  @Test
  void eachFileOfAFolderIsAFeed() throws IOException {
    for (String file : List.of("atom10.xml", "feed11.json", "rss10.rdf")) {
      Files.copy(Fixtures.FOLDER.resolve(file), folder.resolve(file));
    }
    Files.writeString(folder.resolve("notes.md"), "# no feed");
    Files.writeString(folder.resolve(".hidden.xml"), "<rss>");
    Files.writeString(folder.resolve("z.xml"), "<html><body>x</body></html>");
    FetchResult.Fetched result = fetched(".");
    assertThat(result.feed().format()).isEqualTo("Atom 1.0, JSON Feed 1.1, RSS 1.0");
    assertThat(result.feed().articles()).hasSize(5);
    assertThat(result.feed().problems()).containsExactly("\"z.xml\" is a page, not a feed.");
  }

  @Test
  void whatIsNoFileIsAProblem() throws IOException {
    assertThat(failed("none.xml").problem()).contains("\"none.xml\" is no file or folder");
    assertThat(failed("a\0b").problem()).contains("cannot be read");
    assertThat(failed("/dev/zero").problem()).contains("is no file or folder");
    assertThat(failed("").problem()).contains("no file or folder");
    Files.writeString(folder.resolve("empty.xml"), "");
    assertThat(failed("empty.xml").problem())
        .isEqualTo("\"empty.xml\" is empty. If it stays so, ask the site.");
  }

  @Test
  void aFileIsReadUpToTheLimitToo() throws IOException {
    String item = "<item><title>%d</title><link>https://t.example/%d</link></item>";
    StringBuilder rss = new StringBuilder("<rss version='2.0'><channel><title>T</title>");
    for (int i = 0; rss.length() < 1_100_000; i++) {
      rss.append(item.formatted(i, i)).append(" ".repeat(20_000));
    }
    Files.writeString(folder.resolve("big.xml"), rss + "</channel></rss>");
    ParsedFeed feed = fetched("big.xml").feed();
    assertThat(feed.articles()).hasSizeGreaterThan(40);
    assertThat(feed.problems().get(0)).contains("goes on after 1,000,000 bytes");
  }
}
