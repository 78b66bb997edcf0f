package digest.press;

import digest.edition.Feed;
import digest.edition.FeedState;
import digest.feed.FeedFetcher;
import digest.feed.FetchResult;
import digest.press.CheckSetup.Finding;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks at feeds, several at once, and stores nothing. */
final class CheckFeeds {

  private static final int AT_ONCE = 8;
  private final FeedFetcher fetcher;

  CheckFeeds(FeedFetcher fetcher) {
    this.fetcher = fetcher;
  }

  /** A finding each, in their order. */
  List<Finding> findings(List<Feed> feeds) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<CompletableFuture<Finding>> looks =
          feeds.stream()
              .map(feed -> CompletableFuture.supplyAsync(() -> feed(feed), threads))
              .toList();
      return looks.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private Finding feed(Feed feed) {
    FetchResult result = fetcher.fetch(feed, FeedState.unseen(feed.location()));
    return switch (result.verdict()) {
      case FETCHED -> understood(feed, (FetchResult.Fetched) result);
      case UNCHANGED -> Finding.ok("Feeds", feed.location() + " answers.");
      case FAILED ->
          Finding.problem(
              "Feeds", feed.location() + ": " + ((FetchResult.Failed) result).problem());
    };
  }

  private static Finding understood(Feed feed, FetchResult.Fetched fetched) {
    int articles = fetched.feed().articles().size();
    String text =
        feed.location() + ": " + fetched.feed().format() + ", " + counted(articles, "article");
    List<String> problems = fetched.feed().problems();
    if (articles == 0) {
      return Finding.warning("Feeds", text + ". Nothing of it can be picked.");
    }
    return problems.isEmpty()
        ? Finding.ok("Feeds", text)
        : Finding.warning("Feeds", text + ". " + String.join(" ", problems));
  }

  static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
