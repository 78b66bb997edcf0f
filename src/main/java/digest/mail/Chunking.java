package digest.mail;

import digest.delivery.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a relay takes chunks as it says (RFC 3030), over all its connections. Safe for many
 * threads.
 *
 * <p>Until one was taken, each connection has a single one in flight: who does not know {@code
 * BDAT} takes the mail behind it for commands, and answers each line. Once one was refused, mails
 * go out by {@code DATA}.
 */
final class Chunking {

  private static final Logger log = LoggerFactory.getLogger(Chunking.class);

  private enum Trust {
    NEW,
    PROVEN,
    BROKEN
  }

  private final String relay;
  private volatile Trust trust = Trust.NEW;

  /**
   * @param relay its name, for the log
   */
  Chunking(String relay) {
    this.relay = relay;
  }

  /** Whether mails may go out as chunks. */
  boolean isOn() {
    return trust != Trust.BROKEN;
  }

  /** How many mails may be in flight, of as many as the ledger allows. */
  int most(int window) {
    return switch (trust) {
      case NEW -> 1;
      case PROVEN -> window;
      case BROKEN -> 0;
    };
  }

  /** One was taken. */
  void taken() {
    if (trust == Trust.NEW) {
      prove();
    }
  }

  private synchronized void prove() {
    trust = trust == Trust.NEW ? Trust.PROVEN : trust;
  }

  /** One was no command that the relay knows. */
  synchronized void refused(SmtpReply reply) {
    if (trust != Trust.BROKEN) {
      trust = Trust.BROKEN;
      log.warn(
          "relay offers CHUNKING and refuses BDAT; DATA is used relay={} reply={}", relay, reply);
    }
  }
}
