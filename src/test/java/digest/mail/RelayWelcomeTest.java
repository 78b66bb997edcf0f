package digest.mail;

import static digest.mail.Mails.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Outcome.Verdict;
import digest.mail.Transport.Ending;
import digest.testkit.Ports;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Relays that cannot be reached or do not want us (delivery S3). */
@Timeout(30)
final class RelayWelcomeTest {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void stop() {
    rig.server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, 554 5.3.2 no mail from you, BLOCKED",
    "CONNECT, 421 4.3.2 busy, UNREACHABLE",
    "CONNECT, 450 busy, UNREACHABLE",
    "CONNECT, SSH-2.0-OpenSSH_9.2, UNREACHABLE",
    "EHLO, 421 4.3.2 busy, UNREACHABLE",
  })
  void aBadWelcomeTakesNoMail(String stage, String reply, Ending.Verdict verdict) {
    rig.server.at(stage).reply(reply);

    Ending ending = rig.send(ANN);

    assertThat(ending.verdict()).as("%s", ending).isEqualTo(verdict);
    assertThat(rig.journal.events()).isEmpty();
  }

  @Test
  void aRelayOfOldThatKnowsOnlyHeloIsGoodEnough() {
    rig.server.at("EHLO").reply("500 what?");

    rig.send(ANN);

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void refusingHeloTooIsBlocked() {
    rig.server.at("EHLO").reply("550 5.7.1 go away");
    rig.server.at("HELO").reply("550 5.7.1 go away");

    Ending ending = rig.send(ANN);

    assertThat(ending).isInstanceOf(Ending.Blocked.class);
    assertThat(((Ending.Blocked) ending).reply().command()).isEqualTo("HELO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "EHLO"})
  void aWelcomeThatNeverEndsIsUnreachable(String stage) {
    rig.server.at(stage).hang();

    assertThat(rig.send(ANN).verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
  }

  @Test
  void aDrippingBannerIsUnreachable() {
    rig.server.at("CONNECT").replySlowly("220 " + "x".repeat(100), Duration.ofMillis(100));

    assertThat(rig.send(ANN).verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
  }

  @Test
  void nobodyListeningIsUnreachable() {
    try (Ports.Deaf nobody = Ports.deaf();
        Transport transport = new SmtpTransport(RelaySettings.local(nobody.port(), 1))) {
      Ending ending = transport.send(Mails.to(ANN), rig.journal);

      assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
      assertThat(((Ending.Unreachable) ending).cause()).contains("refused");
      assertThat(rig.journal.events()).isEmpty();
    }
  }

  @Test
  void anUnknownHostIsUnreachable() {
    RelaySettings nowhere =
        new RelaySettings(
            "relay.invalid",
            25,
            RelaySettings.Tls.OFF,
            null,
            null,
            1,
            0,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    try (Transport transport = new SmtpTransport(nowhere)) {
      Ending ending = transport.send(Mails.to(ANN), rig.journal);

      assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
      assertThat(ending.toString()).contains("relay.invalid");
    }
  }
}
