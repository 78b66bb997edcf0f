package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Keeps what it was told, and checks the order of the calls. */
final class RecordingJournal implements Transport.Journal {

  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Outcome> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());
  private Predicate<Eml> wants = mail -> true;
  private boolean isReady = true;
  private Predicate<Eml> intends = mail -> true;
  private Predicate<Eml> answers = mail -> false;
  private Predicate<Eml> isolates = mail -> false;
  private int window = 1;
  private boolean mayChunk;

  RecordingJournal wanting(Predicate<Eml> test) {
    wants = test;
    return this;
  }

  RecordingJournal intending(Predicate<Eml> test) {
    intends = test;
    return this;
  }

  @Override
  public boolean wanted(Eml mail) {
    events.add("wanted " + mail.recipient());
    return wants.test(mail);
  }

  /** Whether the next mail is said to be at hand. */
  RecordingJournal ready(boolean atHand) {
    isReady = atHand;
    return this;
  }

  @Override
  public boolean isReady() {
    return isReady;
  }

  /** So many mails in flight; the ledger always answers at once. */
  RecordingJournal window(int mails) {
    window = mails;
    mayChunk = true;
    return answering(mail -> true);
  }

  /** For whom the ledger has answered before it is asked. */
  RecordingJournal answering(Predicate<Eml> test) {
    answers = test;
    return this;
  }

  /** Who goes alone. */
  RecordingJournal isolating(Predicate<Eml> test) {
    isolates = test;
    return this;
  }

  @Override
  public boolean mayChunk() {
    return mayChunk;
  }

  @Override
  public int window() {
    return window;
  }

  @Override
  public boolean isIntended(Eml mail) {
    return answers.test(mail);
  }

  @Override
  public boolean isAlone(Eml mail) {
    return isolates.test(mail);
  }

  @Override
  public void untried(Eml mail) {
    events.add("untried " + mail.recipient());
  }

  @Override
  public void giveBack(Eml mail) {
    events.add("give back " + mail.recipient());
  }

  @Override
  public boolean intend(Eml mail) {
    events.add("intend " + mail.recipient());
    return intends.test(mail);
  }

  @Override
  public void settle(Eml mail, Outcome outcome) {
    events.add("settle " + mail.recipient());
    Outcome before = outcomes.put(mail.recipient().toString(), outcome);
    if (before != null) {
      throw new AssertionError("settled twice: " + mail.recipient());
    }
  }

  Outcome of(String recipient) {
    Outcome outcome = outcomes.get(recipient);
    if (outcome == null) {
      throw new AssertionError("never settled: " + recipient + ", but " + outcomes);
    }
    return outcome;
  }

  Map<String, Outcome> outcomes() {
    return outcomes;
  }

  List<String> events() {
    return events;
  }
}
