package digest.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** When to look again after a failure: later each time, and not before the server asks us to. */
final class BackOff {

  /** However often it failed, a feed is looked at twice a day. */
  private static final Duration LONGEST = Duration.ofHours(12);

  /** A server may ask for quiet, not for being forgotten. */
  private static final Duration LONGEST_ASKED = Duration.ofDays(7);

  private BackOff() {}

  /**
   * Doubles with each failure in a row, from the usual time up to 12 hours (or the usual time, if
   * that is longer).
   *
   * @param failures at least 1
   */
  static Duration after(int failures, Duration every) {
    Duration longest = every.compareTo(LONGEST) > 0 ? every : LONGEST;
    Duration wait = every;
    for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longest) > 0 ? longest : wait;
  }

  /** The later of the two, when the server asked for one, but within a week. */
  static Instant notBefore(Instant next, Optional<String> retryAfter, Instant now) {
    Instant last = now.plus(LONGEST_ASKED);
    return retryAfter
        .flatMap(asked -> asked(asked.strip(), now))
        .map(asked -> asked.isAfter(last) ? last : asked)
        .filter(asked -> asked.isAfter(next))
        .orElse(next);
  }

  /** Seconds or a date (RFC 9110 §10.2.3). */
  private static Optional<Instant> asked(String retryAfter, Instant now) {
    if (retryAfter.matches("\\d{1,10}")) {
      return Optional.of(now.plusSeconds(Long.parseLong(retryAfter)));
    }
    return FeedDates.read(retryAfter, ZoneOffset.UTC).map(FeedDates.Dated::at);
  }
}
