package digest.press;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One mail for each cause in an hour, so that a fault which comes and goes fills no mailbox. */
final class AlertLimit {

  static final Duration BETWEEN = Duration.ofHours(1);
  private static final int MOST_CAUSES = 1000;

  private final Map<String, Instant> told = new LinkedHashMap<>();

  /** Whether this cause may be mailed now; then it counts as mailed. */
  synchronized boolean allows(String cause, Instant now) {
    Instant last = told.get(cause);
    boolean recent = last != null && !last.isAfter(now) && now.isBefore(last.plus(BETWEEN));
    if (recent) {
      return false;
    }
    told.remove(cause);
    if (told.size() == MOST_CAUSES) {
      told.remove(told.keySet().iterator().next());
    }
    told.put(cause, now);
    return true;
  }
}
