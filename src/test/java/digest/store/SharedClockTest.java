package digest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedClockTest {

  private static final Instant SIX = Instant.parse("2026-11-23T06:00:00Z");

  private final AtomicLong nanos = new AtomicLong(17);
  private final AtomicInteger looks = new AtomicInteger();
  private Supplier<Instant> answer = () -> SIX.plusNanos(nanos.get() - 17);
  private final SharedClock clock = new SharedClock(this::ask, nanos::get);

  @Test
  @DisplayName("delivery/L6: between two looks the clock goes on by one that nobody sets")
  void itGoesOnBetweenTwoLooks() {
    pass(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(SIX.plusSeconds(10));
    assertThat(looks).hasValue(1);
    pass(Duration.ofSeconds(10));
    assertThat(clock.instant()).isEqualTo(SIX.plusSeconds(20));
    assertThat(looks).hasValue(2);
  }

  @Test
  @DisplayName("delivery/L6: the database's clock decides, also when it was set")
  void theDatabaseDecides() {
    answer = () -> SIX.minusSeconds(3600);
    pass(Duration.ofSeconds(20));
    assertThat(clock.instant()).isEqualTo(SIX.minusSeconds(3600));
  }

  @Test
  void aDatabaseThatIsAwayStopsNoClock() {
    answer =
        () -> {
          throw new StoreFault("store is away");
        };
    pass(Duration.ofSeconds(20));
    assertThat(clock.instant()).isEqualTo(SIX.plusSeconds(20));
    pass(Duration.ofSeconds(5));
    assertThat(clock.instant()).isEqualTo(SIX.plusSeconds(25));
    assertThat(looks).as("not at every call").hasValue(2);
  }

  @Test
  void aSlowAnswerIsHalfItsWayOld() {
    answer =
        () -> {
          pass(Duration.ofSeconds(2));
          return SIX;
        };
    pass(Duration.ofSeconds(20));
    assertThat(clock.instant()).isEqualTo(SIX.plusSeconds(1));
  }

  private Instant ask() {
    looks.incrementAndGet();
    return answer.get();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
