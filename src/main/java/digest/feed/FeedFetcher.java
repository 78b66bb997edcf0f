package digest.feed;

import digest.edition.Feed;
import digest.edition.FeedState;
import digest.net.Http;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at feeds: over the web, in a file, or in a folder of files. Thread-safe. */
public final class FeedFetcher {

  private static final Logger log = LoggerFactory.getLogger(FeedFetcher.class);

  private static final String UNFORESEEN =
      "the document could not be read, and that is our fault. The log says more; please report it.";

  private final InstantSource clock;
  private final RemoteFeed remote;
  private final LocalFeed local;
  private final PictureSizer pictures;

  /**
   * @param baseDir what relative paths of local feeds start from
   */
  public FeedFetcher(Http http, InstantSource clock, Path baseDir) {
    this.clock = clock;
    FeedParser parser = new FeedParser(http::allowsPlainHttp);
    remote = new RemoteFeed(http, parser);
    local = new LocalFeed(parser, baseDir, http.maxBytes());
    pictures = new PictureSizer(http);
  }

  /**
   * One look at a feed, whatever its next look says, but for one that is gone. Never throws for
   * what the world does.
   *
   * @param state what the look before came to
   */
  public FetchResult fetch(Feed feed, FeedState state) {
    Instant now = clock.instant();
    FetchResult result;
    try {
      result = feed.isRemote() ? remote.fetch(feed, state, now) : local.fetch(feed, state, now);
      if (result instanceof FetchResult.Fetched fetched) {
        result = new FetchResult.Fetched(fetched.state(), measured(fetched.feed()));
      }
    } catch (RuntimeException e) {
      // A document that one of five parsers trips over must not cost the other feeds their edition.
      log.error("feed reader failed feed={}", host(feed), e);
      result = States.failed(feed, state, now, UNFORESEEN);
    }
    logged(feed, result);
    return result;
  }

  private ParsedFeed measured(ParsedFeed feed) {
    return feed.with(pictures.measure(feed.articles()));
  }

  private static String host(Feed feed) {
    return feed.isRemote() ? Hrefs.host(feed.location()) : "file";
  }

  private static void logged(Feed feed, FetchResult result) {
    String host = host(feed);
    if (result instanceof FetchResult.Fetched fetched) {
      int articles = fetched.feed().articles().size();
      int problems = fetched.feed().problems().size();
      log.info("feed fetched feed={} articles={} problems={}", host, articles, problems);
    } else if (result.verdict() == FetchResult.Verdict.UNCHANGED) {
      log.info("feed unchanged feed={}", host);
    } else {
      FeedState state = result.state();
      log.warn("feed failed feed={} failures={} gone={}", host, state.failures(), state.gone());
    }
  }
}
