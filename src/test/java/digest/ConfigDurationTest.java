package digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigDurationTest {

  @ParameterizedTest
  @CsvSource({"90s,90", "15m,900", "4h,14400", "3d,259200", "0s,0", "10 m,600", "' 2h ',7200"})
  void aNumberAndAUnitAreADuration(String text, long seconds) {
    assertThat(Durations.parse(text)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "15",
        "m",
        "-5m",
        "1.5h",
        "15M",
        "1h30m",
        "4 hours",
        "PT4H",
        "9999999999s",
        "٣d",
        "15m\n15m"
      })
  void nothingElseIs(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"90,90s", "900,15m", "14400,4h", "86400,1d", "90000,25h", "0,0s"})
  void itIsPrintedAsShortAsItCanBe(long seconds, String text) {
    assertThat(Durations.print(Duration.ofSeconds(seconds))).isEqualTo(text);
  }
}
