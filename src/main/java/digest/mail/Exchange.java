package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mail's dialogue over one link, step by step: envelope, body, dot. After a fault the link is
 * reset or dropped.
 *
 * <p>Where the relay takes commands in groups (RFC 2920), MAIL, RCPT and DATA go out together, and
 * behind the final dot of the mail before.
 */
final class Exchange {

  private static final int CLOSING = 421;
  private static final int START_MAIL = 354;
  private static final List<String> GROUP = List.of("MAIL", "RCPT", "DATA");

  /**
   * What came of it.
   *
   * @param outcome null when the mail is not settled: the dot was not to be written
   * @param isUntried whether the relay hung up before it knew anything of the mail, so that a new
   *     connection may try it at once
   */
  record Attempt(@Nullable Outcome outcome, boolean isUntried) {
    /** Of a mail that the journal took back. */
    static final Attempt NONE = new Attempt(null, false);
  }

  private final ReplyRules rules;

  Exchange(ReplyRules rules) {
    this.rules = rules;
  }

  /** Tells the envelope and hears what the relay says; null when it waits for the body. */
  @Nullable Attempt open(Eml mail, RelayLink link) {
    SmtpReply unable = Envelope.refusal(mail, link);
    if (unable != null) {
      return settled(
          Envelope.isOurs(unable) ? new Outcome.Blocked(unable) : new Outcome.Rejected(unable));
    }
    if (link.takesGroups()) {
      tell(mail, link);
      return hear(mail, link);
    }
    return oneByOne(mail, link);
  }

  /** Tells the whole envelope, to be heard later; nothing goes out before the link is asked. */
  void tell(Eml mail, RelayLink link) {
    link.say(Envelope.mail(mail, link));
    link.say(Envelope.rcpt(mail));
    link.say("DATA");
  }

  /** Hears what the relay says to a told envelope; null when it waits for the body. */
  @Nullable Attempt hear(Eml mail, RelayLink link) {
    SmtpReply first = null; // that does not go along
    String verb = "";
    try {
      for (String next : GROUP) {
        verb = next;
        SmtpReply reply = link.hear(verb);
        if (first == null && !goesAlong(reply)) {
          first = reply;
        }
        if (reply.code() == CLOSING) {
          return refused(first == null ? reply : first, link);
        }
        if (first != null && reply.code() == START_MAIL) {
          endForNobody(first, verb, link);
        }
      }
      return first == null ? null : refused(first, link);
    } catch (IOException e) {
      link.drop();
      return first == null ? broken(e, verb, link) : refused(first, link); // it said why, and left
    }
  }

  private static boolean goesAlong(SmtpReply reply) {
    return reply.command().equals("DATA") ? reply.code() == START_MAIL : reply.code() / 100 == 2;
  }

  /**
   * A mail for nobody is ended (RFC 2920 §3.1); where it is not sure that it is for nobody, a dot
   * would hand somebody an empty mail.
   */
  private static void endForNobody(SmtpReply refusal, String verb, RelayLink link)
      throws IOException {
    boolean isForNobody = refusal.command().equals("RCPT") && refusal.code() >= 400;
    if (!isForNobody || !verb.equals("DATA")) {
      throw new UnfitReply("354 in answer to " + verb + " after " + refusal.code());
    }
    link.say(".");
    link.hear(".");
  }

  /**
   * Hears what became of a mail whose dot was said.
   *
   * @param isFollowed whether the next envelope went out behind it, so that no RSET can
   */
  Outcome end(RelayLink link, boolean isFollowed) {
    try {
      SmtpReply reply = link.hear(".");
      if (reply.code() / 100 != 2 && !reply.isTransient() && !reply.isPermanent()) {
        link.drop();
        return new Outcome.Uncertain(".", "unfit reply \"" + reply + "\" (after the final dot)");
      }
      if (reply.code() == CLOSING) {
        link.drop();
      } else if (!reply.isPositive() && !isFollowed) {
        reset(link);
      }
      return rules.outcome(reply);
    } catch (IOException e) {
      link.drop();
      return new Outcome.Uncertain(".", link.causeOf(e, "."));
    }
  }

  private @Nullable Attempt oneByOne(Eml mail, RelayLink link) {
    String verb = "MAIL";
    try {
      SmtpReply reply = link.ask(verb, Envelope.mail(mail, link));
      if (goesAlong(reply)) {
        verb = "RCPT";
        reply = link.ask(verb, Envelope.rcpt(mail));
      }
      if (verb.equals("RCPT") && goesAlong(reply)) {
        verb = "DATA";
        reply = link.ask(verb, "DATA");
      }
      return verb.equals("DATA") && goesAlong(reply) ? null : refused(reply, link);
    } catch (IOException e) {
      return broken(e, verb, link);
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

  private static Attempt broken(IOException e, String verb, RelayLink link) {
    boolean isUntried = verb.equals("MAIL") && link.hasCarried() && link.isHungUp(e);
    link.drop();
    return new Attempt(new Outcome.Deferred(null, link.causeOf(e, verb)), isUntried);
  }

  private static void reset(RelayLink link) {
    try {
      if (link.isUsable() && link.ask("RSET", "RSET").code() / 100 != 2) {
        link.drop();
      }
    } catch (IOException e) {
      link.drop();
    }
  }

  private static Attempt settled(Outcome outcome) {
    return new Attempt(outcome, false);
  }
}
