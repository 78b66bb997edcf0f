package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertLimitTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private final AlertLimit limit = new AlertLimit();

  @Test
  void eachCauseIsMailedOnceInAnHour() {
    assertThat(limit.allows("paused edition=1", NOW)).isTrue();
    assertThat(limit.allows("paused edition=1", NOW)).isFalse();
    assertThat(limit.allows("paused edition=1", NOW.plusSeconds(3599))).isFalse();
    assertThat(limit.allows("paused edition=2", NOW)).isTrue();
    assertThat(limit.allows("late edition=1", NOW)).isTrue();
    assertThat(limit.allows("paused edition=1", NOW.plusSeconds(3600))).isTrue();
    assertThat(limit.allows("paused edition=1", NOW.plusSeconds(3601))).isFalse();
  }

  @Test
  void aClockThatWasSetBackSilencesNothing() {
    assertThat(limit.allows("store away", NOW)).isTrue();
    assertThat(limit.allows("store away", NOW.minusSeconds(86_400))).isTrue();
  }

  @Test
  void causesWithoutEndFillNoMemory() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(limit.allows("cause " + i, NOW)).isTrue();
    }
    assertThat(limit.allows("cause 99999", NOW)).isFalse();
    assertThat(limit.allows("cause 0", NOW)).isTrue();
  }
}
