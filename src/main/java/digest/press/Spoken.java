package digest.press;

import digest.edition.Dues;
import digest.edition.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as a sentence says them. */
final class Spoken {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  private static final int HOURS_SHOWN = 48;
  private static final int MINUTES_SHOWN = 90;

  private Spoken() {}

  /** As {@code Mon 23 Nov 07:00}. */
  static String moment(Instant instant, ZoneId zone) {
    return MOMENT.format(instant.atZone(zone));
  }

  /** As {@code 40 min}, {@code 6 h}, {@code 3 days}: cut off, not rounded. */
  static String length(Duration duration) {
    if (duration.toMinutes() < MINUTES_SHOWN) {
      return duration.toMinutes() + " min";
    }
    return duration.toHours() < HOURS_SHOWN
        ? duration.toHours() + " h"
        : duration.toDays() + " days";
  }

  /** As {@code Mon 23 Nov 07:00 (Europe/Berlin)}, or from when to when by world time. */
  static String dues(Dues dues) {
    Slot slot = dues.slot();
    if (dues.first().equals(dues.last())) {
      ZoneId zone = slot.zone();
      return moment(dues.first(), zone) + " (" + zone.getId() + ")";
    }
    return "from "
        + moment(dues.first(), ZoneOffset.UTC)
        + " UTC to "
        + moment(dues.last(), ZoneOffset.UTC)
        + " UTC, at "
        + CLOCK.format(slot.when())
        + " in each reader's zone";
  }
}
