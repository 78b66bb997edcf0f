package digest.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a deferred delivery is tried again; pure.
 *
 * @param first the wait after the first attempt; it doubles from then on
 * @param longest the wait never gets longer than this
 * @param giveUpAfter counted from the first attempt (RFC 5321 §4.5.4.1 suggests days for letters; a
 *     digest is stale sooner)
 */
public record RetryPolicy(Duration first, Duration longest, Duration giveUpAfter) {

  private static final int MAX_DOUBLINGS = 20;

  /** One minute, doubling to an hour; a day in all. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));

  /**
   * The next attempt, or empty when it is time to give up.
   *
   * @param attempts made so far, at least 1
   * @param random in [0, 1): spreads the waits between half and one and a half
   */
  public Optional<Instant> next(int attempts, Instant firstAttemptAt, Instant now, double random) {
    Instant end = firstAttemptAt.plus(giveUpAfter);
    if (!now.isBefore(end)) {
      return Optional.empty();
    }
    long doublings = Math.min(attempts - 1, MAX_DOUBLINGS);
    long millis = Math.min(first.toMillis() << doublings, longest.toMillis());
    Instant next = now.plusMillis(Math.round(millis * (0.5 + random)));
    return Optional.of(next.isAfter(end) ? end : next);
  }
}
