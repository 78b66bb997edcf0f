package digest.press;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a run may believe that what it has claimed is still its own (delivery L6), by a clock
 * that nobody sets. A program that was stopped past its lease finds it lost when it wakes up. Safe
 * for many threads.
 */
final class Lease {

  /** A node that died is taken over after it. */
  static final Duration LENGTH = Duration.ofSeconds(30);

  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(5);

  /** The database's lease began when it was asked, ours before we asked. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final LongSupplier nanos;
  private volatile long renewedAt;

  /**
   * Begins now.
   *
   * @param nanos as {@link System#nanoTime}
   */
  Lease(LongSupplier nanos) {
    this.nanos = nanos;
    this.renewedAt = nanos.getAsLong();
  }

  /** Whether nobody else can have taken over. */
  boolean isHeld() {
    return age() < LENGTH.minus(MARGIN).toNanos();
  }

  /**
   * Renews it when it is time.
   *
   * @param renewal asks the store
   */
  void tend(Runnable renewal) {
    if (isHeld() && age() >= BETWEEN_RENEWALS.toNanos()) {
      long before = nanos.getAsLong();
      renewal.run();
      renewedAt = before;
    }
  }

  private long age() {
    return nanos.getAsLong() - renewedAt;
  }
}
