package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.mail.MailReader;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.ScriptedSmtpServer.Received;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who looks after the program hears by mail what waits for a person. */
class AlertTest {

  private static final String OPS = "ops@example.org";

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(TestHouse.NOW);
  private ScriptedSmtpServer relay;
  private TestHouse house;

  @BeforeEach
  void house() {
    relay = ScriptedSmtpServer.start();
    house = TestHouse.in(folder, relay.port(), now::get).withReaders();
    String config = TestHouse.config(relay.port(), "daily", "0 0 7 ? * *", "Europe/Berlin");
    house.write("digest.yaml", config + "alerts: " + OPS + "\n");
    house.build();
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void aRunThatPausesIsMailedWithWhatToDo() {
    relay.at("RCPT").to("ann@example.org").reply("550 5.7.26 we do not like your DMARC");
    Ran ran = house.run("edition", "send", "1", "--yes");
    assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
    assertThat(alerts()).hasSize(1);
    Received alert = alerts().get(0);
    assertThat(MailReader.read(alert.bytes()).subject())
        .isEqualTo("[Digest] Edition 1 of \"daily\" is paused");
    assertThat(alert.mail().replace("=\r\n", ""))
        .contains("550 5.7.26 we do not like your DMARC")
        .contains("nothing was lost")
        .contains("digest edition resume 1")
        .contains("Auto-Submitted: auto-generated")
        .contains("Content-Type: text/plain; charset=UTF-8");
    assertThat(alert.sender()).isEqualTo("daily@example.org");
  }

  @Test
  void anAlertIsInNoAccounting() {
    relay.at("RCPT").to("ann@example.org").reply("550 5.7.26 we do not like your DMARC");
    house.run("edition", "send", "1", "--yes");
    relay.behave();
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    assertThat(house.run("delivery", "show", OPS).out()).contains("Nothing was ever sent");
    assertThat(house.run("edition", "status", "1").out())
        .contains("5 candidates = 3 sent + 2 left out");
  }

  @Test
  void anAlertThatCannotGoHurtsNobody() {
    relay.at("MAIL").reply("550 5.7.1 sender not allowed");
    Ran ran = house.run("edition", "send", "1", "--yes");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).doesNotContain("bug");
    assertThat(relay.received()).isEmpty();
    relay.behave();
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    assertThat(relay.received()).hasSize(3);
  }

  @Test
  void aRelayThatHangsOnTheAlertKeepsNobodyWaiting() {
    relay.at("RCPT").to("ann@example.org").reply("550 5.7.26 no");
    relay.at("RCPT").to(OPS).hang();
    long begun = System.nanoTime();
    assertThat(house.run("edition", "send", "1", "--yes").code()).isEqualTo(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void withoutAnAddressNothingIsMailed() {
    house.write(
        "digest.yaml", TestHouse.config(relay.port(), "daily", "0 0 7 ? * *", "Europe/Berlin"));
    relay.at("RCPT").to("ann@example.org").reply("550 5.7.26 no");
    assertThat(house.run("edition", "send", "1", "--yes").code()).isEqualTo(1);
    assertThat(alerts()).isEmpty();
  }

  private List<Received> alerts() {
    return relay.receivedBy(OPS);
  }
}
