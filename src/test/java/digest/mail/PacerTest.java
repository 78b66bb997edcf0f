package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** delivery/S4: so many mails a second and no more. */
final class PacerTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND); // nanoTime may overflow
  private final AtomicInteger parks = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  private Pacer pacer(int perSecond) {
    return new Pacer(
        perSecond,
        now::get,
        closed,
        nanos -> {
          parks.incrementAndGet();
          now.addAndGet(nanos);
        });
  }

  @Test
  @DisplayName("delivery/S4")
  void inTheLongRunTheRateIsKept() {
    Pacer pacer = pacer(50);
    long start = now.get();

    for (int i = 0; i < 501; i++) {
      pacer.take();
    }

    assertThat(now.get() - start).isBetween(9 * SECOND, 10 * SECOND);
  }

  @Test
  void aPauseSavesUpATenthOfASecondOnly() {
    Pacer pacer = pacer(100);
    pacer.take();
    now.addAndGet(60 * SECOND);
    long start = now.get();

    for (int i = 0; i < 110; i++) {
      pacer.take();
    }

    assertThat(now.get() - start).isBetween(95 * SECOND / 100, 105 * SECOND / 100);
  }

  @Test
  void withoutALimitNobodyWaits() {
    Pacer pacer = pacer(0);

    for (int i = 0; i < 1000; i++) {
      pacer.take();
    }

    assertThat(parks).hasValue(0);
  }

  @Test
  void anInterruptedThreadNoLongerWaits() {
    Pacer pacer = pacer(1);
    pacer.take();
    Thread.currentThread().interrupt();

    pacer.take();
    pacer.take();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(parks).hasValueLessThan(2);
  }

  @Test
  @DisplayName("delivery/S4")
  void theRateDoesNotDriftWhenTheBucketIsAskedAtOddMoments() {
    Random random = new Random(4);
    Pacer pacer = pacer(7);
    long start = now.get();
    int begun = 0;

    while (now.get() - start < 100 * SECOND) {
      begun += pacer.tryTake() ? 1 : 0;
      now.addAndGet(random.nextInt(1_000_000) + 1);
    }

    assertThat(begun).isBetween(698, 701);
  }

  @Test
  void whoDoesNotWaitTakesNothing() {
    Pacer pacer = pacer(10);

    assertThat(pacer.tryTake()).isTrue();
    assertThat(pacer.tryTake()).isFalse();
    now.addAndGet(SECOND / 10);
    assertThat(pacer.tryTake()).isTrue();
    assertThat(parks).hasValue(0);
  }

  @Test
  void aClosedOneLetsAllWhoWaitGo() throws Exception {
    Pacer pacer = new Pacer(1);
    pacer.take();
    Thread waiting =
        new Thread(
            () -> {
              pacer.take();
              pacer.take();
              pacer.take();
            });
    waiting.start();

    pacer.close();
    waiting.join(Duration.ofMillis(900).toMillis());

    assertThat(waiting.isAlive()).isFalse();
  }
}
