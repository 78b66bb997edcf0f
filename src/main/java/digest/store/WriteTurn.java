package digest.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whose turn it is to write. Within a process in the order they came: the pool alone would let a
 * loop of writes keep all others out. After a long transaction nobody of this process writes for a
 * moment, so that other processes, which can only look whether the store is free, get in between
 * the chunks of a freeze or an import (delivery A1).
 */
final class WriteTurn {

  /** A ledger's commit is shorter, and leaves more time than it takes. */
  private static final long LONG = Duration.ofMillis(8).toNanos();

  /** Some times the pause of {@link Knocking}. */
  private static final long OPEN = Duration.ofMillis(4).toNanos();

  private final ReentrantLock turn = new ReentrantLock(true);
  private final LongSupplier nanoTime;
  private long openSince;
  private boolean isOpen;

  WriteTurn() {
    this(System::nanoTime);
  }

  WriteTurn(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  <T> T take(Supplier<T> work) {
    turn.lock();
    try {
      stayOut();
      long begun = nanoTime.getAsLong();
      try {
        return work.get();
      } finally {
        openSince = nanoTime.getAsLong();
        isOpen = openSince - begun > LONG;
      }
    } finally {
      turn.unlock();
    }
  }

  private void stayOut() {
    long left = isOpen ? OPEN - (nanoTime.getAsLong() - openSince) : 0;
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
