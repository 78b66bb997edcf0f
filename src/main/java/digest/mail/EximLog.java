package digest.mail;

import digest.mail.RelayLog.Entry;
import digest.mail.RelayLog.Fate;
import digest.mail.RelayLog.Said;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The main log of Exim: {@code <=} with {@code id=…} is the mail's arrival, and later by the same
 * Exim id come {@code =>} (handed on), {@code **} (bounced), {@code ==} (tried again), {@code
 * Completed}.
 */
final class EximLog implements RelayLog.Form {

  private static final Pattern LINE =
      Pattern.compile(
          "(?:.{0,200}?: )?\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?: [+-]\\d{4})?"
              + "(?: \\[\\d{1,10}\\])? ([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4})"
              + " (<=|=>|->|\\*\\*|==|Completed)(?: (.*))?",
          Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile(" id=(\\S{1,998})");
  private static final Pattern IN_BRACKETS = Pattern.compile("[^<>=]{0,300}<([^<>\\s]{1,320})>.*");
  private static final Pattern ADDRESS = Pattern.compile("([^\\s:]{1,320}).*", Pattern.DOTALL);

  private final Predicate<String> wanted;
  private final Consumer<Entry> found;
  private final QueueIds ids = new QueueIds();

  EximLog(Predicate<String> wanted, Consumer<Entry> found) {
    this.wanted = wanted;
    this.found = found;
  }

  @Override
  public Said take(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Said.NOTHING;
    }
    String id = parts.group(1);
    String words = parts.group(3) == null ? "" : parts.group(3);
    return switch (parts.group(2)) {
      case "<=" -> arrived(id, words);
      case "=>", "->" -> tell(id, words, Fate.SENT, "=> " + words);
      case "**" -> tell(id, words, Fate.BOUNCED, "** " + words);
      case "==" -> tell(id, words, Fate.HELD, "== " + words);
      default -> completed(id);
    };
  }

  private Said arrived(String id, String words) {
    ids.end(id);
    Matcher messageId = ID.matcher(words);
    if (!messageId.find() || !wanted.test(messageId.group(1))) {
      return Said.NO_NEWS;
    }
    ids.begin(id, messageId.group(1));
    found.accept(Entry.of(messageId.group(1), null, Fate.HELD, null, "<= " + words));
    return Said.WANTED;
  }

  private Said completed(String id) {
    ids.end(id);
    return Said.NO_NEWS;
  }

  private Said tell(String id, String words, Fate fate, String line) {
    String mail = ids.mail(id);
    if (mail == null) {
      return Said.OF_ANOTHER;
    }
    found.accept(Entry.of(mail, recipient(words), fate, null, line));
    return Said.WANTED;
  }

  /** {@code ann@example.org R=…} or {@code ann <ann@example.org> R=…}. */
  private static String recipient(String words) {
    Matcher brackets = IN_BRACKETS.matcher(words);
    if (brackets.matches()) {
      return brackets.group(1);
    }
    Matcher plain = ADDRESS.matcher(words);
    return plain.matches() ? plain.group(1) : "";
  }
}
