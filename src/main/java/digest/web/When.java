package digest.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Times for people: local, with the zone's name near them and UTC as a title. */
final class When {

  private static final DateTimeFormatter SHORT = english("EEE d MMM, HH:mm");
  private static final DateTimeFormatter DAY = english("d MMM");
  private static final DateTimeFormatter WITH_YEAR = english("d MMM yyyy, HH:mm");
  private static final DateTimeFormatter LONG = english("EEEE, d MMMM yyyy, HH:mm");
  private static final DateTimeFormatter CLOCK = english("HH:mm:ss");
  private static final DateTimeFormatter UTC = english("yyyy-MM-dd HH:mm:ss 'UTC'");
  private static final Duration FAR = Duration.ofDays(180);

  private When() {}

  /** The model of the {@code when} macro: {@code text, title, iso}. */
  static Map<String, Object> of(Instant instant, ZoneId zone, Instant now) {
    boolean far = Duration.between(instant, now).abs().compareTo(FAR) > 0;
    return Map.of(
        "text", (far ? WITH_YEAR : SHORT).format(instant.atZone(zone)),
        "title", UTC.format(instant.atZone(ZoneOffset.UTC)),
        "iso", instant.toString());
  }

  /** As {@code Thursday, 26 November 2026, 17:05 in Europe/Berlin}. */
  static String spelled(Instant instant, ZoneId zone) {
    return LONG.format(instant.atZone(zone)) + " in " + zone.getId();
  }

  /** As {@code Thu 26 Nov, 17:05}. */
  static String brief(Instant instant, ZoneId zone) {
    return SHORT.format(instant.atZone(zone));
  }

  /** As {@code 26 Nov}. */
  static String day(Instant instant, ZoneId zone) {
    return DAY.format(instant.atZone(zone));
  }

  /** As {@code 17:05:09}. */
  static String clock(Instant instant, ZoneId zone) {
    return CLOCK.format(instant.atZone(zone));
  }

  /** As {@code in 13 h 25 min}; {@code now} for what is due or past. */
  static String until(Instant then, Instant now) {
    long minutes = Duration.between(now, then).plusSeconds(59).toMinutes();
    if (minutes <= 0) {
      return "now";
    }
    if (minutes < 60) {
      return "in " + minutes + " min";
    }
    long hours = minutes / 60;
    if (hours >= 48) {
      return "in " + hours / 24 + " days";
    }
    return "in " + hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }

  /** As {@code 45 s}, {@code 12 min}, {@code 3 h 20 min}. */
  static String length(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 2) {
      return time.toSeconds() + " s";
    }
    long rest = minutes % 60;
    return minutes < 60
        ? minutes + " min"
        : minutes / 60 + " h" + (rest == 0 ? "" : " " + rest + " min");
  }

  /** As {@code 2 min ago}. */
  static String ago(Instant then, Instant now) {
    long minutes = Duration.between(then, now).toMinutes();
    if (minutes < 1) {
      return "just now";
    }
    if (minutes < 120) {
      return minutes + " min ago";
    }
    return minutes < 48 * 60 ? minutes / 60 + " h ago" : minutes / (24 * 60) + " days ago";
  }

  private static DateTimeFormatter english(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
