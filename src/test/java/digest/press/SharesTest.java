package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** delivery/S4: the mails are shared by weight. */
class SharesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long SEED = 11;

  private final int[] got = new int[3];
  private long now = Long.MAX_VALUE - SECOND; // nanoTime may overflow

  @Test
  @DisplayName("delivery/S4: whoever asks how often, each gets its weight's share")
  void eachGetsItsShareHoweverOftenItAsks() {
    Shares shares = new Shares(List.of(6, 3, 1), now);
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      int hasty = random.nextInt(10) < 7 ? 2 : random.nextInt(2); // the lightest asks most
      ask(shares, hasty, SharesTest::isIn);
      now += 1000;
    }
    double all = got[0] + got[1] + got[2];
    assertThat(got[0] / all).as("seed " + SEED).isBetween(0.59, 0.61);
    assertThat(got[1] / all).isBetween(0.29, 0.31);
  }

  @Test
  void oneThatIsOutIsNotWaitedFor() {
    Shares shares = new Shares(List.of(3, 1), now);
    for (int i = 0; i < 1000; i++) {
      ask(shares, 1, relay -> relay == 1);
    }
    assertThat(got[1]).isEqualTo(1000);
  }

  @Test
  @DisplayName("delivery/S4: one that hangs delays the others by a second, not by its time limit")
  void oneThatStallsIsWaitedForASecond() {
    Shares shares = new Shares(List.of(1, 1), now);
    ask(shares, 0, SharesTest::isIn);
    for (int i = 0; i < 100; i++) {
      ask(shares, 1, SharesTest::isIn);
    }
    assertThat(got[1]).isLessThan(12);
    now += SECOND + 1;
    for (int i = 0; i < 100; i++) {
      ask(shares, 1, SharesTest::isIn);
    }
    assertThat(got[1]).isGreaterThan(100);
  }

  @Test
  void whatOneMissedIsNotMadeUpFor() {
    Shares shares = new Shares(List.of(1, 1), now);
    for (int i = 0; i < 10_000; i++) {
      ask(shares, 1, relay -> relay == 1);
      now += SECOND / 1000;
    }
    for (int i = 0; i < 1000; i++) {
      ask(shares, 0, SharesTest::isIn);
      ask(shares, 1, SharesTest::isIn);
      now += SECOND / 1000;
    }
    assertThat(got[0]).isBetween(980, 1000);
    assertThat(got[1] - 10_000).isBetween(980, 1000);
  }

  @Test
  @DisplayName("delivery/S4: weight 0 is for when no other works")
  void weightZeroTakesOnlyWhenNoOtherWorks() {
    Shares shares = new Shares(List.of(1, 0), now);
    now += 10 * SECOND;
    assertThat(shares.mayTake(1, SharesTest::isIn, now)).isFalse();
    assertThat(shares.mayTake(1, relay -> relay == 1, now)).isTrue();
    assertThat(shares.mayTake(0, SharesTest::isIn, now)).isTrue();
  }

  @Test
  void aLoneRelayIsNeverHeldBack() {
    Shares shares = new Shares(List.of(0), now);
    for (int i = 0; i < 1000; i++) {
      ask(shares, 0, SharesTest::isIn);
    }
    assertThat(got[0]).isEqualTo(1000);
  }

  private void ask(Shares shares, int relay, IntPredicate isIn) {
    if (shares.mayTake(relay, isIn, now)) {
      shares.take(relay, isIn, now);
      got[relay]++;
    }
  }

  private static boolean isIn(int relay) {
    return relay >= 0;
  }
}
