package digest.press;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A request to end, which waiting threads notice at once. */
final class Stop {

  private final CountDownLatch requested = new CountDownLatch(1);
  private final List<Runnable> told = new ArrayList<>();

  void request() {
    List<Runnable> now;
    synchronized (told) {
      requested.countDown();
      now = List.copyOf(told);
      told.clear();
    }
    now.forEach(Runnable::run);
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Runs this once when the end is requested, at once when it was. */
  void whenRequested(Runnable action) {
    synchronized (told) {
      if (!isRequested()) {
        told.add(action);
        return;
      }
    }
    action.run();
  }

  /** Waits; true when the end was requested meanwhile or the thread was interrupted. */
  boolean await(Duration time) {
    try {
      return requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
