package digest.mail;

import digest.delivery.Eml;
import digest.mail.Transport.Journal;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The mails of one stream at the relay's pace, each asked for before it begins; one that was taken
 * and could not begin yet waits here, and is asked for again (delivery A6). For one thread.
 */
final class MailStream {

  private final Iterator<Eml> mails;
  private final Journal journal;
  private final Pacer pacer;
  private @Nullable Eml held;

  MailStream(Iterator<Eml> mails, Journal journal, Pacer pacer) {
    this.mails = mails;
    this.journal = journal;
    this.pacer = pacer;
  }

  /** Whether there is another; waits until that is known. */
  boolean hasNext() {
    return held != null || mails.hasNext();
  }

  /** Waits for the next, as {@link #hasNext} said that there is one; null for one not wanted. */
  @Nullable Eml next() {
    Eml mail = held;
    held = null;
    if (mail == null) {
      mail = mails.next();
      pacer.take();
    }
    return journal.wanted(mail) ? mail : null;
  }

  /** Never waits; null when none is at hand, or it is not wanted. */
  @Nullable Eml atHand() {
    boolean isAtHand = held != null || (journal.isReady() && mails.hasNext() && pacer.tryTake());
    return isAtHand ? unpaced() : null;
  }

  private @Nullable Eml unpaced() {
    Eml mail = held == null ? mails.next() : held;
    held = null;
    return journal.wanted(mail) ? mail : null;
  }

  /** It cannot begin yet, and is the next. */
  void hold(Eml mail) {
    held = mail;
  }

  /** Whether the next is known, and goes alone. */
  boolean isNextAlone() {
    return held != null && journal.isAlone(held);
  }

  /** The stream ends: what was taken and never began goes back. */
  void giveBack() {
    Eml mail = held;
    held = null;
    if (mail != null) {
      journal.giveBack(mail);
    }
  }
}
