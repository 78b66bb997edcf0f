package digest.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes times for people. */
final class When {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter WITH_ZONE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ENGLISH);

  private When() {}

  /** In the zone of this machine, where the person sits; {@code never} for null. */
  static String here(@Nullable Instant instant, String never) {
    return instant == null ? never : MINUTE.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** With the zone's letters. */
  static String in(ZoneId zone, Instant instant) {
    return WITH_ZONE.format(instant.atZone(zone));
  }

  static String minute(Instant instant, ZoneId zone) {
    return MINUTE.format(instant.atZone(zone));
  }

  /** {@code 45 s}, {@code 12 min}, {@code 3 h 20 min}, {@code 2 d}. */
  static String words(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return duration.toMinutes() + " min";
    }
    if (duration.toHours() < 48) {
      long minutes = duration.toMinutesPart();
      return duration.toHours() + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }
    return duration.toDays() + " d";
  }
}
