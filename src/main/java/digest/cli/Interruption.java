package digest.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM in an orderly way: what was agreed on is stopped, and the program lives on
 * until the command has said how to go on, 15 seconds at most (delivery L4).
 */
final class Interruption implements AutoCloseable {

  private static final long SECONDS = 15;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "interruption");
  private volatile @Nullable Runnable stopper;

  private Interruption() {}

  /** Until something is agreed on, an interruption ends the program at once. */
  static Interruption awaited() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** From now on an interruption does this first. */
  void then(Runnable stop) {
    stopper = stop;
  }

  /** Waits for the interruption of the program, or of this thread. */
  void await() {
    try {
      requested.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has ended. */
  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program ends: the hook is running, and has just been told.
    }
  }

  private void stop() {
    Runnable agreed = stopper;
    if (agreed == null) {
      return;
    }
    agreed.run();
    requested.countDown();
    try {
      ended.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
