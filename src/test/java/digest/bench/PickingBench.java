package digest.bench;

import digest.edition.Article;
import digest.edition.Cadence;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.SelectionRules;
import digest.mail.RelaySettings;
import digest.press.SimulateEditions.Simulated;
import digest.store.Articles;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Picks editions out of a hundred thousand stored articles of 5 KB. */
class PickingBench {

  private static final int ARTICLES = Integer.getInteger("bench.articles", 100_000);
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  /** Nothing is sent. */
  private static final RelaySettings NO_RELAY = RelaySettings.local(9, 1);

  @TempDir Path folder;

  @Test
  void picking() throws Exception {
    TestClock clock = new TestClock();
    clock.set(NOW);
    try (TestPress house = new TestPress(folder, NO_RELAY, clock)) {
      fill(new Articles(house.database()));
      List<Feed> feeds = IntStream.range(0, 20).mapToObj(i -> Feed.at(Corpus.feed(i))).toList();
      Newsletter daily = Samples.newsletter("daily", feeds);
      measure(house, "daily, 3 days of 365", with(daily, "0 0 7 ? * *", 3));
      measure(house, "weekly, 14 days of 365", with(daily, "0 0 7 ? * MON", 14));
      measure(house, "monthly, 45 days of 365", with(daily, "0 0 7 1 * ?", 45));
      List<Article> hosts = house.press().rooms().articles().latest(9);
      Figures.milliseconds(
          "related items of 9 articles, 33 of each",
          2,
          7,
          () -> house.press().findRelated().of(hosts, 33));
      Figures.peakHeap("monthly edition", () -> pick(house, with(daily, "0 0 7 1 * ?", 45)));
    }
  }

  private static void fill(Articles articles) throws Exception {
    Corpus corpus = new Corpus(7);
    Figures.milliseconds(
        "storing " + ARTICLES + " articles",
        0,
        1,
        () -> {
          for (int i = 0; i < ARTICLES; i += 1_000) {
            articles.save(corpus.articles(i, 1_000, ARTICLES, NOW, Duration.ofDays(365)));
          }
        });
  }

  private static void measure(TestPress house, String what, Newsletter newsletter)
      throws Exception {
    Simulated one = pick(house, newsletter);
    Figures.print(
        "%s: %d looked at, %d picked, %d related",
        what,
        one.explanations().size(),
        one.content().picks().size(),
        one.content().picks().stream().mapToInt(pick -> pick.related().size()).sum());
    Figures.milliseconds("picking: " + what, 2, 7, () -> pick(house, newsletter));
  }

  private static Simulated pick(TestPress house, Newsletter newsletter) {
    return house.press().simulateEditions().next(newsletter, NOW.minusSeconds(60), 1).get(0);
  }

  private static Newsletter with(Newsletter newsletter, String cron, int days) {
    Cadence cadence =
        new Cadence(
            cron, ZoneId.of("Europe/Berlin"), false, Duration.ofMinutes(15), Duration.ofHours(4));
    return new Newsletter(
        newsletter.id(),
        newsletter.title(),
        newsletter.tagline(),
        newsletter.subject(),
        newsletter.language(),
        newsletter.from(),
        newsletter.replyTo(),
        newsletter.list(),
        newsletter.segment(),
        newsletter.feeds(),
        cadence,
        newsletter.approval(),
        new SelectionRules(
            10,
            1,
            Duration.ofDays(days),
            Duration.ofMinutes(10),
            3,
            List.of(),
            8,
            3,
            3,
            SelectionRules.Thin.SEND),
        newsletter.teaser(),
        newsletter.leadTeaser(),
        newsletter.template());
  }
}
