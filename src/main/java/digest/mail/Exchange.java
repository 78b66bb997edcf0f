package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import digest.mail.Transport.Journal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Hands one mail over one link: MAIL, RCPT, DATA, the mail, the intent, the dot. After a fault the
 * link is reset or dropped. Pure but for the link and the journal.
 */
final class Exchange {

  private static final int CLOSING = 421;
  private static final String UTF8 = "SMTPUTF8";

  /**
   * What came of it.
   *
   * @param outcome null when the journal did not want the dot to be written
   * @param isUntried whether the relay hung up before it knew anything of the mail, so that a new
   *     connection may try it at once
   */
  record Attempt(@Nullable Outcome outcome, boolean isUntried) {}

  private final ReplyRules rules;
  private final Journal journal;

  Exchange(ReplyRules rules, Journal journal) {
    this.rules = rules;
    this.journal = journal;
  }

  Attempt send(Eml mail, RelayLink link) {
    SmtpReply unable = missingUtf8(mail, link);
    if (unable != null) {
      return settled(
          unable.command().equals("MAIL")
              ? new Outcome.Blocked(unable)
              : new Outcome.Rejected(unable));
    }
    Attempt refused = envelope(mail, link);
    if (refused != null) {
      return refused;
    }
    if (!journal.intend(mail)) {
      link.drop();
      return new Attempt(null, false);
    }
    return settled(dot(link));
  }

  /** Up to the final dot; null when only that is left. */
  private @Nullable Attempt envelope(Eml mail, RelayLink link) {
    String verb = "MAIL";
    try {
      SmtpReply reply = link.ask(verb, "MAIL FROM:<" + mail.sender() + ">" + options(mail, link));
      if (reply.code() / 100 == 2) {
        verb = "RCPT";
        reply = link.ask(verb, "RCPT TO:<" + mail.recipient() + ">");
      }
      if (verb.equals("RCPT") && reply.code() / 100 == 2) {
        verb = "DATA";
        reply = link.ask(verb, "DATA");
      }
      if (!verb.equals("DATA") || reply.code() != 354) {
        return refused(reply, link);
      }
      link.body(mail.bytes());
      return null;
    } catch (IOException e) {
      link.drop();
      Outcome broken = new Outcome.Deferred(null, link.causeOf(e, verb));
      return new Attempt(broken, verb.equals("MAIL") && !isTooLate(e, link));
    }
  }

  private Attempt refused(SmtpReply reply, RelayLink link) {
    if (!reply.isTransient() && !reply.isPermanent()) {
      link.drop();
      return settled(
          new Outcome.Deferred(
              null, "unfit reply \"" + reply + "\" (after " + reply.command() + ")"));
    }
    Outcome outcome = rules.outcome(reply);
    if (reply.code() == CLOSING) {
      link.drop();
      boolean again = outcome.verdict() == Outcome.Verdict.DEFERRED;
      return new Attempt(outcome, again && reply.command().equals("MAIL"));
    }
    reset(link);
    return settled(outcome);
  }

  private Outcome dot(RelayLink link) {
    try {
      SmtpReply reply = link.dot();
      if (reply.code() / 100 == 3) {
        link.drop();
        return new Outcome.Uncertain(".", "unfit reply \"" + reply + "\"");
      }
      if (reply.code() == CLOSING) {
        link.drop();
      } else if (!reply.isPositive()) {
        reset(link);
      }
      return rules.outcome(reply);
    } catch (IOException e) {
      link.drop();
      return new Outcome.Uncertain(".", link.causeOf(e, "."));
    }
  }

  private static void reset(RelayLink link) {
    try {
      if (link.ask("RSET", "RSET").code() / 100 != 2) {
        link.drop();
      }
    } catch (IOException e) {
      link.drop();
    }
  }

  private static Attempt settled(Outcome outcome) {
    return new Attempt(outcome, false);
  }

  private static boolean isTooLate(IOException e, RelayLink link) {
    return link.wasCut() || e instanceof InterruptedIOException || e instanceof UnfitReply;
  }

  private static String options(Eml mail, RelayLink link) {
    String size = link.offers("SIZE") ? " SIZE=" + mail.bytes().length : "";
    return needsUtf8(mail) ? size + " " + UTF8 : size;
  }

  private static boolean needsUtf8(Eml mail) {
    return !isAscii(mail.sender().local()) || !isAscii(mail.recipient().local());
  }

  private static boolean isAscii(String text) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
  }

  /** The refusal the relay would give, or null when it can take the addresses (RFC 6531 §3.2). */
  private static @Nullable SmtpReply missingUtf8(Eml mail, RelayLink link) {
    if (!needsUtf8(mail) || link.offers(UTF8)) {
      return null;
    }
    String verb = isAscii(mail.sender().local()) ? "RCPT" : "MAIL";
    return new SmtpReply(553, "5.6.7", "the relay does not offer " + UTF8, verb);
  }
}
