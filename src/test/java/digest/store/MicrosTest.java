package digest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MicrosTest {

  @Test
  void instantsKeepTheirOrderAndTheirMicroseconds() {
    Instant exact = Instant.parse("2026-11-23T06:00:00.123456Z");
    assertThat(Micros.at(Micros.of(exact))).isEqualTo(exact);
    Instant before = Instant.parse("1969-12-31T23:59:59.999999Z");
    assertThat(Micros.at(Micros.of(before))).isEqualTo(before);
    assertThat(Micros.of(before)).isLessThan(Micros.of(Instant.EPOCH));
    assertThat(Micros.at(Micros.of(exact.plusNanos(999)))).isEqualTo(exact);
  }

  @Test
  void instantsBeyondAllDatesDoNotOverflow() {
    assertThat(Micros.of(Instant.MAX)).isPositive();
    assertThat(Micros.of(Instant.MIN)).isNegative();
    assertThat(Micros.orNull(null)).isNull();
  }
}
