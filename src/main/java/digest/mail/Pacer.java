package digest.mail;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A token bucket over all connections: at most so many mails a second, a tenth of a second's worth
 * at once. Safe for many threads; an interrupted one no longer waits.
 */
final class Pacer {

  private static final long SECOND = 1_000_000_000L;
  private static final long SAVED_UP = SECOND / 10;

  private final long interval; // in nanoseconds; 0 for no limit
  private final LongSupplier nanoTime;
  private final LongConsumer park;
  private long next;

  Pacer(int perSecond) {
    this(perSecond, System::nanoTime, LockSupport::parkNanos);
  }

  /**
   * @param nanoTime a clock that never jumps
   * @param park waits for that many nanoseconds, or less
   */
  Pacer(int perSecond, LongSupplier nanoTime, LongConsumer park) {
    this.interval = perSecond <= 0 ? 0 : SECOND / perSecond;
    this.nanoTime = nanoTime;
    this.park = park;
    this.next = nanoTime.getAsLong();
  }

  /** Returns when the next mail may begin. */
  void take() {
    if (interval == 0) {
      return;
    }
    long turn = reserve();
    for (long left = turn - nanoTime.getAsLong();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = turn - nanoTime.getAsLong()) {
      park.accept(left);
    }
  }

  /** Whether the next mail may begin now; never waits. */
  synchronized boolean tryTake() {
    if (interval == 0) {
      return true;
    }
    boolean isTime = next - nanoTime.getAsLong() <= 0;
    if (isTime) {
      reserve();
    }
    return isTime;
  }

  private synchronized long reserve() {
    long earliest = nanoTime.getAsLong() - SAVED_UP;
    long turn = next - earliest < 0 ? earliest : next;
    next = turn + interval;
    return turn;
  }
}
