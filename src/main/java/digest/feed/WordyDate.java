package digest.feed;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date with the month as a word, or the year last: RFC 822 §5 and what is made of it, such as
 * {@code Tue, 10 Jun 2003 04:00:00 GMT}, {@code 10-June-03 4:00 +0200}, {@code Jun 10, 2003 4:00 PM
 * EST}, {@code 10.6.2003}, or the same with a German or French month. Weekdays are not looked at,
 * for many are wrong, but to tell {@code 3/4} from {@code 4/3}. The last month counts, for {@code
 * mar.} is a Tuesday in French.
 */
final class WordyDate {

  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2})[:.h](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d+)?)?");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})(st|nd|rd|th|er|re|[ºª.])?");
  private static final Pattern HALF = Pattern.compile("[ap]\\.?m\\.?");
  private static final Pattern FIGURES =
      Pattern.compile("(\\d{1,2})([/.-])(\\d{1,2})[/.-](\\d{4}|\\d{2})");

  /** What clings together: a time and its zone or half of the day, a month between hyphens. */
  private static final Pattern SEAM =
      Pattern.compile(
          "(?<=\\d)-(?=\\p{L})|(?<!gmt|utc)(?<=\\p{L})-(?=\\d{1,4}(\\b|t))|(?<=:\\d\\d)(?=[+\\u2212-]\\d|[a-z])"
              + "|(?<=\\p{L}-\\d{1,2})t(?=\\d)|(?<=:\\d\\d\\.\\d{1,6})(?=[+-]\\d|[a-z])");

  private @Nullable Month month;
  private @Nullable ZoneId zone;
  private @Nullable DayOfWeek weekday;
  private @Nullable Matcher figures;
  private @Nullable Matcher clock;
  private int day;
  private int year = -1;
  private char half = ' ';

  private WordyDate() {}

  /** The date, or empty when month or year is missing; the text in lower case. */
  static Optional<WordyDate> of(String text) {
    WordyDate date = new WordyDate();
    for (String word : SEAM.matcher(text).replaceAll(" ").split("[\\s,;]+", -1)) {
      date.take(word);
    }
    return date.isWhole() ? Optional.of(date) : Optional.empty();
  }

  private boolean isWhole() {
    return figures != null || (month != null && year >= (day > 0 ? 0 : 1000));
  }

  /** A month alone begins with its first day. */
  FeedDates.Dated in(ZoneId otherwise) {
    ZoneId where = zone == null ? otherwise : zone;
    LocalDate date = date();
    return clock == null
        ? FeedDates.onDay(date, where)
        : FeedDates.at(date, FeedDates.hour(part(1), half), part(2), part(3), where);
  }

  private LocalDate date() {
    if (month != null && year >= 0) {
      return LocalDate.of(year, month, Math.max(1, day));
    }
    if (figures == null) {
      throw new DateTimeException("no date");
    }
    int first = Integer.parseInt(figures.group(1));
    int second = Integer.parseInt(figures.group(3));
    int inYear = century(Integer.parseInt(figures.group(4)), figures.group(4).length());
    boolean isDayFirst = figures.group(2).equals(".") || first > 12 || isOn(inYear, second, first);
    boolean isMonthFirst = second > 12 || half != ' ' || isOn(inYear, first, second);
    if (isDayFirst == isMonthFirst && first != second) {
      throw new DateTimeException("the fourth of March, or the third of April");
    }
    return isDayFirst ? LocalDate.of(inYear, second, first) : LocalDate.of(inYear, first, second);
  }

  private boolean isOn(int inYear, int inMonth, int onDay) {
    return inMonth <= 12
        && onDay <= 28
        && LocalDate.of(inYear, inMonth, onDay).getDayOfWeek() == weekday;
  }

  private int part(int group) {
    return clock == null || clock.group(group) == null ? 0 : Integer.parseInt(clock.group(group));
  }

  private void take(String word) {
    Matcher time = CLOCK.matcher(word);
    Matcher number = NUMBER.matcher(word);
    Matcher all = FIGURES.matcher(word);
    if (all.matches()) {
      figures = all;
    } else if (clock == null && time.matches()) {
      clock = time;
    } else if (number.matches()) {
      take(Integer.parseInt(number.group(1)), number.group(1).length());
    } else if (HALF.matcher(word).matches()) {
      half = word.charAt(0);
    } else {
      takeName(word);
    }
  }

  private void takeName(String word) {
    Optional<Month> named = Months.named(word);
    if (named.isPresent()) {
      month = named.get();
    } else if (zone == null && mayBeZone(word)) {
      zone = Zones.of(word).orElse(null);
    } else if (word.length() >= 3) {
      weekday =
          Arrays.stream(DayOfWeek.values())
              .filter(known -> known.name().regionMatches(true, 0, word, 0, 3))
              .findFirst()
              .orElse(weekday);
    }
  }

  /** Behind the time, or the year of a day; "at 3 PM" is no Atlantic time. */
  private boolean mayBeZone(String word) {
    return clock != null || (year >= 0 && !word.equals("at")) || word.indexOf('/') > 0;
  }

  /** Two digits are a day, then a month when no word is, then a year. */
  private void take(int number, int digits) {
    if (digits <= 2 && day == 0) {
      day = number;
    } else if (digits == 2 && month == null && number >= 1 && number <= 12) {
      month = Month.of(number);
    } else if (year < 0) {
      year = century(number, digits);
    }
  }

  /** RFC 2822 §4.3 says of which century. */
  private static int century(int number, int digits) {
    return digits > 2 ? number : number + (number < 50 ? 2000 : 1900);
  }
}
