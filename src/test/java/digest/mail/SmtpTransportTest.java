package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static digest.mail.Mails.DAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.delivery.Outcome;
import digest.delivery.Outcome.Verdict;
import digest.delivery.SmtpReply;
import digest.mail.Transport.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The dialogue and every refusal of the outcome table over real sockets (delivery L1, S2, S6;
 * safety F2, F6).
 */
@Timeout(30)
final class SmtpTransportTest {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void stop() {
    rig.server.close();
  }

  @Test
  void eachMailGoesOutOnceOverOneConnectionWhichEndsWithQuit() {
    assertThat(rig.send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(rig.server.received()).extracting("recipient").containsExactly(ANN, BOB);
    assertThat(rig.server.received().get(0).sender()).isEqualTo("bounces@courier.example.org");
    assertThat(rig.server.received().get(0).mail()).isEqualTo("Subject: hi\r\n\r\nhello\r\n");
    assertThat(rig.server.connections()).isEqualTo(1);
    assertThat(rig.server.commands().get(rig.server.commands().size() - 1)).isEqualTo("QUIT");
    assertThat(rig.journal.of(ANN))
        .isEqualTo(new Outcome.Accepted(new SmtpReply(250, "2.0.0", "taken", ".")));
  }

  @Test
  @DisplayName("delivery/L1: the dot waits for the intent, and the intent for the body")
  void theFinalDotIsWrittenOnlyAfterTheIntent() {
    rig.journal.intending(
        mail -> {
          assertThat(rig.server.received()).as("nothing taken before the intent").isEmpty();
          assertThat(rig.server.commands().get(rig.server.commands().size() - 1)).isEqualTo("DATA");
          return true;
        });

    rig.send(ANN);

    assertThat(rig.journal.events())
        .containsExactly("wanted " + ANN, "intend " + ANN, "settle " + ANN);
    assertThat(rig.server.received()).hasSize(1);
  }

  @Test
  void aMailWhoseIntentIsRefusedNeverLeavesAndIsNotSettled() {
    rig.journal.intending(mail -> !mail.recipient().toString().equals(ANN));

    assertThat(rig.send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(rig.server.received()).extracting("recipient").containsExactly(BOB);
    assertThat(rig.journal.outcomes()).containsOnlyKeys(BOB);
    assertThat(rig.server.connections()).as("dropped and opened anew").isEqualTo(2);
  }

  @Test
  void aMailNoLongerWantedIsSkippedWithoutAWordToTheRelay() {
    rig.journal.wanting(mail -> mail.recipient().toString().equals(BOB));

    assertThat(rig.send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(rig.journal.outcomes()).containsOnlyKeys(BOB);
    assertThat(rig.server.commands()).noneMatch(line -> line.contains(ANN));
  }

  @Test
  void aJournalThatFailsLeavesNoMailBehindAtTheRelay() {
    rig.journal.intending(
        mail -> {
          throw new IllegalStateException("store is full");
        });

    assertThatThrownBy(() -> rig.send(ANN)).hasMessage("store is full");

    assertThat(rig.server.received()).isEmpty();
    assertThat(rig.journal.outcomes()).isEmpty();
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
      rig.server.at(stage).reply(reply).after(1).times(1);
    } else {
      rig.server.at(stage).to(BOB).reply(reply);
    }

    assertThat(rig.send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(rig.verdict(BOB)).isEqualTo(verdict);
    assertThat(rig.journal.outcomes()).hasSize(3);
    assertThat(rig.server.received()).extracting("recipient").containsExactly(ANN, CAT);
  }

  @Test
  void theReplyIsKeptVerbatimWithItsCommandAndAllItsLines() {
    rig.server
        .at("RCPT")
        .to(ANN)
        .reply("550-5.1.1 The account\n550-5.1.1 does not exist,\n550 5.1.1 sorry");

    rig.send(ANN);

    assertThat(rig.journal.of(ANN))
        .isEqualTo(
            new Outcome.Rejected(
                new SmtpReply(550, "5.1.1", "The account does not exist, sorry", "RCPT")));
  }

  @Test
  void afterARefusalTheTransactionIsReset() {
    rig.server.at("RCPT").to(ANN).reply("550 5.1.1 no");

    rig.send(ANN, BOB);

    assertThat(rig.server.commands()).containsSubsequence("RCPT TO:<" + ANN + ">", "RSET");
    assertThat(rig.server.connections()).isEqualTo(1);
  }

  @Test
  void aRelayThatRefusesToResetIsCalledAnew() {
    rig.server.at("RCPT").to(ANN).reply("550 5.1.1 no");
    rig.server.at("RSET").reply("500 what?");

    rig.send(ANN, BOB);

    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.server.connections()).isEqualTo(2);
  }

  @Test
  void aRefusalOfTheDotIsNotAcceptedThoughTheRelayKeptTheMail() {
    rig.server.at("DOT").to(ANN).keep().reply("451 4.3.0 hm");

    rig.send(ANN);

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.DEFERRED);
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
    rig.server.at(stage).reply(reply).after(1);

    Ending ending = rig.send(ANN, BOB, CAT);

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.BLOCKED);
    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.BLOCKED);
    assertThat(rig.journal.outcomes()).as("CAT was not taken").hasSize(2);
    assertThat(((Ending.Blocked) ending).reply())
        .isEqualTo(((Outcome.Blocked) rig.journal.of(BOB)).reply());
  }

  @Test
  @DisplayName("delivery/S6: SMTPUTF8 is used when offered and needed")
  void aNonAsciiLocalPartUsesSmtpUtf8() {
    rig.send("pelé@example.org", ANN);

    assertThat(rig.verdict("pelé@example.org")).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.server.received().get(0).recipient()).isEqualTo("pelé@example.org");
    assertThat(rig.server.commands())
        .filteredOn(line -> line.startsWith("MAIL"))
        .satisfiesExactly(
            first -> assertThat(first).endsWith(" SMTPUTF8"),
            second -> assertThat(second).doesNotContain("SMTPUTF8"));
  }

  @Test
  void aNonAsciiLocalPartIsRefusedClearlyWhereTheRelayCannot() {
    rig.server.without("SMTPUTF8");

    assertThat(rig.send("pelé@example.org", ANN)).isEqualTo(new Ending.Done());

    assertThat(rig.journal.of("pelé@example.org").toString()).contains("SMTPUTF8", "5.6.7");
    assertThat(rig.verdict("pelé@example.org")).isEqualTo(Verdict.REJECTED);
    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.server.commands()).noneMatch(line -> line.contains("pel"));
  }

  @Test
  @DisplayName("delivery/S6: SIZE only when offered")
  void theSizeIsToldWhenAsked() {
    rig.send(ANN);
    rig.server.without("SIZE");
    rig.send(BOB);

    assertThat(rig.server.commands())
        .anyMatch(line -> line.startsWith("MAIL") && line.endsWith(" SIZE=22"));
    assertThat(rig.server.commands())
        .anyMatch(line -> line.startsWith("MAIL") && line.endsWith(">"));
  }

  @Test
  void manyThreadsHaveAConnectionEach() throws InterruptedException {
    try (Transport transport = new SmtpTransport(rig.relay())) {
      Thread first = new Thread(() -> transport.send(Mails.to(ANN, BOB), rig.journal));
      Thread second = new Thread(() -> transport.send(Mails.to(CAT, DAN), rig.journal));
      first.start();
      second.start();
      first.join();
      second.join();
    }

    assertThat(rig.server.connections()).isEqualTo(2);
    assertThat(rig.server.received())
        .extracting("recipient")
        .containsExactlyInAnyOrder(ANN, BOB, CAT, DAN);
  }
}
