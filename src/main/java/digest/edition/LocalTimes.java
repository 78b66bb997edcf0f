package digest.edition;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * The local date-times at which a cron expression fires, looked for in both directions.
 *
 * <p>Quartz only looks forward. The latest one is found by looking forward from ever further back,
 * then by halving: the cost grows with the logarithm of the time looked over, not with the time.
 */
final class LocalTimes {

  private static final Duration FIRST_LOOK = Duration.ofHours(1);

  private final Function<LocalDateTime, Optional<LocalDateTime>> next;

  /**
   * @param next gives the first one after another, in whole seconds
   */
  LocalTimes(Function<LocalDateTime, Optional<LocalDateTime>> next) {
    this.next = next;
  }

  /** The first after a local time. */
  Optional<LocalDateTime> after(LocalDateTime after) {
    return next.apply(after);
  }

  /** The first in {@code (after, until]}. */
  Optional<LocalDateTime> firstIn(LocalDateTime after, LocalDateTime until) {
    return next.apply(after).filter(found -> !found.isAfter(until));
  }

  /** The last in {@code (after, until]}. */
  Optional<LocalDateTime> lastIn(LocalDateTime after, LocalDateTime until) {
    LocalDateTime end = until.truncatedTo(ChronoUnit.SECONDS);
    Optional<LocalDateTime> first = firstIn(after, end);
    return first.filter(only -> firstIn(only, end).isPresent()).isEmpty()
        ? first // by far the usual case: nobody was asleep
        : first.map(fired -> lastFrom(near(fired, end), end));
  }

  /** One that lies closer to the end than the first, at most by the factor of two off the last. */
  private LocalDateTime near(LocalDateTime first, LocalDateTime end) {
    Duration look = FIRST_LOOK;
    while (end.minus(look).isAfter(first)) {
      Optional<LocalDateTime> found = firstIn(end.minus(look), end);
      if (found.isPresent()) {
        return found.get();
      }
      look = look.multipliedBy(2);
    }
    return first;
  }

  private LocalDateTime lastFrom(LocalDateTime fired, LocalDateTime end) {
    LocalDateTime last = fired;
    LocalDateTime noneAfter = end;
    while (firstIn(last, noneAfter).isPresent()) {
      LocalDateTime middle = last.plusSeconds(ChronoUnit.SECONDS.between(last, noneAfter) / 2);
      Optional<LocalDateTime> later = firstIn(middle, noneAfter);
      if (later.isPresent()) {
        last = later.get();
      } else {
        noneAfter = middle;
      }
    }
    return last;
  }
}
