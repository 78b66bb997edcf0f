package digest.feed;

import digest.edition.Feed;
import digest.edition.FeedState;
import digest.net.Http;
import java.nio.file.Path;
import java.time.InstantSource;

/** Looks at feeds: over the web, in a file, or in a folder of files. */
public final class FeedFetcher {

  private final InstantSource clock;
  private final long maxBytes;
  private final Path baseDir;

  /**
   * @param baseDir what relative paths of local feeds start from
   */
  public FeedFetcher(Http http, InstantSource clock, Path baseDir) {
    this.clock = clock;
    this.maxBytes = http.maxBytes();
    this.baseDir = baseDir;
  }

  /** One look at a feed, whatever its next look says; never throws for what the world does. */
  public FetchResult fetch(Feed feed, FeedState state) {
    return new FetchResult.Failed(state, "not yet " + feed + maxBytes + baseDir + clock.instant());
  }
}
