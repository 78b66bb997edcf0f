package digest.press;

import digest.edition.Feed;
import digest.edition.FeedState;
import digest.edition.Newsletter;
import digest.store.Feeds;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sources that have not been read since the slot before: that they bring nothing proves nothing
 * (picking C2).
 */
final class QuietSources {

  private final Feeds feeds;

  QuietSources(Feeds feeds) {
    this.feeds = feeds;
  }

  /**
   * Why an edition must be looked at before it goes; empty when all its sources were read.
   *
   * @param previous the due before
   * @param isFirst of a first edition, nobody knows yet which sources work
   */
  Optional<String> why(Newsletter newsletter, Instant previous, boolean isFirst) {
    List<String> quiet =
        newsletter.feeds().stream()
            .flatMap(feed -> why(feed, previous, isFirst, newsletter.cadence().zone()).stream())
            .toList();
    return quiet.isEmpty()
        ? Optional.empty()
        : Optional.of(
            quiet.stream().collect(Collectors.joining("; "))
                + ". Look at what there is and approve it, or remove the feed from the newsletter");
  }

  private Optional<String> why(Feed feed, Instant previous, boolean isFirst, ZoneId zone) {
    FeedState state =
        feeds.find(feed.location()).orElseGet(() -> FeedState.unseen(feed.location()));
    Instant lastGood = state.lastGood();
    if (lastGood == null) {
      return isFirst
          ? Optional.empty()
          : Optional.of(name(feed) + " has never been read" + because(state.problem()));
    }
    return lastGood.isBefore(previous)
        ? Optional.of(
            name(feed)
                + " has not been read since "
                + Spoken.moment(lastGood, zone)
                + because(state.problem()))
        : Optional.empty();
  }

  private static String name(Feed feed) {
    String source = feed.source();
    return "\"" + (source == null ? feed.location() : source) + "\"";
  }

  private static String because(@Nullable String problem) {
    return problem == null ? "" : " (" + problem + ")";
  }
}
