package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.RetryPolicy;
import digest.mail.Relay;
import digest.mail.RelaySettings;
import digest.mail.Transport;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatchSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "true, 0, 4, true",
    "true, 100, 4, true",
    "true, 99, 1, false",
    "false, 0, 1, false",
    "false, 99, 1, false"
  })
  @DisplayName("delivery/L1: one on record under 100/s and where what is uncertain is held")
  void careComesFirst(boolean resends, int perSecond, int window, boolean isQuick) {
    DispatchSettings settings =
        new DispatchSettings(RetryPolicy.DEFAULT, 1, resends, Duration.ofSeconds(60), 4, Set.of());
    RelaySettings.Load load = new RelaySettings.Load(1, 0, perSecond, 1);
    Relay relay = Relay.to(RelaySettings.local(9, 1).with(load));
    try (Transport open = relay.transport()) {
      assertThat(open).isNotNull();
      assertThat(settings.window(relay)).isEqualTo(window);
      assertThat(settings.isQuick(relay)).isEqualTo(isQuick);
    }
  }
}
