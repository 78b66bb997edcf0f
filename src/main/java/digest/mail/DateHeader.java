package digest.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code Date} headers (RFC 5322 §3.3). Most messages of an edition have the same one, so
 * the last is kept. Safe for many threads.
 */
final class DateHeader {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern(" EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private record Written(Instant instant, String value) {}

  private volatile @Nullable Written last;

  /** What stands after the colon. */
  String of(Instant instant) {
    Written known = last;
    if (known == null || !known.instant.equals(instant)) {
      known = new Written(instant, FORMAT.format(instant));
      last = known;
    }
    return known.value;
  }
}
