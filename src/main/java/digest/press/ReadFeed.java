package digest.press;

import digest.edition.Article;
import digest.edition.Feed;
import digest.edition.FeedState;
import digest.edition.Teaser;
import digest.edition.TeaserRules;
import digest.feed.FeedFetcher;
import digest.feed.FetchResult;
import digest.feed.ParsedFeed;
import digest.select.TeaserCutter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows what is understood of feeds; stores nothing and needs no configuration. */
public final class ReadFeed {

  /**
   * One feed, as understood.
   *
   * @param source the location asked for
   * @param format null when nothing could be read; then the first problem says why
   * @param title empty when nothing could be read
   * @param items in the feed's order; at the end, without a link, those that were left out, for
   *     reasons among the problems
   */
  public record Reading(
      String source,
      @Nullable String format,
      String title,
      List<String> problems,
      List<Item> items) {

    /** Copies the lists. */
    public Reading {
      problems = List.copyOf(problems);
      items = List.copyOf(items);
    }

    /** Whether there was a feed. */
    public boolean isUnderstood() {
      return format != null;
    }
  }

  /** An article with the teaser that a mail would show. */
  public record Item(Article article, Teaser teaser) {}

  private final FeedFetcher fetcher;
  private final TeaserCutter cutter;

  /** Uses the given rooms; closes none of them. */
  public ReadFeed(FeedFetcher fetcher, TeaserCutter cutter) {
    this.fetcher = fetcher;
    this.cutter = cutter;
  }

  /**
   * Reads each feed, one after the other.
   *
   * @param locations http addresses, files or folders
   * @return a reading each, in their order
   */
  public List<Reading> read(List<String> locations, TeaserRules rules) {
    return locations.stream().map(location -> read(location, rules)).toList();
  }

  private Reading read(String location, TeaserRules rules) {
    FetchResult result = fetcher.fetch(Feed.at(location), FeedState.unseen(location));
    return switch (result.verdict()) {
      case FETCHED -> understood(location, ((FetchResult.Fetched) result).feed(), rules);
      case UNCHANGED -> failed(location, "the server says \"not modified\" to a first request");
      case FAILED -> failed(location, (FetchResult.Failed) result, rules);
    };
  }

  private Reading understood(String location, ParsedFeed feed, TeaserRules rules) {
    List<Item> items =
        Stream.concat(feed.articles().stream(), feed.leftOut().stream())
            .map(article -> new Item(article, cutter.cut(article, rules)))
            .toList();
    return new Reading(location, feed.format(), feed.title(), feed.problems(), items);
  }

  private Reading failed(String location, FetchResult.Failed failed, TeaserRules rules) {
    @Nullable ParsedFeed feed = failed.understood();
    return feed == null ? failed(location, failed.problem()) : understood(location, feed, rules);
  }

  private static Reading failed(String location, String why) {
    return new Reading(location, null, "", List.of(why), List.of());
  }
}
