package digest.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's clock, so that all nodes of a shared store agree on the time whatever their own
 * clocks show (delivery L6). Between two looks it goes on by a clock that nobody sets. Safe for
 * many threads.
 */
final class SharedClock implements InstantSource {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
  private static final Logger log = LoggerFactory.getLogger(SharedClock.class);

  private final Supplier<Instant> source;
  private final LongSupplier nanos;
  private volatile Look last;

  /** What the database's clock showed, and ours then. */
  private record Look(Instant shown, long nanos) {}

  /**
   * Looks at once.
   *
   * @param source asks the database
   * @param nanos as {@link System#nanoTime}
   */
  SharedClock(Supplier<Instant> source, LongSupplier nanos) {
    this.source = source;
    this.nanos = nanos;
    this.last = look();
  }

  @Override
  public Instant instant() {
    Look known = last;
    long age = nanos.getAsLong() - known.nanos();
    if (age > BETWEEN_LOOKS.toNanos()) {
      return lookAgain(known);
    }
    return known.shown().plusNanos(age);
  }

  /** One thread looks, also when the database does not answer: the others go on meanwhile. */
  private synchronized Instant lookAgain(Look known) {
    if (last.equals(known)) {
      try {
        last = look();
      } catch (StoreFault e) {
        log.warn("the database's clock does not answer; going on by our own");
        long now = nanos.getAsLong();
        last = new Look(known.shown().plusNanos(now - known.nanos()), now);
      }
    }
    return last.shown().plusNanos(nanos.getAsLong() - last.nanos());
  }

  /** Half of the way there and back is how old the answer is. */
  private Look look() {
    long before = nanos.getAsLong();
    Instant shown = source.get();
    long after = nanos.getAsLong();
    return new Look(shown, before + (after - before) / 2);
  }
}
