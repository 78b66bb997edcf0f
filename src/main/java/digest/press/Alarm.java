package digest.press;

import digest.edition.Edition;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells ops what waits for a person, once for each cause. Safe for many threads. */
final class Alarm {

  private static final Logger log = LoggerFactory.getLogger(Alarm.class);

  private final Set<String> raised = ConcurrentHashMap.newKeySet();

  /**
   * A regular edition that waits for one click.
   *
   * @param note why
   */
  void missed(Edition edition, String note) {
    raise(
        "missed edition=" + edition.id(),
        "edition "
            + edition.id()
            + " of \""
            + edition.newsletter()
            + "\" was missed: "
            + note
            + ": digest edition approve "
            + edition.id()
            + " --late");
  }

  /**
   * Raises it, unless it was raised for this cause since the program began.
   *
   * @param cause as {@code held edition=17}
   * @param text what, where, and what to do
   */
  void raise(String cause, String text) {
    if (raised.add(cause)) {
      log.warn("alert {}: {}", cause, text);
    }
  }
}
