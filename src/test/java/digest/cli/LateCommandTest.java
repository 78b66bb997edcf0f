package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.testkit.ScriptedSmtpServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A regular edition in a person's hands: before its time, and long after it. */
class LateCommandTest {

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(TestHouse.NOW);
  private ScriptedSmtpServer relay;
  private TestHouse house;

  @BeforeEach
  void house() {
    relay = ScriptedSmtpServer.start();
    house = TestHouse.in(folder, relay.port(), now::get).withReaders();
    assertThat(house.run("edition", "build", "daily", "--slot", "2026-11-23T07:00").code())
        .isZero();
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  @DisplayName("picking/E4, C6: who sends before the due is told that it goes now, not then")
  void sendingBeforeTheDueSaysSo() {
    Ran ran = house.runAnswering("n\n", "edition", "send", "1");
    assertThat(oneLine(ran.out()))
        .contains("Goes now, not Mon 23 Nov 07:00 (Europe/Berlin)")
        .contains("To keep the time: digest edition approve 1");
    assertThat(relay.received()).isEmpty();
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    assertThat(relay.received()).hasSize(3);
  }

  @Test
  @DisplayName("picking/E4: an approval in time waits for the due")
  void anApprovalInTimeWaits() {
    Ran ran = house.run("edition", "approve", "1");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Approved").contains("sends it when it is due");
    assertThat(house.run("edition", "approve", "1", "--late").out()).contains("Approved");
  }

  @Test
  @DisplayName("picking/E4: an approval beyond the grace asks; --late sends now")
  void anApprovalBeyondTheGraceAsks() {
    now.set(Instant.parse("2026-11-23T12:30:00Z"));
    Ran asked = house.run("edition", "approve", "1");
    assertThat(asked.code()).isNotZero();
    assertThat(oneLine(asked.err()))
        .contains("was due Mon 23 Nov 07:00 (Europe/Berlin), 6 h ago, and its grace is 4 h")
        .contains("digest edition approve 1 --late");
    Ran late = house.run("edition", "approve", "1", "--late");
    assertThat(late.code()).as(late.toString()).isZero();
    assertThat(oneLine(late.out())).contains("without it: digest edition send 1");
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    assertThat(relay.received()).hasSize(3);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
