package digest.press;

import digest.edition.Feed;
import digest.edition.FeedState;
import digest.feed.FeedFetcher;
import digest.feed.FetchResult;
import digest.store.Articles;
import digest.store.Feeds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at feeds, several at once, and stores what is new; one bad feed never stops the others. */
public final class FetchFeeds {

  /**
   * What came of one feed.
   *
   * @param failure why nothing was read, or null
   * @param problems what was wrong with single entries
   */
  public record Report(
      Feed feed,
      String title,
      int added,
      int updated,
      boolean unchanged,
      @Nullable String failure,
      List<String> problems) {}

  /** All feeds together get this long (safety T9). */
  private static final Duration BUDGET = Duration.ofSeconds(60);

  private static final int AT_ONCE = 8;
  private static final Logger log = LoggerFactory.getLogger(FetchFeeds.class);

  private final FeedFetcher fetcher;
  private final Feeds feeds;
  private final Articles articles;
  private final KeepArchive archive;
  private final InstantSource clock;

  /** Uses the given rooms; closes none of them. */
  FetchFeeds(
      FeedFetcher fetcher,
      Feeds feeds,
      Articles articles,
      KeepArchive archive,
      InstantSource clock) {
    this.fetcher = fetcher;
    this.feeds = feeds;
    this.articles = articles;
    this.archive = archive;
    this.clock = clock;
  }

  /** Looks at the feeds that are due for a look; the others are left alone and not reported. */
  public List<Report> due(List<Feed> wanted) {
    return now(wanted.stream().filter(feed -> !clock.instant().isBefore(nextLook(feed))).toList());
  }

  /** Looks at all of these feeds, due or not; a report each, in their order. */
  public List<Report> now(List<Feed> wanted) {
    List<Report> reports = new ArrayList<>();
    List<Future<FetchResult>> results = fetchAll(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      Report report = stored(wanted.get(i), results.get(i));
      reports.add(report);
      log.info(
          "feed fetched feed={} added={} updated={} problems={} failure={}",
          report.feed().location(),
          report.added(),
          report.updated(),
          report.problems().size(),
          report.failure());
    }
    if (reports.stream().anyMatch(report -> report.added() + report.updated() > 0)) {
      archive.upToDate();
    }
    return reports;
  }

  private Instant nextLook(Feed feed) {
    return state(feed).nextLook();
  }

  private FeedState state(Feed feed) {
    return feeds.find(feed.location()).orElseGet(() -> FeedState.unseen(feed.location()));
  }

  private List<Future<FetchResult>> fetchAll(List<Feed> wanted) {
    List<Callable<FetchResult>> looks = new ArrayList<>();
    for (Feed feed : wanted) {
      FeedState state = state(feed);
      looks.add(() -> fetcher.fetch(feed, state));
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      return threads.invokeAll(looks, BUDGET.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("fetching was interrupted; what was read before is stored");
    } finally {
      threads.shutdownNow();
    }
  }

  private Report stored(Feed feed, Future<FetchResult> future) {
    try {
      FetchResult result = future.get();
      feeds.save(result.state());
      return switch (result.verdict()) {
        case FETCHED -> fetched(feed, (FetchResult.Fetched) result);
        case UNCHANGED -> new Report(feed, feed.location(), 0, 0, true, null, List.of());
        case FAILED -> failed(feed, ((FetchResult.Failed) result).problem());
      };
    } catch (CancellationException e) {
      return failed(feed, "no answer within " + BUDGET.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(feed, "interrupted");
    } catch (ExecutionException e) {
      log.error("feed reader failed feed={}", feed.location(), e.getCause());
      return failed(feed, "our reader failed on it; the log says where");
    }
  }

  private Report fetched(Feed feed, FetchResult.Fetched fetched) {
    Articles.Saved saved = articles.save(fetched.feed().articles());
    return new Report(
        feed,
        fetched.feed().title(),
        saved.added(),
        saved.updated(),
        false,
        null,
        fetched.feed().problems());
  }

  private static Report failed(Feed feed, String why) {
    return new Report(feed, feed.location(), 0, 0, false, why, List.of());
  }
}
