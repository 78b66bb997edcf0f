package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import digest.mail.Transport.Journal;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mails in flight over one link, each a single chunk ({@code BDAT … LAST}, RFC 3030): the next goes
 * out before the replies to those before it are heard, as many as may be on record as begun. Where
 * a round trip takes long, that is many mails for each. For one thread.
 *
 * <p>A mail begins with RSET, so that a refusal leaves nothing behind that the next could run into.
 * Its last octet is its final dot: the ledger is asked before anything of it is said. From then on
 * only a reply tells that it did not go out, or that the relay had hung up before it.
 */
final class ChunkWindow {

  private static final int CLOSING = 421;
  private static final List<String> LATER = List.of("RSET", "MAIL", "RCPT", ".");
  private static final List<String> FIRST = List.of("MAIL", "RCPT", ".");

  private static final String LOST = "the connection was lost (after the final dot)";

  /** What is said goes out when so much has gathered. */
  private static final int PUSHED_AT = 128 * 1024;

  /**
   * A mail without an outcome yet.
   *
   * @param commands whose replies it waits for
   * @param unable null when it went out whole; else the refusal the relay would have given
   */
  private record Flight(Eml mail, List<String> commands, @Nullable SmtpReply unable) {}

  /** What became of a mail. */
  record Heard(Eml mail, Outcome outcome) {}

  private final ReplyRules rules;
  private final MailStream stream;
  private final Journal journal;
  private final Chunking chunking;
  private final Deque<Flight> flights = new ArrayDeque<>();
  private @Nullable RelayLink begun;
  private boolean isClosing; // the last it said is that it looks at nothing more
  private boolean isSpoilt; // nothing more is said over this link

  ChunkWindow(ReplyRules rules, MailStream stream, Journal journal, Chunking chunking) {
    this.rules = rules;
    this.stream = stream;
    this.journal = journal;
    this.chunking = chunking;
  }

  /** Whether mails may go out in chunks over this link. */
  boolean isFor(RelayLink link) {
    return link.takesChunks() && chunking.isOn() && journal.mayChunk();
  }

  /** Whether a reply is to be heard. */
  boolean isInFlight() {
    return !flights.isEmpty();
  }

  /**
   * Says what is at hand and may begin; waits for a mail only when there is nothing to hear.
   *
   * @param room so many at most
   * @return how many were said
   */
  int fill(RelayLink link, int room) {
    if (begun != link) {
      isClosing = false;
      isSpoilt = false;
    }
    int said = 0;
    while (said < room && mayBegin(link)) {
      Eml mail = flights.isEmpty() ? stream.next() : stream.atHand();
      if (mail == null) {
        return said;
      }
      SmtpReply unable = Envelope.refusal(mail, link);
      if (mustWait(mail, link)) {
        stream.hold(mail);
        return said;
      } else if (unable != null) {
        flights.add(new Flight(mail, List.of(), unable));
      } else if (isIntended(mail, link)) {
        say(mail, link);
        said++;
      }
    }
    return said;
  }

  private boolean mayBegin(RelayLink link) {
    return link.isUsable() && !isSpoilt && flights.size() < chunking.most(journal.window());
  }

  /**
   * Replies that are here need not wait for the disk; and one that goes alone waits for all. Those
   * that are not here yet are a round trip away, and the disk is nearer.
   */
  private boolean mustWait(Eml mail, RelayLink link) {
    return journal.isAlone(mail)
        || (!flights.isEmpty() && !journal.isIntended(mail) && link.isAnswered());
  }

  /** What was said before need not wait with us. */
  private boolean isIntended(Eml mail, RelayLink link) {
    if (!flights.isEmpty() && !journal.isIntended(mail)) {
      link.push();
    }
    return journal.intend(mail);
  }

  private void say(Eml mail, RelayLink link) {
    boolean isFirst = begun != link;
    begun = link;
    if (!isFirst) {
      link.say("RSET");
    }
    link.say(Envelope.mail(mail, link));
    link.say(Envelope.rcpt(mail));
    link.chunk(mail);
    flights.add(new Flight(mail, isFirst ? FIRST : LATER, null));
    if (link.unsaid() > PUSHED_AT) {
      link.push();
    }
  }

  /** Hears what became of the oldest; null when none is in flight, or the relay never saw it. */
  @Nullable Heard hear(RelayLink link) {
    Flight first = flights.poll();
    if (first == null) {
      return null;
    }
    Outcome outcome = first.unable() == null ? outcome(first, link) : outcome(first.unable());
    if (flights.isEmpty() && isSpoilt) {
      link.drop();
    }
    if (outcome == null) {
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

  private static Outcome outcome(SmtpReply unable) {
    return Envelope.isOurs(unable) ? new Outcome.Blocked(unable) : new Outcome.Rejected(unable);
  }

  /** Null for one that has not gone out, and is nobody's fault. */
  private @Nullable Outcome outcome(Flight flight, RelayLink link) {
    boolean hasCarried = link.hasCarried();
    ChunkReplies replies = new ChunkReplies();
    try {
      for (String verb : flight.commands()) {
        SmtpReply reply = link.hear(verb);
        replies.heard(reply);
        isClosing = reply.code() == CLOSING;
        isSpoilt |= isClosing;
      }
    } catch (IOException e) {
      return broken(replies, link, e);
    }
    return judged(replies, hasCarried, link);
  }

  /** All replies are known. */
  private @Nullable Outcome judged(ChunkReplies replies, boolean hasCarried, RelayLink link) {
    SmtpReply deciding = replies.deciding();
    if (deciding == null) {
      return unfit(replies, link);
    }
    if (replies.isTaken()) {
      chunking.taken();
    } else if (replies.isChunkUnknown()) {
      isSpoilt = true;
      chunking.refused(deciding);
      return null;
    } else if (replies.isUnclear()) {
      isSpoilt = true;
      return null;
    }
    return said(deciding, hasCarried);
  }

  /** One greeted with 421 was not looked at, and begins anew on another connection. */
  private @Nullable Outcome said(SmtpReply deciding, boolean hasCarried) {
    Outcome outcome = rules.outcome(deciding);
    boolean isGreeting = deciding.code() == CLOSING && deciding.command().equals("MAIL");
    return isGreeting && hasCarried && outcome.verdict() == Outcome.Verdict.DEFERRED
        ? null
        : outcome;
  }

  private Outcome unfit(ChunkReplies replies, RelayLink link) {
    link.drop();
    isClosing = false; // it may be looking at anything
    String reply = "unfit reply \"" + replies.strangest() + "\" ";
    return replies.isLeft()
        ? new Outcome.Deferred(null, reply + "(the mail was refused)")
        : new Outcome.Uncertain(".", reply + "(after the final dot)");
  }

  /** The relay hung up before it said all; perhaps it said why. */
  private @Nullable Outcome broken(ChunkReplies replies, RelayLink link, IOException e) {
    boolean hasCarried = link.hasCarried();
    isClosing &= link.isHungUp(e);
    String cause = link.causeOf(e, ".");
    link.drop();
    SmtpReply deciding = replies.deciding();
    if (deciding != null) {
      return said(deciding, hasCarried);
    }
    return isClosing && !replies.isSeen() ? null : new Outcome.Uncertain(".", cause);
  }
}
