package digest.mail;

import digest.delivery.Eml;
import digest.delivery.SmtpReply;
import org.jspecify.annotations.Nullable;

/** A mail's envelope as commands, and what a relay cannot take of it; pure. */
final class Envelope {

  private static final String UTF8 = "SMTPUTF8";

  private Envelope() {}

  static String mail(Eml mail, RelayLink link) {
    String size = link.takesSize() ? " SIZE=" + mail.size() : "";
    return "MAIL FROM:<" + mail.sender() + ">" + size + (needsUtf8(mail) ? " " + UTF8 : "");
  }

  static String rcpt(Eml mail) {
    return "RCPT TO:<" + mail.recipient() + ">";
  }

  /** The refusal the relay would give, or null when it can take the mail. */
  static @Nullable SmtpReply refusal(Eml mail, RelayLink link) {
    if (link.maxBytes() > 0 && mail.size() > link.maxBytes()) {
      return new SmtpReply(
          552,
          "5.3.4",
          "the relay takes mails of at most "
              + link.maxBytes()
              + " bytes, this one has "
              + mail.size(),
          "MAIL");
    }
    if (needsUtf8(mail) && !link.takesUtf8()) { // RFC 6531 §3.2
      String verb = isAscii(mail.sender().local()) ? "RCPT" : "MAIL";
      return new SmtpReply(553, "5.6.7", "the relay does not offer " + UTF8, verb);
    }
    return null;
  }

  /** Whether it would be the same for every recipient. */
  static boolean isOurs(SmtpReply refusal) {
    return refusal.command().equals("MAIL");
  }

  private static boolean needsUtf8(Eml mail) {
    return !isAscii(mail.sender().local()) || !isAscii(mail.recipient().local());
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
