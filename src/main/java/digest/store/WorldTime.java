package digest.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as a sentence about stores says them, whatever zone its reader is in. */
public final class WorldTime {

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private WorldTime() {}

  /** As {@code Sun 22 Nov 2026 06:00 UTC}. */
  public static String words(Instant instant) {
    return WHEN.format(instant);
  }
}
