package digest.press;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store for the next range of claims while connections still have work, so that none waits
 * for it. Its thread begins with the first need and ends with the run.
 */
final class ClaimsAhead implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ClaimsAhead.class);

  private final BooleanSupplier isNeeded;
  private final Runnable ask;
  private volatile @Nullable Thread thread;
  private volatile boolean isClosed;

  /**
   * @param isNeeded whether to ask now; when it says so, asking follows
   * @param ask asks once
   */
  ClaimsAhead(BooleanSupplier isNeeded, Runnable ask) {
    this.isNeeded = isNeeded;
    this.ask = ask;
  }

  /** There may be a need; returns at once. */
  void wake() {
    Thread running = thread;
    if (running == null) {
      start();
    } else {
      LockSupport.unpark(running);
    }
  }

  /** Returns when nothing is asked any more. */
  @Override
  public void close() {
    isClosed = true;
    Thread running = stopped();
    if (running != null) {
      LockSupport.unpark(running);
      join(running);
    }
  }

  private synchronized void start() {
    if (thread == null && !isClosed) {
      Thread asking = new Thread(this::work, "claims");
      asking.setDaemon(true);
      thread = asking;
      asking.start();
    }
  }

  private synchronized @Nullable Thread stopped() {
    return thread;
  }

  private void work() {
    while (!isClosed) {
      if (isNeeded.getAsBoolean()) {
        askQuietly();
      } else {
        LockSupport.park(this);
      }
    }
  }

  /** The connection that finds nothing left asks again, and tells of the fault. */
  private void askQuietly() {
    try {
      ask.run();
    } catch (RuntimeException e) {
      log.warn("claims not taken ahead of need cause={}", e.getMessage());
      LockSupport.parkNanos(this, 100_000_000L);
    }
  }

  private static void join(Thread running) {
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
