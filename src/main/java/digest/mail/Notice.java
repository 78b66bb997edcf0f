package digest.mail;

import digest.audience.EmailAddress;
import digest.audience.Mailbox;
import digest.delivery.Eml;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A short mail of plain text to one person, outside the ledger: an alert. */
public final class Notice {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  private Notice() {}

  /**
   * The mail.
   *
   * @param messageId without angle brackets
   * @param text lines ending in {@code \n}
   */
  public static Eml of(
      String messageId, Mailbox from, EmailAddress to, Instant date, String subject, String text) {
    Octets out = new Octets(text.length() + 512);
    header(out, "Date", " " + DATE.format(date.atOffset(ZoneOffset.UTC)));
    header(out, "From", new HeaderValue("From").mailbox(from.name(), from.address()).toString());
    header(out, "To", " " + to);
    header(out, "Message-ID", " <" + messageId + ">");
    header(out, "Subject", new HeaderValue("Subject").text(subject).toString());
    header(out, "Auto-Submitted", " auto-generated"); // so that no absence note answers (RFC 3834)
    header(out, "MIME-Version", " 1.0");
    header(out, "Content-Type", " text/plain; charset=UTF-8");
    header(out, "Content-Transfer-Encoding", " quoted-printable");
    out.text("\r\n");
    QuotedPrintable body = new QuotedPrintable(out);
    body.write(text);
    body.finish();
    out.text(text.endsWith("\n") ? "" : "\r\n");
    return new Eml(null, messageId, from.address(), to, out.toByteArray());
  }

  private static void header(Octets out, String name, String value) {
    out.text(name + ":" + value + "\r\n");
  }
}
