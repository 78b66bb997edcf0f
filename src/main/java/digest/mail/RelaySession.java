package digest.mail;

import digest.delivery.SmtpReply;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Locale;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Jakarta Mail's side of opening a connection, remembering which command got which reply. */
final class RelaySession extends SMTPTransport {

  private static final Set<String> VERBS = Set.of("EHLO", "HELO", "STARTTLS", "AUTH", "QUIT");

  private String verb = "CONNECT";
  private @Nullable SmtpReply lastReply;

  RelaySession(Session session) {
    super(session, null);
  }

  /** What the relay said last, or null when it said nothing. */
  @Nullable SmtpReply lastReply() {
    return lastReply;
  }

  /** Whether EHLO went well and offered no TLS. */
  boolean isReadyWithoutTls() {
    return lastReply != null
        && lastReply.isPositive()
        && (verb.equals("EHLO") || verb.equals("HELO"))
        && !supportsExtension("STARTTLS");
  }

  @Override
  protected void sendCommand(String line) throws MessagingException {
    // A login's second line is a secret, not a command.
    String first = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    verb = VERBS.contains(first) ? first : verb;
    lastReply = null;
    super.sendCommand(line);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    int code = super.readServerResponse();
    lastReply = SmtpReply.parse(String.valueOf(getLastServerResponse()).strip(), verb);
    return code;
  }
}
