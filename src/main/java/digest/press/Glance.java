package digest.press;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When to look again at what costs more the more there is, as counting a million deliveries: after
 * many times as long as the last look took, so that looking stays a small share of the work. Not
 * for two threads.
 */
final class Glance {

  /** A look may take one part in so many of a processor. */
  private static final int SHARE = 100;

  /** Whoever follows a long list still sees that it moves. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private boolean looked;
  private long due;

  /**
   * @param nanoTime a clock that never jumps
   */
  Glance(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** What is seen; empty when it is too early to look again. */
  <T> Optional<T> take(Supplier<T> look) {
    long begun = nanoTime.getAsLong();
    if (looked && begun - due < 0) {
      return Optional.empty();
    }
    T seen = look.get();
    looked = true;
    long ended = nanoTime.getAsLong();
    due = ended + Math.min(LONGEST.toNanos(), SHARE * (ended - begun));
    return Optional.of(seen);
  }
}
