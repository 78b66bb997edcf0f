package digest.press;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets one connection try the relay first, the others once it has answered; a relay that does not
 * answer is tried at most ten times a minute over all connections (delivery S3).
 */
final class Reconnects {

  /**
   * The first failure may cost three tries ({@code mail.OpeningGate}), each later one costs one.
   */
  private static final Duration GAP = Duration.ofMillis(7500);

  private static final long POLL_MILLIS = 50;

  private final Semaphore probe = new Semaphore(1);
  private volatile boolean answers;
  private volatile @Nullable Thread prober;
  private volatile long failedAt;
  private volatile long failingSince;

  /** A run begins: its patience is counted from its own first failure. */
  void begin() {
    failingSince = 0;
  }

  /** Waits for this connection's turn; false when patience or the run has ended. */
  boolean await(Duration patience, Stop stop) {
    return await(failing -> failing.compareTo(patience) <= 0, stop);
  }

  /**
   * Waits for this connection's turn.
   *
   * @param isHoped whether to go on after the relay has not answered for so long in this run
   * @return false when there is no hope left, or the end was requested
   */
  boolean await(Predicate<Duration> isHoped, Stop stop) {
    while (!answers && !stop.isRequested()) {
      if (isHopeless(isHoped)) {
        return false;
      }
      if (acquired()) {
        prober = Thread.currentThread();
        // Another may have failed while we waited to be the one who tries.
        return failedAt == 0 || (!isHopeless(isHoped) && !stop.await(restOfGap()));
      }
    }
    return !stop.isRequested();
  }

  private boolean isHopeless(Predicate<Duration> isHoped) {
    long since = failingSince;
    return since != 0 && !isHoped.test(Duration.ofNanos(System.nanoTime() - since));
  }

  /** Whether it did not answer when it was tried last. */
  boolean isFailing() {
    return !answers && failedAt != 0;
  }

  void answered() {
    if (!answers) {
      answers = true;
      failingSince = 0;
      failedAt = 0;
      release();
    }
  }

  void failed() {
    answers = false;
    failedAt = System.nanoTime();
    failingSince = failingSince == 0 ? failedAt : failingSince;
    release();
  }

  /** This connection's thread ends; another may try. */
  void leave() {
    release();
  }

  private void release() {
    if (prober == Thread.currentThread()) {
      prober = null;
      probe.release();
    }
  }

  private boolean acquired() {
    try {
      return probe.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Duration restOfGap() {
    return GAP.minusNanos(Math.min(GAP.toNanos(), System.nanoTime() - failedAt));
  }
}
