package digest.feed;

import digest.edition.Feed;
import digest.edition.FeedState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to remember of a feed after a look: pure. */
final class States {

  private States() {}

  /** All was well. */
  static FeedState good(
      Feed feed, @Nullable String etag, @Nullable String lastModified, Instant now) {
    Instant next = now.plus(feed.every());
    return new FeedState(feed.location(), etag, lastModified, now, 0, next, null, false);
  }

  /** Nothing was read; what a conditional request needs is kept for when it is well again. */
  static FetchResult failed(Feed feed, FeedState before, Instant now, String problem) {
    return failed(feed, before, now, problem, Optional.empty());
  }

  static FetchResult failed(
      Feed feed, FeedState before, Instant now, String problem, Optional<String> retryAfter) {
    int failures = before.failures() + 1;
    Instant next = now.plus(BackOff.after(failures, feed.every()));
    FeedState state =
        new FeedState(
            feed.location(),
            before.etag(),
            before.lastModified(),
            before.lastGood(),
            failures,
            BackOff.notBefore(next, retryAfter, now),
            problem,
            before.gone());
    return new FetchResult.Failed(state, problem);
  }

  /** The server said that the feed will not come back (RFC 9110 §15.5.11). */
  static FetchResult gone(Feed feed, FeedState before, Instant now, String problem) {
    FeedState failed = failed(feed, before, now, problem).state();
    FeedState gone =
        new FeedState(
            failed.location(),
            null,
            null,
            failed.lastGood(),
            failed.failures(),
            failed.nextLook(),
            problem,
            true);
    return new FetchResult.Failed(gone, problem);
  }
}
