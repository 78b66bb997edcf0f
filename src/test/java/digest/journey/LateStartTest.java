package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does with editions that were frozen and not sent. */
class LateStartTest {

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @Test
  @DisplayName("delivery/L3 picking/C3: a start goes on with what is within its grace")
  void aStartGoesOn() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay)) {
      Edition edition = frozen(house);
      clock.move(Duration.ofHours(3));
      house.press().dispatchEdition().keepRunning();
      Awaitility.await()
          .until(() -> house.press().steerEdition().progress(edition.id()).accepted() == 3);
    }
  }

  @Test
  @DisplayName("delivery/L3 picking/C3: what is later than its grace asks a person, and then goes")
  void aStartAsksAPersonWhenItIsLate() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay)) {
      Edition edition = frozen(house);
      clock.move(Duration.ofHours(5));
      house.press().dispatchEdition().keepRunning();
      Awaitility.await().until(() -> paused(house, edition) != null);
      assertThat(paused(house, edition)).contains("4 h", "digest edition resume " + edition.id());
      assertThat(house.press().steerEdition().progress(edition.id()).pending()).isEqualTo(3);

      house.press().steerEdition().resume(edition.id());
      Awaitility.await()
          .until(() -> house.press().steerEdition().progress(edition.id()).accepted() == 3);
    }
  }

  @Test
  @DisplayName("delivery/L3 picking/C3: a machine that slept past the grace asks a person, too")
  void aMachineThatSleptAsksAPerson() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay)) {
      relay.at("CONNECT").reply("421 4.3.0 later");
      house.press().dispatchEdition().keepRunning();
      Edition edition = frozen(house);
      clock.move(Duration.ofHours(9));
      Awaitility.await().until(() -> paused(house, edition) != null);
      assertThat(house.press().steerEdition().progress(edition.id()).accepted()).isZero();
    }
  }

  private static @Nullable String paused(TestPress house, Edition edition) {
    return house.press().rooms().editions().find(edition.id()).orElseThrow().marks().paused();
  }

  private TestPress house(ScriptedSmtpServer relay) {
    return new TestPress(folder, RelaySettings.local(relay.port(), 2), clock);
  }

  private static Edition frozen(TestPress house) {
    return house.withFeed(3).withSubscribers(3).frozen("now");
  }
}
