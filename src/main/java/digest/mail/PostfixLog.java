package digest.mail;

import digest.mail.RelayLog.Entry;
import digest.mail.RelayLog.Fate;
import digest.mail.RelayLog.Said;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The log of Postfix, through any syslog: {@code …[pid]: QUEUEID: message-id=<…>} first, and later
 * by the same queue id {@code to=<…>, …, dsn=…, status=sent (…)}. Every pattern stands at its place
 * in the line: a subject or a reply that holds such words is not taken for them.
 */
final class PostfixLog implements RelayLog.Form {

  private static final Pattern LINE =
      Pattern.compile(".{0,200}?\\[\\d{1,10}\\]: ([0-9A-Za-z]{5,20}): (.*)", Pattern.DOTALL);
  private static final Pattern MESSAGE_ID = Pattern.compile("message-id=<([^<>\\s]{1,998})>.*");
  private static final Pattern TO = Pattern.compile("to=<([^>]{1,998})>, (.*)", Pattern.DOTALL);
  private static final Pattern STATUS =
      Pattern.compile("(?:^|, )(status=(\\w{1,20})(?:[ ,].*)?)$", Pattern.DOTALL);
  private static final Pattern DSN = Pattern.compile("(?:^|, )dsn=([245]\\.\\d{1,3}\\.\\d{1,3}),");
  private static final Pattern QUEUED_AS = Pattern.compile("queued as ([0-9A-Za-z]{5,20})");
  private static final Pattern RETURNED =
      Pattern.compile("from=<[^>]{0,998}>, (status=(?:expired|force-expired), returned to sender)");
  private static final Pattern QUEUED =
      Pattern.compile("from=<[^>]{0,998}>, size=\\d+, nrcpt=\\d+ \\(queue active\\)");

  private final Predicate<String> wanted;
  private final Consumer<Entry> found;
  private final QueueIds ids = new QueueIds();

  PostfixLog(Predicate<String> wanted, Consumer<Entry> found) {
    this.wanted = wanted;
    this.found = found;
  }

  @Override
  public Said take(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches() ? about(parts.group(1), parts.group(2)) : Said.NOTHING;
  }

  private Said about(String id, String words) {
    Matcher messageId = MESSAGE_ID.matcher(words);
    if (messageId.matches()) {
      return begin(id, messageId.group(1));
    }
    if (words.equals("removed")) {
      ids.end(id);
      return Said.NO_NEWS;
    }
    Matcher to = TO.matcher(words);
    if (to.matches()) {
      return delivered(id, to.group(1), to.group(2));
    }
    Matcher returned = RETURNED.matcher(words);
    if (returned.matches()) {
      return tell(id, null, Fate.BOUNCED, null, returned.group(1));
    }
    return QUEUED.matcher(words).matches() && ids.mail(id) != null
        ? tell(id, null, Fate.HELD, null, "status=queued")
        : Said.NOTHING;
  }

  private Said begin(String id, String messageId) {
    if (wanted.test(messageId)) {
      ids.begin(id, messageId);
    } else {
      ids.end(id);
    }
    return Said.NO_NEWS;
  }

  private Said delivered(String id, String recipient, String rest) {
    Matcher status = STATUS.matcher(rest);
    if (!status.find()) {
      return Said.NO_NEWS;
    }
    String words = status.group(1);
    Matcher dsn = DSN.matcher(rest.substring(0, status.start(1)));
    String code = dsn.find() ? dsn.group(1) : null;
    return switch (status.group(2)) {
      case "sent" -> isHop(id, words) ? Said.NO_NEWS : tell(id, recipient, Fate.SENT, code, words);
      case "bounced", "expired", "force" -> tell(id, recipient, Fate.BOUNCED, code, words);
      case "deferred" -> tell(id, recipient, Fate.HELD, code, words);
      default -> Said.NO_NEWS; // "deliverable" and its kind: a probe, no mail
    };
  }

  /** Handed to a filter that gave it back under another id, which tells the rest. */
  private boolean isHop(String id, String words) {
    Matcher next = QUEUED_AS.matcher(words);
    String mail = ids.mail(id);
    return mail != null && next.find() && mail.equals(ids.mail(next.group(1)));
  }

  private Said tell(
      String id, @Nullable String recipient, Fate fate, @Nullable String status, String words) {
    String mail = ids.mail(id);
    if (mail == null) {
      return Said.OF_ANOTHER;
    }
    found.accept(Entry.of(mail, recipient, fate, status, words));
    return Said.WANTED;
  }
}
