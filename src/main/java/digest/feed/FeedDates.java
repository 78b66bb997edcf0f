package digest.feed;

import digest.edition.Article.Dating;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates the way feeds write them (picking P5): RFC 822 and all it became, and ISO 8601. */
final class FeedDates {

  /** When something was published, and how much of it the feed said. */
  record Dated(Instant at, Dating dating) {}

  /** Before the web there were no feeds: 1970 and 0001 are empty fields of a database. */
  private static final int FIRST_YEAR = 1990;

  private static final int LAST_YEAR = 9999;

  private static final int MAX_LENGTH = 80;

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})[-/.]?(\\d{2})[-/.]?(\\d{2})"
              + "(?:[T\\s]+(\\d{1,2}):?(\\d{2})(?::?(\\d{2})(?:[.,]\\d+)?)?\\s*(\\S.*)?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SECONDS = Pattern.compile("(\\d{9,10})(\\d{3})?");

  private FeedDates() {}

  /**
   * The date as written, or empty when it is none, or nonsense.
   *
   * @param zone of dates that carry none
   */
  static Optional<Dated> read(String written, ZoneId zone) {
    String text = written.strip();
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(readOrNull(text, zone)).filter(FeedDates::makesSense);
    } catch (DateTimeException e) {
      // The 31st of April, 25 o'clock.
      return Optional.empty();
    }
  }

  private static @Nullable Dated readOrNull(String text, ZoneId zone) {
    Matcher seconds = SECONDS.matcher(text);
    if (seconds.matches()) {
      return new Dated(Instant.ofEpochSecond(Long.parseLong(seconds.group(1))), Dating.EXACT);
    }
    Matcher iso = ISO.matcher(text);
    if (!iso.matches()) {
      return WordyDate.of(text).map(date -> date.in(zone)).orElse(null);
    }
    LocalDate day = LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
    if (iso.group(4) == null) {
      return onDay(day, zone);
    }
    LocalTime time = time(number(iso, 4), number(iso, 5), number(iso, 6));
    return at(day, time, Zones.orElse(iso.group(7), zone));
  }

  static Dated onDay(LocalDate day, ZoneId zone) {
    return new Dated(day.atStartOfDay(zone).toInstant(), Dating.DAY);
  }

  static Dated at(LocalDate day, LocalTime time, ZoneId zone) {
    return new Dated(LocalDateTime.of(day, time).atZone(zone).toInstant(), Dating.EXACT);
  }

  /** A leap second is the second before. */
  static LocalTime time(int hour, int minute, int second) {
    return LocalTime.of(hour, minute, Math.min(second, 59));
  }

  private static boolean makesSense(Dated dated) {
    int year = dated.at().atZone(ZoneOffset.UTC).getYear();
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }

  private static int number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }
}
