package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static digest.mail.Mails.DAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.delivery.Outcome;
import digest.delivery.Outcome.Verdict;
import digest.mail.Transport.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that break, hang, drip or talk nonsense (delivery S2, S3; safety F3, F4, F5). */
@Timeout(30)
final class BrokenLinkTest {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void stop() {
    rig.server.close();
  }

  @ParameterizedTest
  @DisplayName("safety/F3: a link cut before the final dot loses and doubles nothing")
  @ValueSource(strings = {"RCPT", "DATA"})
  void aLinkCutBeforeTheDotDefersItsMailOnly(String stage) {
    rig.server.at(stage).to(BOB).drop();

    assertThat(rig.send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(rig.journal.of(BOB)).isInstanceOf(Outcome.Deferred.class);
    assertThat(((Outcome.Deferred) rig.journal.of(BOB)).cause())
        .contains("closed")
        .doesNotContain("null");
    assertThat(rig.server.received()).extracting("recipient").containsExactly(ANN, CAT);
  }

  @ParameterizedTest
  @DisplayName(
      "safety/F4: no reply to the final dot is uncertain, whether the mail was kept or not")
  @ValueSource(booleans = {true, false})
  void aLinkCutAfterTheDotIsUncertain(boolean isKept) {
    if (isKept) {
      rig.server.at("DOT").to(BOB).keep().drop();
    } else {
      rig.server.at("DOT").to(BOB).drop();
    }

    assertThat(rig.send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(rig.journal.of(BOB)).isInstanceOf(Outcome.Uncertain.class);
    assertThat(((Outcome.Uncertain) rig.journal.of(BOB)).command()).isEqualTo(".");
    assertThat(rig.verdict(CAT)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @DisplayName("safety/F5: a relay that hangs holds a mail no longer than the time-out")
  @CsvSource({"RCPT, DEFERRED", "DATA, DEFERRED", "DOT, UNCERTAIN"})
  void silenceEndsAtTheTimeOut(String stage, Verdict verdict) {
    rig.server.at(stage).to(ANN).hang();

    rig.send(ANN, BOB);

    assertThat(rig.verdict(ANN)).isEqualTo(verdict);
    assertThat(rig.journal.of(ANN).toString()).contains("no reply within");
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @DisplayName("safety/F5: octet by octet does not stretch the time-out")
  @CsvSource({"RCPT, DEFERRED", "DOT, UNCERTAIN"})
  void aDrippingReplyEndsAtTheTimeOut(String stage, Verdict verdict) {
    rig.server.at(stage).to(ANN).replySlowly("250 2.0.0 as slow as can be", Duration.ofMillis(120));

    rig.send(ANN, BOB);

    assertThat(rig.verdict(ANN)).isEqualTo(verdict);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  @DisplayName("safety/F5: a relay that stops reading does not hold its thread")
  void aRelayThatStopsReadingEndsAtTheTimeOut() {
    rig.server.at("BODY").to(ANN).hang();
    rig.server.at("DATA").to(ANN).hang();
    String large = "Subject: x\r\n\r\n" + "0123456789\r\n".repeat(2_000_000);

    try (Transport transport = new SmtpTransport(rig.relay())) {
      transport.send(List.of(Mails.mail(ANN, large)).iterator(), rig.journal);
    }

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.DEFERRED);
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, HTTP/1.1 400 Bad Request, DEFERRED",
    "RCPT, '', DEFERRED",
    "RCPT, 999 beyond, DEFERRED",
    "RCPT, 354 out of turn, DEFERRED",
    "DATA, 250 out of turn, DEFERRED",
    "DOT, gibberish, UNCERTAIN",
    "DOT, 150 what, UNCERTAIN",
    "DOT, 354 again?, UNCERTAIN",
  })
  void nonsenseCountsAsABrokenLink(String stage, String reply, Verdict verdict) {
    rig.server.at(stage).to(ANN).reply(reply);

    assertThat(rig.send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(rig.verdict(ANN)).isEqualTo(verdict);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.server.connections()).isEqualTo(2);
  }

  @Test
  void anEndlessReplyIsCutOff() {
    rig.server.at("DOT").to(ANN).reply("250-more\n".repeat(5000) + "250 end");

    rig.send(ANN);

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.UNCERTAIN);
  }

  @Test
  void aMailGreetedWith421IsTriedAgainAtOnceOnANewConnection() {
    rig.server.at("MAIL").reply("421 4.7.0 too many mails on this connection").after(1).times(1);

    assertThat(rig.send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(rig.journal.outcomes().values()).allMatch(it -> it.verdict() == Verdict.ACCEPTED);
    assertThat(rig.server.received()).extracting("recipient").containsExactly(ANN, BOB, CAT);
    assertThat(rig.server.connections()).isEqualTo(2);
  }

  @Test
  void aMailGreetedWith421TwiceIsDeferred() {
    rig.server.at("MAIL").reply("421 4.7.0 busy").times(2);

    assertThat(rig.send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.DEFERRED);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aConnectionClosedWhileIdleCostsNoMailItsAttempt() {
    rig.server.at("MAIL").drop().after(1).times(1);

    assertThat(rig.send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aRelayThatIsGoneAtTheSecondTryDefersTheMailInHand() {
    rig.server.at("MAIL").reply("421 4.3.2 bye");
    rig.server.at("CONNECT").onConnection(2).reply("421 4.3.2 bye");

    Ending ending = rig.send(ANN, BOB);

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.DEFERRED);
    assertThat(rig.journal.outcomes()).as("BOB was not even taken").hasSize(1);
  }

  @Test
  @DisplayName("delivery/S3: a relay that cuts every connection is left alone after three")
  void aRelayThatCutsEveryConnectionIsNotCalledForEachMail() {
    rig.server.at("DATA").drop();

    Ending ending = rig.send(ANN, BOB, CAT, DAN);

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
    assertThat(rig.journal.outcomes()).hasSize(3);
    assertThat(rig.server.connections()).isEqualTo(3);
  }

  @Test
  void closingTheTransportEndsAConnectionThatWaits() throws InterruptedException {
    rig.server.at("RCPT").hang();
    RelaySettings patient = RelaySettings.local(rig.server.port(), 1);
    Transport transport = new SmtpTransport(patient);
    Thread sender = new Thread(() -> transport.send(Mails.to(ANN), rig.journal));
    sender.start();
    await().until(() -> rig.server.commands().stream().anyMatch(line -> line.startsWith("RCPT")));

    transport.close();
    sender.join(5000);

    assertThat(sender.isAlive()).isFalse();
    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.DEFERRED);
    assertThat(transport.send(Mails.to(BOB), rig.journal).verdict())
        .isEqualTo(Ending.Verdict.UNREACHABLE);
  }
}
