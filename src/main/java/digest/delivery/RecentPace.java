package digest.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The looks at a send of the last ten seconds, from which its present pace follows. Immutable.
 *
 * @param looks in the order of time, never empty; the first one is a little older than ten seconds,
 *     or where the send began
 */
public record RecentPace(List<Look> looks) {

  private static final Duration SPAN = Duration.ofSeconds(10);

  /** The counts at an instant. */
  public record Look(Instant at, Progress progress) {}

  /** Copies the list. */
  public RecentPace {
    looks = List.copyOf(looks);
  }

  /** Where a send begins. */
  public static RecentPace from(Progress progress, Instant at) {
    return new RecentPace(List.of(new Look(at, progress)));
  }

  /** After one look more; a clock that was set back begins anew. */
  public RecentPace seen(Progress progress, Instant at) {
    if (at.isBefore(last().at())) {
      return from(progress, at);
    }
    Instant since = at.minus(SPAN);
    int first = 0;
    while (first + 1 < looks.size() && !looks.get(first + 1).at().isAfter(since)) {
      first++;
    }
    return new RecentPace(
        Stream.concat(looks.stream().skip(first), Stream.of(new Look(at, progress))).toList());
  }

  /** Up to now, when nothing was heard since the last look: who stands still has no pace. */
  public RecentPace until(Instant now) {
    return seen(last().progress(), now);
  }

  /** The figures now. */
  public Pace pace() {
    Look first = looks.get(0);
    Look last = last();
    return Pace.between(first.progress(), last.progress(), Duration.between(first.at(), last.at()));
  }

  private Look last() {
    return looks.get(looks.size() - 1);
  }
}
