package digest.feed;

import digest.edition.Feed;
import digest.edition.FeedState;
import digest.net.Http;
import digest.net.Reply;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a feed over the web: politely, conditionally, and through a page when need be. */
final class RemoteFeed {

  private static final String ACCEPT =
      "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9,"
          + " application/json;q=0.9, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1";

  private static final int MAX_TAG = 1_000;

  private final Http http;
  private final FeedParser parser;

  RemoteFeed(Http http, FeedParser parser) {
    this.http = http;
    this.parser = parser;
  }

  FetchResult fetch(Feed feed, FeedState state, Instant now) {
    if (state.gone()) {
      String problem = Objects.requireNonNullElse(state.problem(), "The feed is gone.");
      return new FetchResult.Failed(state, problem);
    }
    String url = withEmbedded(feed.location());
    Reply reply = http.get(url, headers(feed, state));
    if (reply.status() == 304) {
      return new FetchResult.Unchanged(States.good(feed, state.etag(), state.lastModified(), now));
    }
    return reply.isOk() ? read(feed, state, reply, now) : refused(feed, state, reply, now);
  }

  /** Without it WordPress's posts have no authors, topics or pictures. */
  private static String withEmbedded(String location) {
    boolean isPosts = location.contains("/wp-json/wp/v2/posts") && !location.contains("_embed");
    return isPosts ? location + (location.contains("?") ? "&" : "?") + "_embed" : location;
  }

  private static Map<String, String> headers(Feed feed, FeedState state) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", ACCEPT);
    putIfKnown(headers, "If-None-Match", state.etag());
    putIfKnown(headers, "If-Modified-Since", state.lastModified());
    headers.putAll(feed.headers());
    return headers;
  }

  private static void putIfKnown(Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  private FetchResult refused(Feed feed, FeedState state, Reply reply, Instant now) {
    String place = place(feed.location());
    if (reply.problem() != null) {
      return States.failed(feed, state, now, place + ": " + reply.problem());
    }
    String said = place + " answered " + reply.status();
    if (reply.status() == 410) {
      return States.gone(
          feed,
          state,
          now,
          said + ": the feed is gone for good. Take it out, or give a new address.");
    }
    String hint = hint(reply.status());
    return States.failed(feed, state, now, said + hint, reply.header("Retry-After"));
  }

  private static String hint(int status) {
    if (status == 404) {
      return ": there is nothing at this address. Check it, or give the site's own.";
    }
    if (status == 401 || status == 403) {
      return ": we may not read it. Set the headers it wants, or ask the site.";
    }
    if (status == 429) {
      return ": we ask too often. Set a longer \"every\".";
    }
    return status >= 500
        ? ": the site has a fault. We try again later."
        : ": that is no feed. Check the address.";
  }

  private FetchResult read(Feed feed, FeedState state, Reply reply, Instant now) {
    Reading reading = parser.read(document(reply), feed, now);
    return switch (reading.verdict()) {
      case FEED -> fetched(feed, reply, ((Reading.Read) reading).feed(), now);
      case PAGE -> discovered(feed, state, reply, ((Reading.Page) reading).html(), now);
      case UNREADABLE -> unreadable(feed, state, reply, (Reading.Unreadable) reading, now);
    };
  }

  private static FetchResult unreadable(
      Feed feed, FeedState state, Reply reply, Reading.Unreadable reading, Instant now) {
    String problem = place(reply.finalUrl()) + " " + reading.problem();
    Optional<String> retryAfter = reply.header("Retry-After");
    FeedState failed = States.failed(feed, state, now, problem, retryAfter).state();
    return new FetchResult.Failed(failed, problem, reading.understood());
  }

  private static Document document(Reply reply) {
    String type = reply.header("Content-Type").orElse("");
    String host = Hrefs.host(reply.finalUrl());
    return Document.of(reply.body(), type, reply.finalUrl(), host, reply.isCut());
  }

  /** Of a document that broke off the tag is forgotten, so that the next look gets the rest. */
  private static FetchResult fetched(Feed feed, Reply reply, ParsedFeed read, Instant now) {
    @Nullable String etag = reply.isCut() ? null : tag(reply.header("ETag"));
    @Nullable String modified = reply.isCut() ? null : tag(reply.header("Last-Modified"));
    return new FetchResult.Fetched(States.good(feed, etag, modified, now), read);
  }

  private static @Nullable String tag(Optional<String> header) {
    return header.filter(tag -> !tag.isBlank() && tag.length() <= MAX_TAG).orElse(null);
  }

  /** Nothing to be conditional about: the page's tag says nothing of the feed's. */
  private FetchResult discovered(Feed feed, FeedState state, Reply page, String html, Instant now) {
    List<String> candidates = Discovery.candidates(html, page.finalUrl());
    for (String candidate : candidates) {
      Reply reply = http.get(candidate, headers(feed, FeedState.unseen(feed.location())));
      Reading reading =
          reply.isOk() ? parser.read(document(reply), feed, now) : new Reading.Page("");
      if (reading instanceof Reading.Read found) {
        return new FetchResult.Fetched(States.good(feed, null, null, now), found.feed());
      }
    }
    String problem =
        place(page.finalUrl())
            + " is a page, and no feed was found from it. Give the feed's address.";
    return States.failed(feed, state, now, problem);
  }

  /** Without query and login, which may hold secrets. */
  private static String place(String url) {
    return "\""
        + Hrefs.host(url)
        + url.replaceFirst("(?i)^https?://[^/?#]*", "").replaceFirst("[?#].*", "")
        + "\"";
  }
}
