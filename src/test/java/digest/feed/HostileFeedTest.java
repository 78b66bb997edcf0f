package digest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Feed;
import digest.edition.FeedState;
import digest.net.Http;
import digest.net.HttpSettings;
import digest.testkit.FeedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents that mean harm, or are broken as if they did. */
@Timeout(60)
class HostileFeedTest {

  private static final String ITEM =
      "<item><title>Good %d</title><link>https://x.example/%d</link></item>";
  private static final Duration QUICK = Duration.ofSeconds(2);

  private static String item(int number) {
    return ITEM.formatted(number, number);
  }

  private static String rss(String... items) {
    return "<rss version=\"2.0\"><channel><title>T</title>"
        + String.join("", items)
        + "</channel></rss>";
  }

  private static Reading read(String document) {
    long start = System.nanoTime();
    Reading reading = Fixtures.reading(document.getBytes(UTF_8), "text/xml", "https://x.example/f");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK.multipliedBy(3));
    return reading;
  }

  private static String problem(String document) {
    Reading reading = read(document);
    assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    return ((Reading.Unreadable) reading).problem();
  }

  private static ParsedFeed feed(String document) {
    return Fixtures.feed(read(document));
  }

  @Test
  @DisplayName("safety/T8: external entities are not fetched, files not read")
  void externalEntitiesAreRefused() {
    try (FeedServer server = new FeedServer()) {
      String xml =
          "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">"
              + "<!ENTITY %% p SYSTEM \"%s\"> %%p;]>".formatted(server.url("/evil.dtd"))
              + rss(item(1).replace("Good", "&x;"));
      assertThat(problem(xml)).contains("declares entities");
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  @DisplayName("safety/T8: entity bombs are refused")
  void entityBombsAreRefused() {
    StringBuilder lol = new StringBuilder("<!DOCTYPE rss [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 10; i++) {
      lol.append("<!ENTITY l%d \"%s\">".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
    }
    assertThat(problem(lol + "]>" + rss("<item><title>&l9;</title></item>")))
        .contains("declares entities");
  }

  @Test
  @DisplayName("safety/T8: a harmless document type costs no entries, and its DTD is not fetched")
  void aHarmlessDoctypeIsTakenAway() {
    try (FeedServer server = new FeedServer()) {
      String dtd = "<!DOCTYPE rss PUBLIC \"-//x\" \"%s\" [ <!ATTLIST rss a CDATA \"]>\"> ]>";
      ParsedFeed feed =
          feed(
              "<?xml version='1.1'?><!-- > -->"
                  + dtd.formatted(server.url("/x.dtd"))
                  + rss(item(1)));
      assertThat(feed.articles()).hasSize(1);
      assertThat(feed.problems()).isEmpty();
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  @DisplayName("safety/T8: depth and attribute floods cost their own entry only")
  void floodsCostTheirOwnEntryOnly() {
    String deep =
        "<item><title>Deep</title>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</item>";
    StringBuilder wide = new StringBuilder("<item><title ");
    IntStream.range(0, 20_000).forEach(i -> wide.append("a%d='x' ".formatted(i)));
    wide.append(">Wide</title></item>");
    ParsedFeed feed = feed(rss(item(1), deep, item(2), wide.toString(), item(3)));
    assertThat(feed.articles())
        .extracting(Article::title)
        .containsExactly("Good 1", "Good 2", "Good 3");
    assertThat(feed.problems()).hasSize(3);
  }

  @Test
  @DisplayName("safety/T9: deep JSON costs no more than an error")
  void deepJsonEndsInTime() {
    String start =
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"url\":\"https://x.example/1\",\"title\":\"One\"},";
    ParsedFeed feed = feed(start + "[".repeat(500_000));
    assertThat(feed.articles()).hasSize(1);
    assertThat(feed.problems().get(0)).contains("no whole JSON").contains("1 entries before");
    assertThat(problem("[".repeat(1_000_000))).contains("no whole JSON");
    assertThat(problem("{\"a\":".repeat(300_000))).contains("no whole JSON");
  }

  @Test
  @DisplayName("safety/T9: of 20,000 entries the first 10,000 are read")
  void tooManyEntriesAreNamed() {
    String items =
        String.join("", IntStream.range(0, 20_000).mapToObj(HostileFeedTest::item).toList());
    ParsedFeed feed = feed(rss(items));
    assertThat(feed.articles()).hasSize(10_000);
    assertThat(feed.problems()).hasSize(1);
    assertThat(feed.problems().get(0)).contains("20000 entries").contains("first 10000");
  }

  @Test
  @DisplayName("safety/T9: a huge entry is cut, the others stay")
  void aHugeEntryIsCut() {
    String huge =
        "<item><title>"
            + "long ".repeat(100_000)
            + "</title><link>https://x.example/h</link>"
            + "<description>"
            + "&lt;p&gt;text &lt;b&gt;".repeat(200_000)
            + "</description></item>";
    ParsedFeed feed = feed(rss(huge, item(1)));
    assertThat(feed.articles()).hasSize(2);
    assertThat(feed.articles().get(0).title()).hasSizeLessThan(510);
    assertThat(feed.articles().get(0).summary()).hasSize(500_000);
    assertThat(feed.problems()).singleElement().asString().contains("was cut");
  }

  @Test
  void ofADocumentThatBreaksOffTheWholeEntriesAreKept() {
    String whole = rss(item(1), item(2), item(3));
    for (int cut = whole.indexOf("Good 2"); cut < whole.length() - 1; cut++) {
      ParsedFeed feed = feed(whole.substring(0, cut));
      assertThat(feed.articles()).as(whole.substring(0, cut)).isNotEmpty();
      assertThat(feed.problems()).isNotEmpty();
    }
    String atom = new String(Fixtures.bytes("atom10.xml"), UTF_8);
    ParsedFeed feed = feed(atom.substring(0, atom.indexOf("Il compte")));
    assertThat(feed.articles())
        .extracting(Article::title)
        .containsExactly("Le marché couvert rouvre");
    assertThat(feed.title()).isEqualTo("Le Journal d’Été");
    String json = new String(Fixtures.bytes("feed11.json"), UTF_8);
    ParsedFeed half = feed(json.substring(0, json.indexOf("Guest One")));
    assertThat(half.articles()).extracting(Article::title).containsExactly("Rye at altitude");
    assertThat(half.problems()).hasSize(1);
  }

  @Test
  void aBrokenEntryNeverStopsTheOthers() {
    for (String broken :
        List.of(
            "<item><title>a</b></item>",
            "<item><title>a<![CDATA[never closed</title></item>",
            "<item><title>a<!-- never closed</title></item>",
            "<item title=x><y></item>",
            "<item><x:y></x:z></item>",
            "<item><title a='1' a='2'>x</title></item>",
            "<item>< ></item>")) {
      ParsedFeed feed = feed(rss(item(1), broken, item(2), item(3)));
      assertThat(feed.articles())
          .as(broken)
          .extracting(Article::title)
          .contains("Good 1", "Good 3");
    }
  }

  @Test
  void controlCharactersAndBadReferencesAreMended() {
    ParsedFeed feed =
        feed(
            "\n\n  <?xml version=\"1.0\"?>\n"
                + rss(item(1).replace("Good", "Go\u0000o\u000bd&#0;&#x1F;&#xD800;&unknown;&;&")));
    assertThat(feed.articles().get(0).title()).isEqualTo("Good&unknown;&;& 1");
    assertThat(feed.problems()).isEmpty();
  }

  @Test
  void theWarningOfAScriptBeforeTheFeedIsSkipped() {
    ParsedFeed feed =
        feed(
            "<br />\n<b>Warning</b>: something in /var/www on line 3<br />\n<?xml version=\"1.0\"?>"
                + rss(item(1)));
    assertThat(feed.articles()).hasSize(1);
  }

  @Test
  void whatIsNoFeedSaysWhatItIsAndWhatToDo() {
    assertThat(problem("")).contains("is empty");
    assertThat(problem(" \n ")).contains("is empty");
    assertThat(problem("hello \u001b[31mthere"))
        .contains("is no feed")
        .contains("hello")
        .doesNotContain("\u001b");
    assertThat(problem("<opml><body/></opml>")).contains("is no feed");
    assertThat(problem("{\"code\":\"rest_no_route\",\"message\":\"No route was found\"}"))
        .contains("neither JSON Feed nor WordPress")
        .contains("No route was found");
    assertThat(problem("{\"version\":")).contains("no whole JSON");
    assertThat(problem("<rss version='2.0'><channel><oops")).contains("not well-formed");
    assertThat(problem("\u0089PNG\r\n\u001a\n\0\0\0")).contains("is no feed");
    assertThat(read("<!doctype html><html>")).isInstanceOf(Reading.Page.class);
  }

  @Test
  void aFeedWithoutOneUsableEntryIsAFailureAndNoQuietDay() {
    assertThat(problem(rss("<item/>", "<item><link>javascript:x</link><title>a</title></item>")))
        .contains("holds 2 entries, but no usable one");
  }

  @Test
  void aTextWithoutTitleAndLinkIsNoArticle() {
    ParsedFeed feed =
        feed(rss(item(1), "<item><description>A draft, sent by mistake.</description></item>"));
    assertThat(feed.articles()).hasSize(1);
    assertThat(feed.problems())
        .containsExactly(
            "entry 2 \"A draft, sent by mistake.\" has neither title nor link and was left out.");
  }

  @Test
  void hundredsOfProblemsAreSummedUp() {
    String bad = "<item><title>a</title><link>javascript:x</link></item>";
    ParsedFeed feed = feed(rss(item(1), bad.repeat(500)));
    assertThat(feed.problems()).hasSize(51);
    assertThat(feed.problems().get(50)).contains("950 more");
  }

  @Test
  @DisplayName("safety/F15 and T9: 50 good feeds and 30 hostile ones")
  void hostileFeedsDoNotHoldUpTheGoodOnes() throws Exception {
    try (FeedServer server = new FeedServer();
        Http http =
            new Http(
                new HttpSettings(
                    2_000_000, Duration.ofSeconds(3), 5, Set.of("127.0.0.1"), "Digest/test"))) {
      FeedFetcher fetcher = new FeedFetcher(http, InstantSource.fixed(Fixtures.NOW), Path.of("."));
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        server.serve("/good" + i, "application/rss+xml", rss(item(i)));
        paths.add("/good" + i);
      }
      for (int i = 0; i < 5; i++) {
        server.hang("/hang" + i).drip("/drip" + i, "text/xml").redirect("/loop" + i, "/loop" + i);
        server.endless("/endless" + i, "text/xml", "<rss version='2.0'><channel>", "<item><title>");
        server.redirect("/out" + i, "http://169.254.169.254/latest/meta-data/");
        server.serve(
            "/bomb" + i,
            "text/xml",
            "<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]>" + rss("&b;"));
        List.of("/hang", "/drip", "/loop", "/endless", "/out", "/bomb").forEach(paths::add);
      }
      List<FetchResult> results = fetchAll(fetcher, server, paths);
      assertThat(results.subList(0, 50))
          .allMatch(result -> result.verdict() == FetchResult.Verdict.FETCHED);
      assertThat(results.subList(50, 80))
          .allMatch(result -> result.verdict() == FetchResult.Verdict.FAILED)
          .allSatisfy(result -> assertThat(result.state().problem()).isNotBlank());
    }
  }

  private static List<FetchResult> fetchAll(
      FeedFetcher fetcher, FeedServer server, List<String> paths) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<FetchResult>> results = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      String path = i < 50 ? paths.get(i) : paths.get(i) + (i - 50) / 6;
      String url = server.url(path);
      results.add(threads.submit(() -> fetcher.fetch(Feed.at(url), FeedState.unseen(url))));
    }
    List<FetchResult> done = new ArrayList<>();
    for (Future<FetchResult> result : results) {
      done.add(result.get());
    }
    threads.shutdown();
    return done;
  }
}
