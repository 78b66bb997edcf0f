package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Counting a long list costs a small share of sending to it. */
class GlanceTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Glance glance = new Glance(nanos::get);
  private int looks;

  @Test
  void whatCostsNothingIsLookedAtEachTime() {
    for (int i = 0; i < 4; i++) {
      pass(Duration.ofMillis(250));
      assertThat(glance.take(() -> look(Duration.ofMillis(2)))).contains(i + 1);
    }
  }

  @Test
  void whatCostsMuchIsLookedAtSeldom() {
    Duration cost = Duration.ofMillis(60);
    for (int i = 0; i < 400; i++) {
      pass(Duration.ofMillis(250));
      glance.take(() -> look(cost));
    }
    assertThat(looks).as("in 100 seconds: 1 % of the time, and not less").isBetween(14, 17);
  }

  @Test
  void nothingIsLookedAtLessThanEveryTenSeconds() {
    glance.take(() -> look(Duration.ofMinutes(1)));
    pass(Duration.ofMillis(9_999));
    assertThat(glance.take(() -> look(Duration.ZERO))).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(glance.take(() -> look(Duration.ZERO))).isPresent();
  }

  private int look(Duration cost) {
    pass(cost);
    return ++looks;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
