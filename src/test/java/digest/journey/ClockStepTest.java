package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.testkit.OnSqlite;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are set while an edition is being sent. */
@OnSqlite
class ClockStepTest {

  private static final int READERS = 60;

  @TempDir Path folder;

  @Test
  @DisplayName("delivery/L8 safety/F9: a clock set forward in mid-send mails nobody twice")
  void aClockThatIsSetForwardMailsNobodyTwice() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay)) {
      relay.at("DOT").replySlowly("250 2.0.0 kept", Duration.ofMillis(8));
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      house.press().dispatchEdition().keepRunning();
      for (int step = 1; step <= 3; step++) {
        int until = step * 12;
        Awaitility.await().until(() -> relay.received().size() >= until);
        allLeasesAreOver();
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> progress(house, edition).accepted() == READERS);
      assertThat(relay.received()).hasSize(READERS);
    }
  }

  @Test
  @DisplayName("delivery/L8: who waits for another process goes on when that one ends")
  void whoWaitsGoesOn() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay)) {
      Edition edition = house.withFeed(3).withSubscribers(5).frozen("one");
      AutoCloseable other = house.database().tryDispatch().orElseThrow();
      Thread ends =
          new Thread(
              () -> {
                Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                try {
                  other.close();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      ends.start();
      DispatchEdition.Result result =
          house.press().dispatchEdition().run(edition.id(), Duration.ofSeconds(30), now -> {});
      ends.join();
      assertThat(result.end()).isEqualTo(DispatchEdition.End.FINISHED);
      assertThat(relay.received()).hasSize(5);
    }
  }

  /** As the store sees it when the machine's clock jumps. */
  private void allLeasesAreOver() throws SQLException {
    try (Connection past =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("digest.db"));
        Statement statement = past.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute("UPDATE claims SET lease_until = 0");
    }
  }

  private static Progress progress(TestPress house, Edition edition) {
    return house.press().steerEdition().progress(edition.id());
  }

  private TestPress house(ScriptedSmtpServer relay) {
    return new TestPress(folder, RelaySettings.local(relay.port(), 2), new TestClock());
  }
}
