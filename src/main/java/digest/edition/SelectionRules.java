package digest.edition;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many articles, from when and in which order.
 *
 * @param max of lead, sections and More news together
 * @param min below it {@code thin} decides
 * @param maxAge null means by the cadence: 3, 14 or 45 days (picking P2)
 * @param settle how long a dated article rests before it is picked
 * @param perSource at most this many of one source, from three sources on
 * @param moreNews at most this many outside lead and sections
 * @param related at most this many under one pick
 * @param relatedPosts at most this many at the end
 */
public record SelectionRules(
    int max,
    int min,
    @Nullable Duration maxAge,
    Duration settle,
    int perSource,
    List<Section> sections,
    int moreNews,
    int related,
    int relatedPosts,
    Thin thin) {

  /**
   * A part of the mail with its own heading.
   *
   * @param name a topic or a feed's section; also the heading
   */
  public record Section(String name, int max, int min, int weight) {}

  /** What happens to an edition with fewer than {@code min} picks. */
  public enum Thin {
    SEND,
    SKIP,
    HOLD
  }

  /** What a newsletter gets that says nothing. */
  public static final SelectionRules DEFAULT =
      new SelectionRules(10, 1, null, Duration.ofMinutes(10), 3, List.of(), 8, 3, 3, Thin.SEND);

  /** Copies the sections. */
  public SelectionRules {
    sections = List.copyOf(sections);
  }

  /** The age limit that applies to a newsletter of this cadence. */
  public Duration ageLimit(Cadence.Pace pace) {
    return maxAge == null ? pace.maxAge() : maxAge;
  }
}
