package digest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** delivery/S2: back-off with jitter and an age limit. */
final class RetryPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final RetryPolicy POLICY =
      new RetryPolicy(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));

  @ParameterizedTest
  @DisplayName("delivery/S2: the wait doubles up to the longest")
  @CsvSource({
    "1, 60",
    "2, 120",
    "3, 240",
    "6, 1920",
    "7, 3600",
    "8, 3600",
    "50, 3600",
    "2000000000, 3600"
  })
  void theWaitDoubles(int attempts, long seconds) {
    assertThat(POLICY.next(attempts, NOW, NOW, 0.5)).contains(NOW.plusSeconds(seconds));
  }

  @Test
  @DisplayName("delivery/S2: jitter spreads it between half and one and a half")
  void chanceSpreadsTheWait() {
    assertThat(POLICY.next(1, NOW, NOW, 0)).contains(NOW.plusSeconds(30));
    assertThat(POLICY.next(1, NOW, NOW, 0.999_999))
        .hasValueSatisfying(
            next -> assertThat(next).isBetween(NOW.plusSeconds(89), NOW.plusSeconds(90)));
  }

  @Test
  @DisplayName("delivery/S2: the last attempt is made at the very end, then no more")
  void theAgeLimitEndsIt() {
    Instant end = NOW.plus(Duration.ofHours(24));

    assertThat(POLICY.next(30, NOW, end.minusSeconds(60), 0.5)).contains(end);
    assertThat(POLICY.next(30, NOW, end.minusMillis(1), 0.5)).contains(end);
    assertThat(POLICY.next(30, NOW, end, 0.5)).isEqualTo(Optional.empty());
    assertThat(POLICY.next(1, NOW, end.plusSeconds(1), 0.5)).isEqualTo(Optional.empty());
  }

  @Test
  void theUsualPolicyGivesUpAfterADay() {
    assertThat(RetryPolicy.DEFAULT.giveUpAfter()).isEqualTo(Duration.ofHours(24));
    assertThat(RetryPolicy.DEFAULT.next(1, NOW, NOW, 0.5)).contains(NOW.plusSeconds(60));
  }
}
