package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReconnectsTest {

  @Test
  @DisplayName("delivery/S3: a new run tries a relay again that an impatient one gave up")
  void aNewRunTriesAgainAfterOneThatGaveUp() {
    Reconnects reconnects = new Reconnects();
    Stop stop = new Stop();
    assertThat(reconnects.await(Duration.ZERO, stop)).isTrue();
    reconnects.failed();
    assertThat(reconnects.await(Duration.ZERO, stop)).isFalse();
    reconnects.begin();
    assertThat(reconnects.await(Duration.ZERO, stop)).isTrue();
  }
}
