package digest.feed;

import digest.edition.Article.Dating;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
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

  /** Of Unix's clock, as a number or as .NET writes it. */
  private static final Pattern SECONDS =
      Pattern.compile("(?:/date\\()?(\\d{9,10})(?:\\d{3})?(?:\\.\\d+)?(?:[+-]\\d{4})?(?:\\)/)?");

  private FeedDates() {}

  /**
   * The date as written, or empty when it is none, or nonsense.
   *
   * @param zone of dates that carry none
   */
  static Optional<Dated> read(String written, ZoneId zone) {
    if (written.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(readOrNull(western(written), zone)).filter(FeedDates::makesSense);
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
    Dated iso = IsoDate.read(text, zone);
    return iso == null ? WordyDate.of(text).map(date -> date.in(zone)).orElse(null) : iso;
  }

  /** In lower case and Western figures. */
  private static String western(String written) {
    StringBuilder figures = new StringBuilder();
    written
        .codePoints()
        .map(point -> Character.isDigit(point) ? '0' + Character.digit(point, 10) : point)
        .forEach(figures::appendCodePoint);
    String plain = figures.toString().toLowerCase(Locale.ROOT).replaceAll("[\\p{Z}\\s]+", " ");
    return plain.chars().allMatch(c -> c < 0x1100) ? plain.strip() : named(plain);
  }

  /** Chinese, Japanese and Korean name the parts behind them. */
  private static String named(String parts) {
    return parts
        .replaceAll("\\s*[年년]\\s*|\\s*[月월]\\s*(?=\\d)", "-")
        .replaceAll("\\s*[日일]\\s*(\\([^)]*\\)|[月火水木金土日월화수목금토일]요?일?)?\\s*", " ")
        .replaceAll("上午|午前|오전", " am ")
        .replaceAll("下午|午後|오후", " pm ")
        .replaceAll("(?<=\\d)\\s*[時时點点시]\\s*(?=\\d)|(?<=\\d)\\s*[分분]\\s*(?=\\d)", ":")
        .replaceAll("(?<=\\d)\\s*[分분秒초]", "")
        .replaceAll("(?<=\\d)\\s*[時时點点시]", ":00")
        .replaceAll(":(?=\\d(?!\\d))", ":0")
        .strip();
  }

  static Dated onDay(LocalDate day, ZoneId zone) {
    return new Dated(day.atStartOfDay(zone).toInstant(), Dating.DAY);
  }

  /** A leap second is the second before; 24 o'clock is the next day's beginning. */
  static Dated at(LocalDate day, int hour, int minute, int second, ZoneId zone) {
    boolean isMidnight = hour == 24 && minute == 0 && second == 0;
    LocalTime time = LocalTime.of(isMidnight ? 0 : hour, minute, Math.min(second, 59));
    LocalDate date = isMidnight ? day.plusDays(1) : day;
    return new Dated(date.atTime(time).atZone(zone).toInstant(), Dating.EXACT);
  }

  /**
   * The hour of 24.
   *
   * @param half {@code a} before noon, {@code p} after it, anything else for hours of 24
   */
  static int hour(int hour, char half) {
    return switch (half) {
      case 'a' -> hour == 12 ? 0 : hour;
      case 'p' -> hour < 12 ? hour + 12 : hour;
      default -> hour;
    };
  }

  private static boolean makesSense(Dated dated) {
    int year = dated.at().atZone(ZoneOffset.UTC).getYear();
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }
}
