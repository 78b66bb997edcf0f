package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.mail.Transport.Ending;
import digest.mail.Transport.Journal;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thread's stream of mails; opens a new link when the old one broke. */
final class RelayRun {

  private static final int MAX_BREAKS_IN_A_ROW = 3;

  private final RelayOpener opener;
  private final Pacer pacer;
  private final Iterator<Eml> mails;
  private final Journal journal;
  private final Exchange exchange;
  private @Nullable RelayLink link;
  private int breaks;

  RelayRun(
      RelayOpener opener, ReplyRules rules, Pacer pacer, Iterator<Eml> mails, Journal journal) {
    this.opener = opener;
    this.pacer = pacer;
    this.mails = mails;
    this.journal = journal;
    this.exchange = new Exchange(rules, journal);
  }

  Ending run() {
    try {
      Ending ending = ready();
      while (isDone(ending) && mails.hasNext()) {
        ending = ready();
        ending = isDone(ending) ? next(mails.next()) : ending;
      }
      return ending;
    } finally {
      if (link != null) {
        link.close();
      }
    }
  }

  private Ending next(Eml mail) {
    pacer.take();
    if (!journal.wanted(mail)) {
      return new Ending.Done();
    }
    Exchange.Attempt attempt = exchange.send(mail, Objects.requireNonNull(link));
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
    if (!journal.wanted(mail)) {
      return ending;
    }
    return settle(mail, exchange.send(mail, Objects.requireNonNull(link)).outcome());
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

  private Ending ready() {
    if (link != null && link.isOpen()) {
      return new Ending.Done();
    }
    RelayOpener.Opening opening = opener.open();
    link = opening.link();
    return opening.ending();
  }

  private static boolean isDone(Ending ending) {
    return ending.verdict() == Ending.Verdict.DONE;
  }
}
