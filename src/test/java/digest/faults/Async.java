package digest.faults;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that goes on while a test does something else. */
final class Async<T> {

  private static final long MOST_MINUTES = 10;

  private final FutureTask<T> task;

  private Async(FutureTask<T> task) {
    this.task = task;
  }

  static <T> Async<T> of(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "beside the test");
    thread.setDaemon(true);
    thread.start();
    return new Async<>(task);
  }

  boolean isDone() {
    return task.isDone();
  }

  /** Waits for it. */
  T result() {
    try {
      return task.get(MOST_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
