package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static digest.mail.Mails.DAN;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Eml;
import digest.delivery.Outcome.Verdict;
import digest.mail.Transport.Ending;
import digest.testkit.ScriptedSmtpServer;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PipeliningTest {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.server.close();
  }

  @Test
  @DisplayName(
      "delivery/S1: MAIL, RCPT and DATA go together, the next envelope behind the final dot")
  void anEnvelopeTravelsBehindTheDotBeforeIt() throws Exception {
    try (PatientRelay relay = PatientRelay.waitingForTheNextEnvelope(3);
        Transport transport = new SmtpTransport(relay.settings())) {
      Ending ending = transport.send(Mails.to(ANN, BOB, CAT), rig.journal);

      assertThat(ending).isEqualTo(new Ending.Done());
      assertThat(rig.journal.outcomes()).hasSize(3);
      assertThat(List.of(ANN, BOB, CAT))
          .allSatisfy(to -> assertThat(rig.verdict(to)).isEqualTo(Verdict.ACCEPTED));
      assertThat(relay.connections()).isOne();
    }
  }

  @Test
  @DisplayName("delivery/S1: plainly, one command after the other, where groups are not offered")
  void withoutPipeliningEachCommandWaitsForItsReply() throws Exception {
    try (PatientRelay relay = PatientRelay.hatingGroups();
        Transport transport = new SmtpTransport(relay.settings())) {
      assertThat(transport.send(Mails.to(ANN, BOB), rig.journal)).isEqualTo(new Ending.Done());
      assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    }
  }

  @Test
  @DisplayName("delivery/S1: who is refused in a group leaves the mails around it whole")
  void aRefusalBetweenTwoMailsConcernsItsRecipientAlone() {
    rig.server.at("RCPT").to(BOB).reply("550 5.1.1 no such user");
    rig.server.at("MAIL").reply("451 4.3.0 not now").times(1);

    assertThat(rig.send(ANN, BOB, CAT, DAN)).isEqualTo(new Ending.Done());

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.DEFERRED);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.REJECTED);
    assertThat(rig.server.received())
        .extracting(ScriptedSmtpServer.Received::recipient)
        .containsExactly(CAT, DAN);
    assertThat(rig.server.connections()).isOne();
  }

  @Test
  @DisplayName(
      "delivery/S1: a relay that says 354 to nobody gets an empty mail, and the next goes on")
  void aRelayThatWantsTheBodyOfARefusedMailGetsADot() throws Exception {
    try (PatientRelay relay = PatientRelay.startingMailForNobody(BOB);
        Transport transport = new SmtpTransport(relay.settings())) {
      assertThat(transport.send(Mails.to(ANN, BOB, CAT), rig.journal)).isEqualTo(new Ending.Done());
      assertThat(rig.verdict(BOB)).isEqualTo(Verdict.REJECTED);
      assertThat(rig.verdict(CAT)).isEqualTo(Verdict.ACCEPTED);
      assertThat(relay.bodies()).hasSize(2).allMatch(body -> body.contains("hello"));
    }
  }

  @Test
  @DisplayName("delivery/S2: a mail refused at its dot does not touch the one told behind it")
  void aRefusedDotLeavesTheNextEnvelope() {
    rig.server.at("DOT").to(ANN).reply("554 5.6.0 content");
    rig.server.at("DOT").to(CAT).reply("451 4.3.0 disk");

    assertThat(rig.send(ANN, BOB, CAT, DAN)).isEqualTo(new Ending.Done());

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.REJECTED);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.verdict(CAT)).isEqualTo(Verdict.DEFERRED);
    assertThat(rig.verdict(DAN)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  @DisplayName("delivery/L2: a lost connection makes uncertain only what had its dot written")
  void onlyTheMailWithTheDotIsUncertain() {
    rig.server.at("DOT").to(ANN).keep().drop();

    assertThat(rig.send(ANN, BOB)).isEqualTo(new Ending.Done());

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.UNCERTAIN);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.journal.events()).containsSubsequence("wanted " + BOB, "settle " + ANN);
  }

  @Test
  @DisplayName("delivery/A6: who leaves while the envelope is on its way gets no body")
  void aMailTakenBackBehindTheDotNeverBegins() {
    rig.journal.wanting(
        mail ->
            !mail.recipient().toString().equals(BOB) || !rig.journal.outcomes().containsKey(ANN));

    assertThat(rig.send(ANN, BOB, CAT)).isEqualTo(new Ending.Done());

    assertThat(rig.server.received())
        .extracting(ScriptedSmtpServer.Received::recipient)
        .containsExactly(ANN, CAT);
    assertThat(rig.journal.outcomes()).doesNotContainKey(BOB);
  }

  @Test
  @DisplayName("delivery/S2: 421 in place of MAIL after some mails: a new connection, nothing lost")
  void aRelayThatTakesFewMailsAConnection() {
    for (int connection = 1; connection <= 3; connection++) {
      rig.server.at("DOT").onConnection(connection).reply("250 2.0.0 ok").times(2);
      rig.server.at("DOT").onConnection(connection).reply("421 4.7.0 too many").times(1);
    }

    Ending ending = rig.send(ANN, BOB, CAT, DAN);

    assertThat(ending).isEqualTo(new Ending.Done());
    assertThat(rig.verdict(CAT)).isEqualTo(Verdict.DEFERRED);
    assertThat(rig.verdict(DAN)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.server.connections()).isEqualTo(2);
  }

  @Test
  @DisplayName("delivery/S1: what is not at hand is not waited for before the dot")
  void aDotNeverWaitsForTheNextMail() {
    Iterator<Eml> slow = Mails.to(ANN, BOB);
    RecordingJournal journal = new RecordingJournal().ready(false);
    try (Transport transport = new SmtpTransport(rig.relay())) {
      assertThat(transport.send(slow, journal)).isEqualTo(new Ending.Done());
    }
    assertThat(journal.events())
        .containsExactly(
            "wanted " + ANN,
            "intend " + ANN,
            "settle " + ANN,
            "wanted " + BOB,
            "intend " + BOB,
            "settle " + BOB);
  }

  @Test
  @DisplayName(
      "delivery/L1: what was taken ahead and never begun is given back when the stream ends")
  void aStreamThatEndsGivesBackWhatItTookAhead() {
    rig.server.at("DOT").to(ANN).reply("550 5.7.26 unauthenticated sender");

    assertThat(rig.send(ANN, BOB).verdict()).isEqualTo(Ending.Verdict.BLOCKED);

    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.BLOCKED);
    assertThat(rig.journal.events()).contains("give back " + BOB);
    assertThat(rig.journal.outcomes()).doesNotContainKey(BOB);
  }
}
