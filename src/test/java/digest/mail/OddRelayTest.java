package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Outcome;
import digest.delivery.Outcome.Verdict;
import digest.mail.Transport.Ending;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
