package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.mail.Exchange.Attempt;
import digest.mail.Transport.Ending;
import digest.mail.Transport.Journal;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thread's stream of mails; opens a new link when the old one broke.
 *
 * <p>Where the relay takes commands in groups, the next mail's envelope goes out behind the final
 * dot of this one: one round trip for each mail.
 */
final class RelayRun {

  private static final int MAX_BREAKS_IN_A_ROW = 3;

  private final RelayOpener opener;
  private final Pacer pacer;
  private final int perConnection; // 0 for no limit
  private final Iterator<Eml> mails;
  private final Journal journal;
  private final Exchange exchange;
  private final ChunkWindow chunks;
  private @Nullable RelayLink link;
  private @Nullable Eml ahead; // taken, wanted and paced
  private boolean isAheadTold; // its envelope went out on the open link
  private int onLink; // mails the open link has been told of
  private int breaks;

  /**
   * @param perConnection mails over one link before a new one is opened, 0 for no limit
   */
  RelayRun(
      RelayOpener opener,
      ReplyRules rules,
      Pacer pacer,
      int perConnection,
      Iterator<Eml> mails,
      Journal journal) {
    this.opener = opener;
    this.pacer = pacer;
    this.perConnection = perConnection;
    this.mails = mails;
    this.journal = journal;
    this.exchange = new Exchange(rules);
    this.chunks = new ChunkWindow(rules, pacer, mails, journal);
  }

  Ending run() {
    try {
      Ending ending = ready();
      while (isDone(ending) && (ahead != null || chunks.isBusy() || mails.hasNext())) {
        ending = ready();
        ending = isDone(ending) ? next() : ending;
      }
      return ending;
    } finally {
      if (ahead != null) {
        journal.giveBack(ahead);
      }
      hearTheRest();
      if (link != null) {
        link.close();
      }
    }
  }

  private Ending next() {
    RelayLink open = Objects.requireNonNull(link);
    return open.takesChunks() && journal.window() > 1 ? nextChunk(open) : nextMail();
  }

  private Ending nextChunk(RelayLink open) {
    onLink += chunks.fill(open, perConnection > 0 ? perConnection - onLink : Integer.MAX_VALUE);
    ChunkWindow.Heard heard = chunks.hear(open);
    Ending ending = heard == null ? new Ending.Done() : settle(heard.mail(), heard.outcome());
    if (!open.isOpen()) {
      chunks.lost();
    }
    return ending;
  }

  /** What is in flight has gone out, and its fate is still told. */
  private void hearTheRest() {
    chunks.giveBack();
    while (link != null && link.isOpen() && chunks.isInFlight()) {
      ChunkWindow.Heard heard = chunks.hear(link);
      if (heard != null) {
        journal.settle(heard.mail(), heard.outcome());
      }
    }
    chunks.lost();
  }

  private Ending nextMail() {
    Eml mail = ahead;
    if (mail == null) {
      mail = mails.next();
      pacer.take();
      return journal.wanted(mail) ? handOver(mail, false) : new Ending.Done();
    }
    boolean isTold = isAheadTold;
    ahead = null;
    isAheadTold = false;
    return isTold || journal.wanted(mail) ? handOver(mail, isTold) : new Ending.Done();
  }

  private Ending handOver(Eml mail, boolean isTold) {
    Attempt attempt = attempt(mail, isTold);
    Outcome outcome = attempt.outcome();
    return outcome != null && attempt.isUntried() ? again(mail, outcome) : settle(mail, outcome);
  }

  /** A relay may close a link it finds idle or old: that is no attempt of this mail's yet. */
  private Ending again(Eml mail, Outcome ifNotOpened) {
    Ending ending = ready();
    if (!isDone(ending)) {
      journal.settle(
          mail,
          ending instanceof Ending.Blocked blocked
              ? new Outcome.Blocked(blocked.reply())
              : ifNotOpened);
      return ending;
    }
    return journal.wanted(mail) ? settle(mail, attempt(mail, false).outcome()) : ending;
  }

  private Attempt attempt(Eml mail, boolean isTold) {
    RelayLink open = Objects.requireNonNull(link);
    onLink += isTold ? 0 : 1;
    Attempt refused = isTold ? exchange.hear(mail, open) : exchange.open(mail, open);
    if (refused != null) {
      return refused;
    }
    if (isTold && !journal.wanted(mail)) {
      open.drop(); // the relay waits for a body that must not begin
      return Attempt.NONE;
    }
    Attempt broken = exchange.body(mail, open, !journal.isIntended(mail));
    return broken == null ? end(mail, open) : broken;
  }

  private Attempt end(Eml mail, RelayLink open) {
    if (!journal.intend(mail)) {
      open.drop();
      return Attempt.NONE;
    }
    open.say(".");
    tellNext(open);
    Outcome outcome = exchange.end(open, isAheadTold);
    isAheadTold &= open.isOpen();
    return new Attempt(outcome, false);
  }

  /** Nobody waits here: what is not at hand now comes after the reply. */
  private void tellNext(RelayLink open) {
    if (open.takesGroups()
        && !isWorn()
        && journal.isReady()
        && mails.hasNext()
        && pacer.tryTake()) {
      Eml next = mails.next();
      if (journal.wanted(next)) {
        ahead = next;
        isAheadTold = Envelope.refusal(next, open) == null;
        if (isAheadTold) {
          onLink++;
          exchange.tell(next, open);
        }
      }
    }
  }

  private Ending settle(Eml mail, @Nullable Outcome outcome) {
    if (outcome == null) {
      return new Ending.Done();
    }
    journal.settle(mail, outcome);
    if (outcome instanceof Outcome.Blocked blocked) {
      return new Ending.Blocked(blocked.reply());
    }
    breaks = isBreak(outcome) ? breaks + 1 : 0;
    return breaks < MAX_BREAKS_IN_A_ROW
        ? new Ending.Done()
        : new Ending.Unreachable(breaks + " connections in a row broke; the last: " + outcome);
  }

  private static boolean isBreak(Outcome outcome) {
    return outcome instanceof Outcome.Uncertain
        || (outcome instanceof Outcome.Deferred deferred
            && (deferred.reply() == null || deferred.reply().code() == 421));
  }

  private boolean isWorn() {
    return perConnection > 0 && onLink >= perConnection;
  }

  private Ending ready() {
    if (link != null && link.isOpen() && (!isWorn() || isAheadTold || chunks.isInFlight())) {
      return new Ending.Done();
    }
    if (link != null) {
      link.close();
    }
    onLink = 0;
    RelayOpener.Opening opening = opener.open();
    link = opening.link();
    return opening.ending();
  }

  private static boolean isDone(Ending ending) {
    return ending.verdict() == Ending.Verdict.DONE;
  }
}
