package digest.press;

import digest.edition.Edition;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells ops what waits for a person, in the log and by mail. Nothing here waits or fails: a mail
 * goes from a thread of its own, or not at all. Safe for many threads.
 */
final class Alarm implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Alarm.class);
  private static final Pattern END_OF_SUBJECT = Pattern.compile("(?:: |\\. ).*", Pattern.DOTALL);

  private final Set<String> raised = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean storeIsAway = new AtomicBoolean();
  private final AlertMail mail;

  Alarm(AlertMail mail) {
    this.mail = mail;
  }

  /**
   * A regular edition that waits for one click.
   *
   * @param note why
   */
  void missed(Edition edition, String note) {
    raise(
        "missed edition=" + edition.id(),
        name(edition)
            + " was missed: "
            + note
            + ": digest edition approve "
            + edition.id()
            + " --late");
  }

  /** An edition whose sending stopped for longer than its grace. */
  void late(Edition edition, String why) {
    tell("late edition=" + edition.id(), name(edition) + " is late and was paused: " + why);
  }

  /**
   * The first readers of an edition took it badly; nobody else gets it until a person says so.
   *
   * @param told what was measured, and what to do
   */
  void wentBadly(Edition edition, int ring, String told) {
    tell(
        "stopped edition=" + edition.id() + " ring=" + ring, name(edition) + " is paused: " + told);
  }

  /** The relay refuses us; nobody gets anything more of this edition until a person says so. */
  void refused(Edition edition, DispatchEdition.Result result) {
    tell(
        "paused edition=" + edition.id(),
        name(edition)
            + " is paused: the relay refuses us ("
            + result.cause()
            + "). Sending stopped after "
            + result.progress().accepted()
            + " of "
            + result.progress().prepared()
            + "; nothing was lost. Look at the relay's settings or ask who runs it, then: digest"
            + " edition resume "
            + edition.id());
  }

  /** The store failed: nothing new begins until it is back. Told once each time. */
  void storeAway(String cause) {
    if (storeIsAway.compareAndSet(false, true)) {
      tell(
          "store away",
          "the store does not answer: "
              + cause
              + ". Nothing is sent that could not be written down; it goes on by itself when the"
              + " store is back");
    }
  }

  /** The store answered; worth a word only when it had not before. */
  void storeAnswers() {
    if (storeIsAway.get() && storeIsAway.compareAndSet(true, false)) {
      tell("store back", "the store answers again: sending goes on by itself, nothing is to do");
    }
  }

  /**
   * Raises it, unless it was raised for this cause since the program began.
   *
   * @param cause as {@code held edition=17}
   * @param text what, where, and what to do
   */
  void raise(String cause, String text) {
    if (raised.add(cause)) {
      tell(cause, text);
    }
  }

  /** The last mails still go. */
  @Override
  public void close() {
    mail.close();
  }

  private void tell(String cause, String text) {
    log.warn("alert {}: {}", cause, text);
    String sentence = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    mail.send(cause, END_OF_SUBJECT.matcher(sentence).replaceFirst(""), sentence);
  }

  private static String name(Edition edition) {
    return "edition " + edition.id() + " of \"" + edition.newsletter() + "\"";
  }
}
