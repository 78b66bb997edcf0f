package digest.feed;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates in figures with the year first: ISO 8601 with its week, ordinal, basic and truncated forms,
 * W3C's profile of it, and what databases write.
 */
final class IsoDate {

  private static final String TIME =
      "(?:[t\\s_-]+(am|pm)?\\s*(\\d{1,2})(?::?(\\d{2})(?::?(\\d{2})(?:[.,]\\d+)?)?)?:?\\s*(am|pm)?"
          + "\\s*(\\S.*)?)?t?";

  private static final Pattern DATE =
      Pattern.compile(
          "(?:\\p{L}+,?\\s+)?(?:(\\d{4})[-/.]0?(\\d{1,2})[-/.](\\d{1,2})|(\\d{4})(\\d{2})(\\d{2}))\\.?"
              + TIME);
  private static final Pattern ORDINAL = Pattern.compile("(\\d{4})-?(\\d{3})" + TIME);
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-?w(\\d{2})(?:-?([1-7]))?" + TIME);
  private static final Pattern MONTH = Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})[-/.]?)?");
  private static final Pattern SHORT = Pattern.compile("-?(\\d{2})-?(\\d{2})(?:-?(\\d{2}))?");
  private static final Pattern STAMP = Pattern.compile("(\\d{8})(\\d{2})(\\d{2})(\\d{2})?");

  private IsoDate() {}

  /** The date, or null when it is written otherwise; the text in lower case. */
  static FeedDates.@Nullable Dated read(String text, ZoneId zone) {
    Matcher stamp = STAMP.matcher(text);
    String spaced = stamp.matches() ? text.substring(0, 8) + "t" + text.substring(8) : text;
    Matcher date = DATE.matcher(spaced);
    if (date.matches()) {
      int from = date.group(1) == null ? 4 : 1;
      LocalDate day =
          LocalDate.of(number(date, from), number(date, from + 1), number(date, from + 2));
      return dated(day, date, 7, zone);
    }
    Matcher week = WEEK.matcher(text);
    if (week.matches()) {
      return dated(monday(week).plusDays(Math.max(0, number(week, 3) - 1)), week, 4, zone);
    }
    Matcher ordinal = ORDINAL.matcher(text);
    if (ordinal.matches()) {
      return dated(LocalDate.ofYearDay(number(ordinal, 1), number(ordinal, 2)), ordinal, 3, zone);
    }
    return truncated(text, zone);
  }

  private static LocalDate monday(Matcher week) {
    return LocalDate.of(number(week, 1), 1, 4)
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(week, 2))
        .with(java.time.DayOfWeek.MONDAY);
  }

  /** A month or a year begins with its first day. */
  private static FeedDates.@Nullable Dated truncated(String text, ZoneId zone) {
    Matcher month = MONTH.matcher(text);
    if (month.matches()) {
      return FeedDates.onDay(
          YearMonth.of(number(month, 1), Math.max(1, number(month, 2))).atDay(1), zone);
    }
    Matcher two = SHORT.matcher(text);
    return two.matches()
        ? FeedDates.onDay(
            LocalDate.of(2000 + number(two, 1), number(two, 2), Math.max(1, number(two, 3))), zone)
        : null;
  }

  private static FeedDates.Dated dated(LocalDate day, Matcher parts, int from, ZoneId zone) {
    if (parts.group(from + 1) == null) {
      return FeedDates.onDay(day, zone);
    }
    String half = parts.group(from) == null ? parts.group(from + 4) : parts.group(from);
    int hour = FeedDates.hour(number(parts, from + 1), half == null ? ' ' : half.charAt(0));
    ZoneId where = Zones.orElse(parts.group(from + 5), zone);
    return FeedDates.at(day, hour, number(parts, from + 2), number(parts, from + 3), where);
  }

  private static int number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }
}
