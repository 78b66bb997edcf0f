package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import digest.mail.Transport.Journal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mails in flight over one link, each a single chunk ({@code BDAT … LAST}, RFC 3030): the next goes
 * out before the replies to those before it are heard, as many as may be on record as begun. Where
 * a round trip takes long, that is many mails for each. For one thread.
 *
 * <p>A mail begins with RSET, so that a refusal leaves nothing behind that the next could run into.
 * Its last octet is its final dot: the ledger is asked before anything of it is said.
 */
final class ChunkWindow {

  private static final int CLOSING = 421;
  private static final List<String> ENVELOPE = List.of("MAIL", "RCPT");

  private static final String LOST = "the connection was lost (after the final dot)";

  /** What is said goes out when so much has gathered. */
  private static final int PUSHED_AT = 128 * 1024;

  /**
   * A mail without an outcome yet.
   *
   * @param isFirst of its link
   * @param unable null when it went out whole; else the refusal the relay would have given
   */
  private record Flight(Eml mail, boolean isFirst, @Nullable SmtpReply unable) {}

  /** What became of a mail. */
  record Heard(Eml mail, Outcome outcome) {}

  private final ReplyRules rules;
  private final Pacer pacer;
  private final Iterator<Eml> mails;
  private final Journal journal;
  private final Deque<Flight> flights = new ArrayDeque<>();
  private @Nullable Eml held; // taken and wanted; the ledger has not answered yet
  private @Nullable RelayLink begun;
  private boolean isClosing; // the relay said that it looks at nothing more

  ChunkWindow(ReplyRules rules, Pacer pacer, Iterator<Eml> mails, Journal journal) {
    this.rules = rules;
    this.pacer = pacer;
    this.mails = mails;
    this.journal = journal;
  }

  /** Whether something waits here for its turn or its outcome. */
  boolean isBusy() {
    return held != null || !flights.isEmpty();
  }

  /** Whether a reply is to be heard. */
  boolean isInFlight() {
    return !flights.isEmpty();
  }

  /**
   * Says what is at hand and may begin.
   *
   * @param room so many at most
   * @return how many were said
   */
  int fill(RelayLink link, int room) {
    int said = 0;
    while (link.isOpen() && flights.size() < journal.window() && said < room) {
      Eml mail = next();
      if (mail == null) {
        return said;
      }
      SmtpReply unable = Envelope.refusal(mail, link);
      if (unable != null) {
        flights.add(new Flight(mail, false, unable));
      } else if (!flights.isEmpty() && !journal.isIntended(mail)) {
        held = mail; // the others' replies need not wait for the disk
        return said;
      } else if (journal.intend(mail)) {
        say(mail, link);
        said++;
      }
    }
    return said;
  }

  /** Hears what became of the oldest; null when none is in flight, or the relay never saw it. */
  @Nullable Heard hear(RelayLink link) {
    Flight first = flights.poll();
    if (first == null) {
      return null;
    }
    boolean hasCarried = link.hasCarried();
    Outcome outcome = outcome(first, link);
    if (isClosing && hasCarried && isRefusedAtOnce(outcome)) {
      journal.untried(first.mail());
      return null;
    }
    return new Heard(first.mail(), outcome);
  }

  /** Of a link that is no more: those whose fate nobody knows, and those nobody looked at. */
  void lost() {
    while (!flights.isEmpty()) {
      Flight flight = flights.remove();
      SmtpReply unable = flight.unable();
      if (unable != null) {
        journal.settle(flight.mail(), outcome(unable));
      } else if (isClosing) {
        journal.untried(flight.mail());
      } else {
        journal.settle(flight.mail(), new Outcome.Uncertain(".", LOST));
      }
    }
  }

  /** Nothing more is said: what waited goes back. */
  void giveBack() {
    if (held != null) {
      journal.giveBack(held);
      held = null;
    }
  }

  /** Waits for a mail only when there is nothing to hear. */
  private @Nullable Eml next() {
    Eml mail = held;
    held = null;
    while (mail == null && (flights.isEmpty() ? mails.hasNext() : isAtHand())) {
      if (flights.isEmpty()) {
        pacer.take();
      }
      Eml taken = mails.next();
      mail = journal.wanted(taken) ? taken : null;
    }
    return mail;
  }

  private boolean isAtHand() {
    return journal.isReady() && mails.hasNext() && pacer.tryTake();
  }

  private void say(Eml mail, RelayLink link) {
    boolean isFirst = begun != link;
    if (isFirst) {
      begun = link;
      isClosing = false;
    } else {
      link.say("RSET");
    }
    link.say(Envelope.mail(mail, link));
    link.say(Envelope.rcpt(mail));
    link.chunk(mail);
    flights.add(new Flight(mail, isFirst, null));
    if (link.unsaid() > PUSHED_AT) {
      push(link);
    }
  }

  private static void push(RelayLink link) {
    try {
      link.push();
    } catch (IOException e) {
      link.drop();
    }
  }

  private static Outcome outcome(SmtpReply unable) {
    return Envelope.isOurs(unable) ? new Outcome.Blocked(unable) : new Outcome.Rejected(unable);
  }

  private Outcome outcome(Flight flight, RelayLink link) {
    if (flight.unable() != null) {
      return outcome(flight.unable());
    }
    SmtpReply refusal = null; // the first
    try {
      if (!flight.isFirst() && link.hear("RSET").code() == CLOSING) {
        return closed(new SmtpReply(CLOSING, null, "closing", "MAIL"), link);
      }
      for (String verb : ENVELOPE) {
        SmtpReply reply = link.hear(verb);
        refusal = refusal == null && reply.code() / 100 != 2 ? reply : refusal;
        if (reply.code() == CLOSING) {
          return closed(refusal == null ? reply : refusal, link);
        }
      }
      return judged(link.hear("."), refusal, link);
    } catch (IOException e) {
      link.drop();
      return refusal != null && isRefusal(refusal)
          ? rules.outcome(refusal) // it said why, and left
          : new Outcome.Uncertain(".", link.causeOf(e, "."));
    }
  }

  /** What comes behind is not looked at (RFC 5321 §4.2.3). */
  private Outcome closed(SmtpReply reply, RelayLink link) {
    isClosing = true;
    link.drop();
    return rules.outcome(reply);
  }

  private Outcome judged(SmtpReply last, @Nullable SmtpReply refusal, RelayLink link) {
    if (last.code() == CLOSING) {
      return closed(refusal == null ? last : refusal, link);
    }
    boolean isTaken = last.code() / 100 == 2;
    boolean isForNobody = refusal != null && refusal.command().equals("RCPT");
    SmtpReply deciding = refusal == null ? last : refusal;
    boolean isClear = isTaken ? refusal == null || isForNobody : isRefusal(last);
    if (isClear && (deciding == last || isRefusal(deciding))) {
      return rules.outcome(deciding);
    }
    link.drop();
    return new Outcome.Uncertain(".", "unfit reply \"" + last + "\" (after the final dot)");
  }

  private static boolean isRefusal(SmtpReply reply) {
    return reply.isTransient() || reply.isPermanent();
  }

  /** Before it knew anything of the mail. */
  private static boolean isRefusedAtOnce(Outcome outcome) {
    return outcome instanceof Outcome.Deferred deferred
        && deferred.reply() != null
        && deferred.reply().code() == CLOSING
        && deferred.reply().command().equals("MAIL");
  }
}
