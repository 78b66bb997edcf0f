package digest.edition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an edition is the edition of: a due local date-time, or a caller's key (picking E1).
 *
 * <p>One newsletter has at most one edition of a key, so triggering a slot twice does no harm.
 *
 * @param key {@code 2026-11-23T07:00} for a due, {@code 2026-11-23T07:00@Asia/Tokyo} for a variant
 *     of it, {@code manual:…} for a trigger by hand
 * @param when the local date-time in {@code zone}
 * @param zone the newsletter's, or that of a variant's readers
 */
public record Slot(String key, LocalDateTime when, ZoneId zone) {

  private static final String MANUAL = "manual:";
  private static final String IN = "@";
  private static final String CORRECTION = "correction-";
  private static final Pattern OF_CORRECTION =
      Pattern.compile(MANUAL + CORRECTION + "(\\d{1,18})-(\\d{1,9})");

  /**
   * What a correction mail corrects.
   *
   * @param edition from which articles were retracted
   * @param revision its first one without them
   */
  public record Correction(Edition.Id edition, int revision) {}

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

  /** The slot of a due for the readers of one zone alone, who get an own edition (picking Z3). */
  public static Slot variant(LocalDateTime when, ZoneId zone) {
    return new Slot(when + IN + zone.getId(), when, zone);
  }

  /** The slot of a trigger by hand; keys that begin with {@code correction-} are taken. */
  public static Slot manual(String key, Instant now, ZoneId zone) {
    if (key.startsWith(CORRECTION)) {
      throw new IllegalArgumentException(
          "slot key \""
              + key
              + "\" is for correction mails; take one that begins with another word");
    }
    return byHand(key, now, zone);
  }

  /** The slot of a correction mail: one for each retraction. */
  public static Slot correction(Correction of, Instant now, ZoneId zone) {
    return byHand(CORRECTION + of.edition() + "-" + of.revision(), now, zone);
  }

  private static Slot byHand(String key, Instant now, ZoneId zone) {
    LocalDateTime when = LocalDateTime.ofInstant(now.truncatedTo(ChronoUnit.SECONDS), zone);
    return new Slot(MANUAL + key, when, zone);
  }

  /** Whether a person asked for it. */
  public boolean isManual() {
    return key.startsWith(MANUAL);
  }

  /** What it corrects; empty for all but correction mails. */
  public Optional<Correction> corrects() {
    Matcher parts = OF_CORRECTION.matcher(key);
    return parts.matches()
        ? Optional.of(
            new Correction(
                new Edition.Id(Long.parseLong(parts.group(1))), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  /** Whether it is for the readers of its zone alone. */
  public boolean isVariant() {
    return !isManual() && key.contains(IN);
  }

  /** When it is due in its own zone. */
  public Instant instant() {
    return at(zone);
  }

  /**
   * When it is due for readers in a zone (picking Z2).
   *
   * <p>A local time that does not exist moves later by the gap; of two, the first counts (Z5, Z6).
   * What a person triggers is due everywhere at once, and a variant has but its own readers.
   */
  public Instant instantIn(ZoneId readers) {
    return isManual() || isVariant() ? instant() : at(readers);
  }

  private Instant at(ZoneId place) {
    return ZonedDateTime.of(when, place).toInstant();
  }
}
