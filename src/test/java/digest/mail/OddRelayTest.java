package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static digest.mail.Mails.DAN;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Outcome;
import digest.delivery.Outcome.Verdict;
import digest.mail.Transport.Ending;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relays that break off or talk nonsense: a typed outcome each time, and never a stuck thread. */
@Timeout(120)
class OddRelayTest {

  /** More than a whole session of two mails has. */
  private static final int OCTETS = 320;

  private static final int NONSENSES = 150;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "delivery/S2 safety/F3: a relay that breaks off at any octet: nothing lost, known what is not")
  void aRelayMayBreakOffAtAnyOctet(boolean isGrouping) throws Exception {
    for (int octets = 0; octets <= OCTETS; octets += 2) {
      RecordingJournal journal = new RecordingJournal();
      try (PatientRelay relay = PatientRelay.ending(isGrouping, octets);
          Transport transport = new SmtpTransport(relay.settings())) {
        Ending ending = transport.send(Mails.to(ANN, BOB, CAT), journal);
        judge("after " + octets + " octets: ", ending, journal, relay);
      }
    }
  }

  @Test
  @DisplayName(
      "delivery/S2: a relay that talks nonsense somewhere: a typed outcome, never a stuck thread")
  void aRelayMayTalkNonsense() throws Exception {
    long seed = System.nanoTime();
    System.out.println("[odd relay] seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < NONSENSES; i++) {
      RecordingJournal journal = new RecordingJournal();
      int at = random.nextInt(OCTETS);
      byte[] nonsense = new byte[1 + random.nextInt(40)];
      random.nextBytes(nonsense);
      nonsense[nonsense.length - 1] = '\n'; // what never ends is for the time limit's test
      try (PatientRelay relay =
              PatientRelay.saying(
                  (connection, out) -> connection == 1 ? new Slip(out, at, nonsense) : out);
          Transport transport = new SmtpTransport(relay.settings())) {
        Ending ending = transport.send(Mails.to(ANN, BOB, CAT), journal);
        judge("seed " + seed + ", number " + i + ": ", ending, journal, relay);
      }
    }
  }

  @Test
  @DisplayName("delivery/S6: a mail over the relay's SIZE is our fault, and nothing of it goes out")
  void aRelayWhoseSizeIsTooSmallBlamesNobody() {
    RelayRig rig = new RelayRig();
    rig.server.without("SIZE").offering("SIZE 20");
    Ending ending = rig.send(ANN, BOB);
    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.BLOCKED);
    assertThat(((Ending.Blocked) ending).reply().toString())
        .isEqualTo("552 5.3.4 the relay takes mails of at most 20 bytes, this one has 22");
    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.BLOCKED);
    assertThat(rig.server.commands()).noneMatch(line -> line.startsWith("MAIL"));
    rig.server.close();
  }

  @Test
  @DisplayName("delivery/S2: HELO only, bare codes, many lines: mail goes all the same")
  void aPlainOldRelayGetsItsMail() {
    RelayRig rig = new RelayRig();
    rig.server.at("EHLO").reply("502 5.5.1 never heard of it");
    rig.server.at("MAIL").reply("250");
    rig.server.at("RCPT").reply("250-one\n250-two\n250 three");
    rig.server.at("DATA").reply("354");
    rig.server.at("DOT").reply("250");
    assertThat(rig.send(ANN, BOB)).isEqualTo(new Ending.Done());
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.server.received()).hasSize(2);
    rig.server.close();
  }

  @Test
  @DisplayName("delivery/S2: codes no relay may use decide nothing about a recipient")
  void aReplyOfNoKnownKindIsABreak() {
    RelayRig rig = new RelayRig();
    rig.server.at("RCPT").to(ANN).reply("299 2.0.0 well");
    rig.server.at("RCPT").to(BOB).reply("399 what");
    rig.server.at("DOT").to(CAT).reply("354 more");
    rig.server.at("DATA").to(DAN).reply("300 nearly");
    rig.send(ANN, BOB, CAT, DAN);
    assertThat(rig.verdict(ANN)).isEqualTo(Verdict.ACCEPTED);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.DEFERRED);
    assertThat(rig.verdict(CAT)).isEqualTo(Verdict.UNCERTAIN);
    assertThat(rig.verdict(DAN)).isEqualTo(Verdict.DEFERRED);
    rig.server.close();
  }

  @Test
  @DisplayName("delivery/S2: what a relay says before it hangs up is heard")
  void aReplyToRcptBeforeTheRelayClosesIsNotLost() {
    RelayRig rig = new RelayRig();
    rig.server.at("RCPT").to(BOB).reply("421 4.7.0 too many from you for this domain");
    rig.send(ANN, BOB, CAT);
    assertThat(((Outcome.Deferred) rig.journal.of(BOB)).reply()).isNotNull();
    assertThat(rig.verdict(CAT)).isEqualTo(Verdict.ACCEPTED);
    rig.server.close();
  }

  @Test
  @DisplayName("delivery/S2: an acceptance whose words hold a line separator is an acceptance")
  void anAcceptanceWithAnOddCharacterIsAnAcceptance() {
    RelayRig rig = new RelayRig();
    rig.server.at("DOT").to(BOB).reply("250 2.0.0 taken\u2028as 4711\u0085");
    rig.send(ANN, BOB, CAT);
    assertThat(rig.verdict(BOB)).isEqualTo(Verdict.ACCEPTED);
    rig.server.close();
  }

  @Test
  @DisplayName("delivery/S2: replies out of order hand nobody an empty mail")
  void aStartOfMailOutOfPlaceGetsNoDot() {
    for (String stage : List.of("MAIL", "RCPT")) {
      RelayRig rig = new RelayRig();
      rig.server.at(stage).to(stage.equals("MAIL") ? "" : BOB).reply("354 too early").times(1);
      rig.send(ANN, BOB, CAT);
      assertThat(rig.server.received()).allMatch(one -> one.mail().contains("hello"));
      rig.server.close();
    }
  }

  /** What the relay took is accepted or uncertain; nobody is refused for its slip. */
  private static void judge(
      String when, Ending ending, RecordingJournal journal, PatientRelay relay) {
    Map<String, Outcome> outcomes = journal.outcomes();
    long accepted = count(outcomes, Verdict.ACCEPTED);
    long uncertain = count(outcomes, Verdict.UNCERTAIN);
    assertThat((long) relay.bodies().size())
        .as(when + "%s ended %s", outcomes, ending)
        .isBetween(accepted, accepted + uncertain);
    assertThat(count(outcomes, Verdict.REJECTED)).as(when + outcomes).isZero();
    if (ending.verdict() == Ending.Verdict.DONE) {
      assertThat(outcomes).as(when + "everybody has an outcome").hasSize(3);
    }
  }

  private static long count(Map<String, Outcome> outcomes, Verdict verdict) {
    return outcomes.values().stream().filter(outcome -> outcome.verdict() == verdict).count();
  }

  /** Says something else at one place, and goes on. */
  private static final class Slip extends FilterOutputStream {
    private final byte[] nonsense;
    private int left;

    Slip(OutputStream out, int at, byte[] nonsense) {
      super(out);
      this.left = at;
      this.nonsense = nonsense;
    }

    @Override
    public void write(int octet) throws IOException {
      if (left-- == 0) {
        out.write(nonsense);
      }
      out.write(octet);
    }
  }
}
