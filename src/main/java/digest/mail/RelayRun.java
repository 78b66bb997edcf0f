package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.mail.Exchange.Attempt;
import digest.mail.Transport.Ending;
import digest.mail.Transport.Journal;
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
  private final int perConnection; // 0 for no limit
  private final MailStream stream;
  private final Journal journal;
  private final Exchange exchange;
  private final ChunkWindow chunks;
  private @Nullable RelayLink link;
  private @Nullable Eml told; // its envelope went out on the open link
  private int onLink; // mails the open link has been told of
  private int breaks;

  /**
   * @param perConnection mails over one link before a new one is opened, 0 for no limit
   */
  RelayRun(
      RelayOpener opener,
      ReplyRules rules,
      int perConnection,
      Chunking chunking,
      MailStream stream,
      Journal journal) {
    this.opener = opener;
    this.perConnection = perConnection;
    this.stream = stream;
    this.journal = journal;
    this.exchange = new Exchange(rules);
    this.chunks = new ChunkWindow(rules, stream, journal, chunking);
  }

  Ending run() {
    try {
      Ending ending = ready();
      while (isDone(ending) && (isBusy() || stream.hasNext())) {
        ending = ready();
        ending = isDone(ending) ? next() : ending;
      }
      return ending;
    } finally {
      end();
    }
  }

  private boolean isBusy() {
    return told != null || chunks.isInFlight();
  }

  /** What never began goes back; what is in flight has gone out, and its fate is still told. */
  private void end() {
    try {
      if (told != null) {
        journal.giveBack(told);
      }
      stream.giveBack();
      hearTheRest();
    } finally {
      if (link != null) {
        link.close();
      }
    }
  }

  private void hearTheRest() {
    while (link != null && link.isOpen() && chunks.isInFlight()) {
      ChunkWindow.Heard heard = chunks.hear(link);
      if (heard != null) {
        journal.settle(heard.mail(), heard.outcome());
      }
    }
    chunks.lost();
  }

  private Ending next() {
    RelayLink open = Objects.requireNonNull(link);
    boolean isChunk = told == null && chunks.isFor(open) && !stream.isNextAlone();
    return isChunk || chunks.isInFlight() ? nextChunk(open) : nextMail();
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

  private Ending nextMail() {
    Eml mail = told;
    if (mail != null) {
      told = null;
      return handOver(mail, true);
    }
    mail = stream.next();
    return mail == null ? new Ending.Done() : handOver(mail, false);
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
    return end(mail, open);
  }

  private Attempt end(Eml mail, RelayLink open) {
    if (!journal.intend(mail)) {
      open.drop();
      return Attempt.NONE;
    }
    open.body(mail);
    open.say(".");
    tellNext(open);
    Outcome outcome = exchange.end(open, told != null);
    if (told != null && !open.isUsable()) {
      stream.hold(told);
      told = null;
    }
    return new Attempt(outcome, false);
  }

  /** Nobody waits here: what is not at hand now comes after the reply. */
  private void tellNext(RelayLink open) {
    Eml next = open.takesGroups() && !isWorn() ? stream.atHand() : null;
    if (next == null) {
      return;
    }
    boolean isForAChunk = chunks.isFor(open) && !journal.isAlone(next);
    if (isForAChunk || Envelope.refusal(next, open) != null) {
      stream.hold(next);
    } else {
      told = next;
      onLink++;
      exchange.tell(next, open);
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
    if (link != null && link.isOpen() && (isBusy() || (link.isUsable() && !isWorn()))) {
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
