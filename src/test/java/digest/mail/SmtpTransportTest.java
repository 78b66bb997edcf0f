package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static digest.mail.Mails.DAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import digest.delivery.Outcome;
import digest.delivery.Outcome.Verdict;
import digest.delivery.SmtpReply;
import digest.mail.Transport.Ending;
import digest.testkit.ScriptedSmtpServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the outcome table over real sockets (delivery L1, S1-S3, S6; safety F2-F7). */
@Timeout(30)
final class SmtpTransportTest {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.start();
  private final RecordingJournal journal = new RecordingJournal();

  @AfterEach
  void stop() {
    server.close();
  }

  private Ending send(String... recipients) {
    try (Transport transport = new SmtpTransport(relay())) {
      return transport.send(Mails.to(recipients), journal);
    }
  }

  private RelaySettings relay() {
    RelaySettings local = RelaySettings.local(server.port(), 1);
    return new RelaySettings(
        local.host(),
        local.port(),
        local.tls(),
        null,
        null,
        1,
        0,
        Duration.ofMillis(500),
        Duration.ofMillis(500));
  }

  private Verdict verdict(String recipient) {
    return journal.of(recipient).verdict();
  }

  @Test
  void eachMailGoesOutOnceOverOneConnectionWhichEndsWithQuit() {
    assertThat(send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(server.received()).extracting("recipient").containsExactly(ANN, BOB);
    assertThat(server.received().get(0).sender()).isEqualTo("bounces@courier.example.org");
    assertThat(server.received().get(0).mail()).isEqualTo("Subject: hi\r\n\r\nhello\r\n");
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.commands().get(server.commands().size() - 1)).isEqualTo("QUIT");
    assertThat(journal.of(ANN))
        .isEqualTo(new Outcome.Accepted(new SmtpReply(250, "2.0.0", "taken", ".")));
  }

