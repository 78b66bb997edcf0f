package digest.press;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a run may believe that what it has claimed is still its own (delivery L6), by a clock
 * that nobody sets. A program that was stopped past its lease finds it lost when it wakes up. Safe
 * for many threads.
 */
final class Lease {

  /** So many times in its length it is renewed: some may fail. */
  private static final int RENEWALS = 6;

  private final long ours; // nanoseconds in which nobody else can have taken over
  private final long fresh; // nanoseconds in which it need not be renewed
  private final LongSupplier nanos;
  private volatile long renewedAt;

  /**
   * Begins now.
   *
   * @param length how long the store keeps our claims for us
   * @param nanos as {@link System#nanoTime}
   */
  Lease(Duration length, LongSupplier nanos) {
    this.ours = length.minus(length.dividedBy(10)).toNanos();
    this.fresh = length.dividedBy(RENEWALS).toNanos();
    this.nanos = nanos;
    this.renewedAt = nanos.getAsLong();
  }

  /** Whether nobody else can have taken over; ends a little earlier than the store's. */
  boolean isHeld() {
    return age() < ours;
  }

  /**
   * Renews it when it is time, for as long as it has now.
   *
   * @param renewal asks the store
   */
  void tend(Runnable renewal) {
    if (isHeld() && age() >= fresh) {
      long before = nanos.getAsLong();
      renewal.run();
      renewedAt = before;
    }
  }

  private long age() {
    return nanos.getAsLong() - renewedAt;
  }
}
