package digest.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** delivery/S4: so many mails a second and no more. */
final class PacerTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND); // nanoTime may overflow
  private final AtomicInteger parks = new AtomicInteger();

  private Pacer pacer(int perSecond) {
    return new Pacer(
        perSecond,
        now::get,
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
}
