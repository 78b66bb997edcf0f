package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.mail.Transport.Journal;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a relay did not settle, or refused for a fault of ours, for the next one. */
final class Unsettled implements Journal {

  private final List<Eml> left;
  private final Journal journal;
  private final boolean isLast;

  /**
   * @param isLast whether there is no other relay, so that a refusal is told
   */
  Unsettled(List<Eml> mails, Journal journal, boolean isLast) {
    this.left = new ArrayList<>(mails);
    this.journal = journal;
    this.isLast = isLast;
  }

  List<Eml> mails() {
    return left;
  }

  @Override
  public boolean wanted(Eml mail) {
    return journal.wanted(mail);
  }

  @Override
  public boolean isIntended(Eml mail) {
    return journal.isIntended(mail);
  }

  @Override
  public boolean intend(Eml mail) {
    return journal.intend(mail);
  }

  @Override
  public void settle(Eml mail, Outcome outcome) {
    if (isLast || outcome.verdict() != Outcome.Verdict.BLOCKED) {
      left.remove(mail);
      journal.settle(mail, outcome);
    }
  }
}
