package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.testkit.OnPostgresql;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestDatabase;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away in mid-send and comes back. */
@OnPostgresql
class ServerRestartTest {

  private static final int READERS = 300;
  private static final int CONNECTIONS = 2;

  @TempDir Path folder;

  @Test
  @DisplayName("delivery/L5 safety/F10: a server that restarts in mid-send loses nobody")
  void aServerThatRestartsLosesNobody() {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay.port())) {
      Edition edition = inMidSend(house, relay);
      TestDatabase.server().stop();
      TestDatabase.server().startAgain();
      until(() -> house.press().steerEdition().progress(edition.id()).accepted() == READERS);
      assertThat(relay.received().stream().map(mail -> mail.recipient()).distinct())
          .as("lost")
          .hasSize(READERS);
      assertThat(relay.received().size() - READERS).as("twice").isBetween(0, CONNECTIONS);
    }
  }

  @Test
  @DisplayName("delivery/L5: while the server is away nothing begins that cannot be written down")
  void nothingBeginsWithoutALedger() {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay.port())) {
      Edition edition = inMidSend(house, relay);
      TestDatabase.server().stop();
      try {
        pause();
        int away = relay.received().size();
        pause();
        assertThat(relay.received()).hasSize(away);
        assertThat(away).isLessThan(READERS);
      } finally {
        TestDatabase.server().startAgain();
      }
      until(() -> house.press().steerEdition().progress(edition.id()).accepted() == READERS);
    }
  }

  private static Edition inMidSend(TestPress house, ScriptedSmtpServer relay) {
    relay.at("DOT").replySlowly("250 2.0.0 kept", Duration.ofMillis(2));
    Edition edition = house.withFeed(5).withSubscribers(READERS).frozen("one");
    house.press().dispatchEdition().keepRunning();
    until(() -> relay.received().size() > READERS / 4);
    return edition;
  }

  private static void until(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  private static void pause() {
    Awaitility.await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
  }

  private TestPress house(int port) {
    return new TestPress(folder, RelaySettings.local(port, CONNECTIONS), new TestClock());
  }
}