  @Test
  @DisplayName("delivery/L1: the dot waits for the intent, and the intent for the body")
  void theFinalDotIsWrittenOnlyAfterTheIntent() {
    journal.intending(
        mail -> {
          assertThat(server.received()).as("nothing taken before the intent").isEmpty();
          assertThat(server.commands().get(server.commands().size() - 1)).isEqualTo("DATA");
          return true;
        });

    send(ANN);

    assertThat(journal.events()).containsExactly("wanted " + ANN, "intend " + ANN, "settle " + ANN);
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void aMailWhoseIntentIsRefusedNeverLeavesAndIsNotSettled() {
    journal.intending(mail -> !mail.recipient().toString().equals(ANN));

    assertThat(send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(server.received()).extracting("recipient").containsExactly(BOB);
    assertThat(journal.outcomes()).containsOnlyKeys(BOB);
    assertThat(server.connections()).as("dropped and opened anew").isEqualTo(2);
  }

  @Test
  void aMailNoLongerWantedIsSkippedWithoutAWordToTheRelay() {
    journal.wanting(mail -> mail.recipient().toString().equals(BOB));

    assertThat(send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(journal.outcomes()).containsOnlyKeys(BOB);
    assertThat(server.commands()).noneMatch(line -> line.contains(ANN));
  }

  @Test
  void aJournalThatFailsLeavesNoMailBehindAtTheRelay() {
    journal.intending(
        mail -> {
          throw new IllegalStateException("store is full");
        });

    assertThatThrownBy(() -> send(ANN)).hasMessage("store is full");

    assertThat(server.received()).isEmpty();
    assertThat(journal.outcomes()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("safety/F2: a refusal concerns its recipient alone")
  @CsvSource({
    "RCPT, 450 4.2.0 mailbox busy, DEFERRED",
    "RCPT, 451 4.3.0 local error, DEFERRED",
    "RCPT, 452 4.5.3 too many recipients, DEFERRED",
    "RCPT, 421 4.3.2 shutting down, DEFERRED",
    "RCPT, 550 5.1.1 no such user, REJECTED",
    "RCPT, 552 too many recipients, DEFERRED",
    "RCPT, 552 5.2.2 mailbox full, REJECTED",
    "RCPT, 554 5.7.1 you are not welcome, REJECTED",
    "DATA, 451 4.3.0 not now, DEFERRED",
    "DATA, 554 5.5.0 no, REJECTED",
    "DOT, 450 4.2.0 greylisted, DEFERRED",
    "DOT, 421 4.3.2 shutting down, DEFERRED",
    "DOT, 550 5.7.1 looks like spam, REJECTED",
    "DOT, 552 5.3.4 too big, REJECTED",
    "DOT, 554 5.6.0 no, REJECTED",
    "MAIL, 451 4.3.0 not now, DEFERRED",
  })
  void aRefusalSettlesItsMailAndTheOthersGoOn(String stage, String reply, Verdict verdict) {
    if (stage.equals("MAIL")) {
      server.at(stage).reply(reply).after(1).times(1);
    } else {
      server.at(stage).to(BOB).reply(reply);
    }

    assertThat(send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(verdict(BOB)).isEqualTo(verdict);
    assertThat(journal.outcomes()).hasSize(3);
    assertThat(server.received()).extracting("recipient").containsExactly(ANN, CAT);
  }

  @Test
  void theReplyIsKeptVerbatimWithItsCommandAndAllItsLines() {
    server
        .at("RCPT")
        .to(ANN)
        .reply("550-5.1.1 The account\n550-5.1.1 does not exist,\n550 5.1.1 sorry");

    send(ANN);

    assertThat(journal.of(ANN))
        .isEqualTo(
            new Outcome.Rejected(
                new SmtpReply(550, "5.1.1", "The account does not exist, sorry", "RCPT")));
  }

  @Test
  void afterARefusalTheTransactionIsReset() {
    server.at("RCPT").to(ANN).reply("550 5.1.1 no");

    send(ANN, BOB);

    assertThat(server.commands()).containsSubsequence("RCPT TO:<" + ANN + ">", "RSET");
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void aRelayThatRefusesToResetIsCalledAnew() {
    server.at("RCPT").to(ANN).reply("550 5.1.1 no");
    server.at("RSET").reply("500 what?");

    send(ANN, BOB);

    assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    assertThat(server.connections()).isEqualTo(2);
  }

  @ParameterizedTest
  @DisplayName("safety/F3: a link cut before the final dot loses and doubles nothing")
  @ValueSource(strings = {"RCPT", "DATA"})
  void aLinkCutBeforeTheDotDefersItsMailOnly(String stage) {
    server.at(stage).to(BOB).drop();

    assertThat(send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(journal.of(BOB)).isInstanceOf(Outcome.Deferred.class);
    assertThat(((Outcome.Deferred) journal.of(BOB)).cause())
        .contains("closed")
        .doesNotContain("null");
    assertThat(server.received()).extracting("recipient").containsExactly(ANN, CAT);
  }

  @ParameterizedTest
  @DisplayName(
      "safety/F4: no reply to the final dot is uncertain, whether the mail was kept or not")
  @ValueSource(booleans = {true, false})
  void aLinkCutAfterTheDotIsUncertain(boolean isKept) {
    if (isKept) {
      server.at("DOT").to(BOB).keep().drop();
    } else {
      server.at("DOT").to(BOB).drop();
    }

    assertThat(send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(journal.of(BOB)).isInstanceOf(Outcome.Uncertain.class);
    assertThat(((Outcome.Uncertain) journal.of(BOB)).command()).isEqualTo(".");
    assertThat(verdict(CAT)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aRefusalOfTheDotIsNotAcceptedThoughTheRelayKeptTheMail() {
    server.at("DOT").to(ANN).keep().reply("451 4.3.0 hm");

    send(ANN);

    assertThat(verdict(ANN)).isEqualTo(Verdict.DEFERRED);
  }

  @ParameterizedTest
  @DisplayName("safety/F5: a relay that hangs holds a mail no longer than the time-out")
  @CsvSource({"RCPT, DEFERRED", "DATA, DEFERRED", "DOT, UNCERTAIN"})
  void silenceEndsAtTheTimeOut(String stage, Verdict verdict) {
    server.at(stage).to(ANN).hang();

    send(ANN, BOB);

    assertThat(verdict(ANN)).isEqualTo(verdict);
    assertThat(journal.of(ANN).toString()).contains("no reply within");
    assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @DisplayName("safety/F5: octet by octet does not stretch the time-out")
  @CsvSource({"RCPT, DEFERRED", "DOT, UNCERTAIN"})
  void aDrippingReplyEndsAtTheTimeOut(String stage, Verdict verdict) {
    server.at(stage).to(ANN).replySlowly("250 2.0.0 as slow as can be", Duration.ofMillis(120));

    send(ANN, BOB);

    assertThat(verdict(ANN)).isEqualTo(verdict);
    assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  @DisplayName("safety/F5: a relay that stops reading does not hold its thread")
  void aRelayThatStopsReadingEndsAtTheTimeOut() {
    server.at("BODY").to(ANN).hang();
    server.at("DATA").to(ANN).hang();
    String large = "Subject: x\r\n\r\n" + "0123456789\r\n".repeat(2_000_000);

    try (Transport transport = new SmtpTransport(relay())) {
      transport.send(List.of(Mails.mail(ANN, large)).iterator(), journal);
    }

    assertThat(verdict(ANN)).isEqualTo(Verdict.DEFERRED);
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
    server.at(stage).to(ANN).reply(reply);

    assertThat(send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(verdict(ANN)).isEqualTo(verdict);
    assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void anEndlessReplyIsCutOff() {
    server.at("DOT").to(ANN).reply("250-more\n".repeat(5000) + "250 end");

    send(ANN);

    assertThat(verdict(ANN)).isEqualTo(Verdict.UNCERTAIN);
  }

  @Test
  void aMailGreetedWith421IsTriedAgainAtOnceOnANewConnection() {
    server.at("MAIL").reply("421 4.7.0 too many mails on this connection").after(1).times(1);

    assertThat(send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(journal.outcomes().values()).allMatch(it -> it.verdict() == Verdict.ACCEPTED);
    assertThat(server.received()).extracting("recipient").containsExactly(ANN, BOB, CAT);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void aMailGreetedWith421TwiceIsDeferred() {
    server.at("MAIL").reply("421 4.7.0 busy").times(2);

    assertThat(send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(verdict(ANN)).isEqualTo(Verdict.DEFERRED);
    assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aConnectionClosedWhileIdleCostsNoMailItsAttempt() {
    server.at("MAIL").drop().after(1).times(1);

    assertThat(send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void aRelayThatIsGoneAtTheSecondTryDefersTheMailInHand() {
    server.at("MAIL").reply("421 4.3.2 bye");
    server.at("CONNECT").onConnection(2).reply("421 4.3.2 bye");

    Ending ending = send(ANN, BOB);

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
    assertThat(verdict(ANN)).isEqualTo(Verdict.DEFERRED);
    assertThat(journal.outcomes()).as("BOB was not even taken").hasSize(1);
  }

  @Test
  @DisplayName("delivery/S3: a relay that cuts every connection is left alone after three")
  void aRelayThatCutsEveryConnectionIsNotCalledForEachMail() {
    server.at("DATA").drop();

    Ending ending = send(ANN, BOB, CAT, DAN);

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
    assertThat(journal.outcomes()).hasSize(3);
    assertThat(server.connections()).isEqualTo(3);
  }

  @ParameterizedTest
  @DisplayName("safety/F6: what is our fault stops the run and fails no recipient")
  @CsvSource({
    "MAIL, 550 5.7.1 sender refused",
    "MAIL, 530 5.7.0 authentication required",
    "RCPT, 550 5.7.26 unauthenticated mail is not accepted",
    "RCPT, 530 5.7.0 must issue STARTTLS first",
    "RCPT, 554 5.7.1 <bob@example.org>: Relay access denied",
    "DATA, 503 5.5.1 bad sequence of commands",
    "DOT, 550 5.7.515 access denied, sending domain does not meet the required level",
    "DOT, 421 4.7.28 unusual rate of mail",
  })
  void ourOwnFaultStopsTheRun(String stage, String reply) {
    server.at(stage).reply(reply).after(1);

    Ending ending = send(ANN, BOB, CAT);

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.BLOCKED);
    assertThat(verdict(ANN)).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(BOB)).isEqualTo(Verdict.BLOCKED);
    assertThat(journal.outcomes()).as("CAT was not taken").hasSize(2);
    assertThat(((Ending.Blocked) ending).reply())
        .isEqualTo(((Outcome.Blocked) journal.of(BOB)).reply());
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
    server.at(stage).reply(reply);

    Ending ending = send(ANN);

    assertThat(ending.verdict()).as("%s", ending).isEqualTo(verdict);
    assertThat(journal.events()).isEmpty();
  }

  @Test
  void aRelayOfOldThatKnowsOnlyHeloIsGoodEnough() {
    server.at("EHLO").reply("500 what?");

    send(ANN);

    assertThat(verdict(ANN)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void refusingHeloTooIsBlocked() {
    server.at("EHLO").reply("550 5.7.1 go away");
    server.at("HELO").reply("550 5.7.1 go away");

    Ending ending = send(ANN);

    assertThat(ending).isInstanceOf(Ending.Blocked.class);
    assertThat(((Ending.Blocked) ending).reply().command()).isEqualTo("HELO");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "EHLO"})
  void aWelcomeThatNeverEndsIsUnreachable(String stage) {
    server.at(stage).hang();

    assertThat(send(ANN).verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
  }

  @Test
  void aDrippingBannerIsUnreachable() {
    server.at("CONNECT").replySlowly("220 " + "x".repeat(100), Duration.ofMillis(100));

    assertThat(send(ANN).verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
  }

  @Test
  void nobodyListeningIsUnreachable() {
    server.close();

    Ending ending = send(ANN);

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
    assertThat(((Ending.Unreachable) ending).cause()).contains("refused");
    assertThat(journal.events()).isEmpty();
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
      Ending ending = transport.send(Mails.to(ANN), journal);

      assertThat(ending.verdict()).isEqualTo(Ending.Verdict.UNREACHABLE);
      assertThat(ending.toString()).contains("relay.invalid");
    }
  }

  @Test
  @DisplayName("delivery/S6: SMTPUTF8 is used when offered and needed")
  void aNonAsciiLocalPartUsesSmtpUtf8() {
    send("pelé@example.org", ANN);

    assertThat(verdict("pelé@example.org")).isEqualTo(Verdict.ACCEPTED);
    assertThat(server.received().get(0).recipient()).isEqualTo("pelé@example.org");
    assertThat(server.commands())
        .filteredOn(line -> line.startsWith("MAIL"))
        .satisfiesExactly(
            first -> assertThat(first).endsWith(" SMTPUTF8"),
            second -> assertThat(second).doesNotContain("SMTPUTF8"));
  }

  @Test
  void aNonAsciiLocalPartIsRefusedClearlyWhereTheRelayCannot() {
    server.without("SMTPUTF8");

    assertThat(send("pelé@example.org", ANN)).isEqualTo(new Ending.Done());

    assertThat(journal.of("pelé@example.org").toString()).contains("SMTPUTF8", "5.6.7");
    assertThat(verdict("pelé@example.org")).isEqualTo(Verdict.REJECTED);
    assertThat(verdict(ANN)).isEqualTo(Verdict.ACCEPTED);
    assertThat(server.commands()).noneMatch(line -> line.contains("pel"));
  }

  @Test
  @DisplayName("delivery/S6: SIZE only when offered")
  void theSizeIsToldWhenAsked() {
    send(ANN);
    server.without("SIZE");
    send(BOB);

    assertThat(server.commands())
        .anyMatch(line -> line.startsWith("MAIL") && line.endsWith(" SIZE=22"));
    assertThat(server.commands()).anyMatch(line -> line.startsWith("MAIL") && line.endsWith(">"));
  }

  @Test
  void manyThreadsHaveAConnectionEach() throws InterruptedException {
    try (Transport transport = new SmtpTransport(relay())) {
      Thread first = new Thread(() -> transport.send(Mails.to(ANN, BOB), journal));
      Thread second = new Thread(() -> transport.send(Mails.to(CAT, DAN), journal));
      first.start();
      second.start();
      first.join();
      second.join();
    }

    assertThat(server.connections()).isEqualTo(2);
    assertThat(server.received())
        .extracting("recipient")
        .containsExactlyInAnyOrder(ANN, BOB, CAT, DAN);
  }

  @Test
  void closingTheTransportEndsAConnectionThatWaits() throws InterruptedException {
    server.at("RCPT").hang();
    RelaySettings patient = RelaySettings.local(server.port(), 1);
    Transport transport = new SmtpTransport(patient);
    Thread sender = new Thread(() -> transport.send(Mails.to(ANN), journal));
    sender.start();
    await().until(() -> server.commands().stream().anyMatch(line -> line.startsWith("RCPT")));

    transport.close();
    sender.join(5000);

    assertThat(sender.isAlive()).isFalse();
    assertThat(verdict(ANN)).isEqualTo(Verdict.DEFERRED);
    assertThat(transport.send(Mails.to(BOB), journal).verdict())
        .isEqualTo(Ending.Verdict.UNREACHABLE);
  }
}
