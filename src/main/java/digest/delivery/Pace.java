package digest.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a send is, how fast it goes and how long it still takes: the five figures of every
 * progress display. {@code handedOver + waiting + failed} are those who are to get it, at every
 * look.
 *
 * @param handedOver the relay has them
 * @param waiting those who still get it by themselves
 * @param failed refused, given up or uncertain; what exit code 3 speaks of
 * @param perSecond handed over in a second; 0 when that is not known
 * @param left until nobody waits any more; zero when nobody does, null when it cannot be told
 */
public record Pace(
    long handedOver, long waiting, long failed, double perSecond, @Nullable Duration left) {

  private static final double NANOS = 1e9;

  /**
   * Over the whole run.
   *
   * @param perSecond handed over in a second, as the ledger knows it
   * @param lastDue those who wait are not served before, or null when all may go now
   */
  public static Pace overall(
      Progress progress, double perSecond, @Nullable Instant lastDue, Instant now) {
    double leaving =
        progress.accepted() == 0
            ? 0
            : perSecond * (progress.accepted() + progress.failed()) / progress.accepted();
    return of(progress, perSecond, leaving, lastDue, now);
  }

  /** Between two looks; the later one is shown. */
  static Pace between(Progress then, Progress now, Duration time) {
    double seconds = time.toNanos() / NANOS;
    double accepted = seconds <= 0 ? 0 : Math.max(0, now.accepted() - then.accepted()) / seconds;
    double leaving = seconds <= 0 ? 0 : Math.max(0, then.open() - now.open()) / seconds;
    return of(now, accepted, leaving, null, Instant.EPOCH);
  }

  private static Pace of(
      Progress progress, double perSecond, double leaving, @Nullable Instant lastDue, Instant now) {
    return new Pace(
        progress.accepted(),
        progress.open(),
        progress.failed(),
        perSecond,
        left(progress.open(), leaving, lastDue, now));
  }

  private static @Nullable Duration left(
      long waiting, double leaving, @Nullable Instant lastDue, Instant now) {
    if (waiting == 0) {
      return Duration.ZERO;
    }
    if (leaving <= 0) {
      return null;
    }
    Duration working = Duration.ofSeconds((long) Math.ceil(waiting / leaving));
    Duration due = lastDue == null ? Duration.ZERO : Duration.between(now, lastDue);
    return due.compareTo(working) > 0 ? due : working;
  }
}
