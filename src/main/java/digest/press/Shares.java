package digest.press;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * How the mails are shared among relays of different weights (delivery S4): none runs ahead of its
 * share by more than a handful while the others work. One that stalls for a second, or is out, is
 * not waited for, and what it missed is not made up for. Pure: the time is passed in, in
 * nanoseconds. For one thread.
 */
final class Shares {

  private static final int AHEAD = 8;
  private static final long STALLED = Duration.ofSeconds(1).toNanos();

  private final int[] weights;
  private final double[] taken; // in shares: mails by weight
  private final long[] lastTook;

  Shares(List<Integer> weights, long now) {
    this.weights = weights.stream().mapToInt(Integer::intValue).toArray();
    this.taken = new double[weights.size()];
    this.lastTook = new long[weights.size()];
    Arrays.fill(lastTook, now);
  }

  /**
   * Whether this relay may take a mail.
   *
   * @param isIn whether a relay works, as far as is known
   */
  boolean mayTake(int relay, IntPredicate isIn, long now) {
    if (weights[relay] == 0) {
      return !anyOther(relay, isIn);
    }
    double least = least(relay, isIn, now);
    return (taken[relay] - least) * weights[relay] < AHEAD;
  }

  /** It took one. */
  void take(int relay, IntPredicate isIn, long now) {
    if (weights[relay] > 0) {
      double least = least(relay, isIn, now);
      boolean wasAway = now - lastTook[relay] > STALLED;
      double from =
          wasAway && least > taken[relay] && least < Double.MAX_VALUE ? least : taken[relay];
      taken[relay] = from + 1.0 / weights[relay];
    }
    lastTook[relay] = now;
  }

  /** It gave one back. */
  void giveBack(int relay) {
    if (weights[relay] > 0) {
      taken[relay] -= 1.0 / weights[relay];
    }
  }

  private boolean anyOther(int relay, IntPredicate isIn) {
    for (int other = 0; other < weights.length; other++) {
      if (other != relay && weights[other] > 0 && isIn.test(other)) {
        return true;
      }
    }
    return false;
  }

  /** Of the others that work. */
  private double least(int relay, IntPredicate isIn, long now) {
    double least = Double.MAX_VALUE;
    for (int other = 0; other < weights.length; other++) {
      boolean counts = other != relay && weights[other] > 0 && isIn.test(other);
      if (counts && now - lastTook[other] <= STALLED) {
        least = Math.min(least, taken[other]);
      }
    }
    return least;
  }
}
