package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the review found on the wire. */
@Timeout(30)
final class ReviewWireTest {
  private final RelayRig rig = new RelayRig();

  @AfterEach
  void stop() {
    rig.server.close();
  }

  /** 421 to RCPT, then the relay closes: the reply was heard, and must be what is settled. */
  @Test
  void aReplyToRcptBeforeTheRelayClosesIsNotLost() {
    rig.server.at("RCPT").to(BOB).reply("421 4.7.0 too many from you for this domain");
    rig.send(ANN, BOB, CAT);
    assertThat(((Outcome.Deferred) rig.journal.of(BOB)).reply()).isNotNull();
  }

  /** An acceptance whose words hold a line separator is an acceptance. */
  @Test
  void anAcceptanceWithAnOddCharacterIsAnAcceptance() {
    rig.server.at("DOT").to(BOB).reply("250 2.0.0 taken\u2028as 4711");
    rig.send(ANN, BOB, CAT);
    assertThat(rig.journal.of(BOB)).isInstanceOf(Outcome.Accepted.class);
  }
}
