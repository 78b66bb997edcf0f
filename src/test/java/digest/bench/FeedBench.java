package digest.bench;

import digest.edition.Article;
import digest.edition.Feed;
import digest.edition.FeedState;
import digest.feed.FeedFetcher;
import digest.feed.FetchResult;
import digest.net.Http;
import digest.net.HttpSettings;
import digest.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a feed of ten thousand items from its file. */
class FeedBench {

  private static final int ITEMS = 10_000;
  private static final int TEXT = 600;

  @TempDir Path folder;

  @Test
  void reading() throws Exception {
    Files.writeString(folder.resolve("feed.xml"), feed());
    try (Http http = new Http(HttpSettings.DEFAULT)) {
      FeedFetcher fetcher = new FeedFetcher(http, new TestClock(), folder);
      Feed feed = Feed.at("feed.xml");
      FetchResult result = fetcher.fetch(feed, FeedState.unseen("feed.xml"));
      Figures.print(
          "%,d bytes: %s, %d articles",
          Files.size(folder.resolve("feed.xml")),
          result.verdict(),
          result instanceof FetchResult.Fetched fetched ? fetched.feed().articles().size() : 0);
      Figures.milliseconds(
          "reading a feed of " + ITEMS + " items",
          1,
          7,
          () -> fetcher.fetch(feed, FeedState.unseen("feed.xml")));
    }
  }

  private static String feed() {
    Instant now = Instant.parse("2026-11-22T06:00:00Z");
    StringBuilder items = new StringBuilder();
    for (Article article : new Corpus(7).articles(0, ITEMS, ITEMS, now, Duration.ofDays(30))) {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME
              .withLocale(Locale.ENGLISH)
              .format(article.publishedAt().atOffset(ZoneOffset.UTC));
      items.append(
          "<item><title>%s</title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate>"
                  .formatted(article.title(), article.link(), article.link(), date)
              + "<category>News</category><description><![CDATA["
              + article.html().substring(0, TEXT)
              + "]]></description></item>\n");
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel>"
        + "<title>Many</title><link>https://news.example.org</link><description>d</description>"
        + items
        + "</channel></rss>";
  }
}
