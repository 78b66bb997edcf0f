package digest.edition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * What an edition is the edition of: a due local date-time, or a caller's key (picking E1).
 *
 * <p>One newsletter has at most one edition of a key, so triggering a slot twice does no harm.
 *
 * @param key {@code 2026-11-23T07:00} for a due, {@code manual:…} for a trigger by hand
 * @param when the local date-time in the newsletter's zone
 */
public record Slot(String key, LocalDateTime when, ZoneId zone) {

  private static final String MANUAL = "manual:";

  /** Refuses keys that would not fit on one line of a report. */
  public Slot {
    if (!key.matches("[\\x21-\\x7e]{1,100}")) {
      throw new IllegalArgumentException(
          "slot key \"" + key + "\" needs 1 to 100 visible ASCII characters");
    }
  }

  /** The slot of a due. */
  public static Slot due(LocalDateTime when, ZoneId zone) {
    return new Slot(when.toString(), when, zone);
  }

  /** The slot of a trigger by hand. */
  public static Slot manual(String key, Instant now, ZoneId zone) {
    LocalDateTime when = LocalDateTime.ofInstant(now.truncatedTo(ChronoUnit.SECONDS), zone);
    return new Slot(MANUAL + key, when, zone);
  }

  /** Whether a person asked for it. */
  public boolean isManual() {
    return key.startsWith(MANUAL);
  }

  /** Whether it is for the readers of one zone. */
  public boolean isVariant() {
    return key.contains("@");
  }

  /** A local time that does not exist moves later by the gap; of two, the first counts (Z5, Z6). */
  public Instant instant() {
    return ZonedDateTime.of(when, zone).toInstant();
  }
}
