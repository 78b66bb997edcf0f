package digest.feed;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date with the month as a word: RFC 822 §5 and what is made of it, such as {@code Tue, 10 Jun
 * 2003 04:00:00 GMT}, {@code 10-June-03 4:00 +0200}, {@code Jun 10, 2003 4:00 PM EST}, or the same
 * with a German or French month. Weekdays are not looked at: many are wrong. The last month counts,
 * for {@code mar.} is a Tuesday in French.
 */
final class WordyDate {

  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d+)?)?");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})(st|nd|rd|th|\\.)?");

  private static final Map<String, Month> MONTHS = months();

  private @Nullable Month month;
  private @Nullable LocalTime time;
  private @Nullable ZoneId zone;
  private int day;
  private int year = -1;
  private int halfDay = -1;

  private WordyDate() {}

  /** The date, or empty when day, month or year is missing. */
  static Optional<WordyDate> of(String text) {
    WordyDate date = new WordyDate();
    String spaced =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("(?<=\\d)-(?=\\p{L})|(?<=\\p{L})-(?=\\d{2,4}\\b)", " ");
    for (String word : spaced.split("[\\s,;]+", -1)) {
      date.take(word);
    }
    boolean isWhole = date.month != null && date.day > 0 && date.year >= 0;
    return isWhole ? Optional.of(date) : Optional.empty();
  }

  FeedDates.Dated in(ZoneId otherwise) {
    if (month == null) {
      throw new DateTimeException("no month");
    }
    LocalDate date = LocalDate.of(year, month, day);
    ZoneId where = zone == null ? otherwise : zone;
    return time == null
        ? FeedDates.onDay(date, where)
        : FeedDates.at(date, halfDay < 0 ? time : inHalf(time), where);
  }

  private LocalTime inHalf(LocalTime clock) {
    return clock.withHour(clock.getHour() % 12 + halfDay * 12);
  }

  private void take(String word) {
    Matcher clock = CLOCK.matcher(word);
    Matcher number = NUMBER.matcher(word);
    if (time == null && clock.matches()) {
      time = time(clock);
    } else if (number.matches()) {
      take(Integer.parseInt(number.group(1)), number.group(1).length());
    } else if (word.matches("[ap]\\.?m\\.?")) {
      halfDay = word.charAt(0) == 'p' ? 1 : 0;
    } else if (MONTHS.containsKey(word.replace(".", ""))) {
      month = MONTHS.get(word.replace(".", ""));
    } else if (zone == null && (time != null || word.indexOf('/') > 0)) {
      zone = Zones.of(word).orElse(null);
    }
  }

  /** Two digits are a day, then a year; RFC 2822 §4.3 says of which century. */
  private void take(int number, int digits) {
    if (digits <= 2 && day == 0) {
      day = number;
    } else if (year < 0) {
      year = digits > 2 ? number : number + (number < 50 ? 2000 : 1900);
    }
  }

  private static LocalTime time(Matcher clock) {
    String seconds = clock.group(3);
    return FeedDates.time(
        Integer.parseInt(clock.group(1)),
        Integer.parseInt(clock.group(2)),
        seconds == null ? 0 : Integer.parseInt(seconds));
  }

  /** English last, so that its names win. */
  private static Map<String, Month> months() {
    Map<String, Month> months = new HashMap<>();
    for (String language : List.of("sv", "nb", "da", "nl", "pt", "it", "es", "fr", "de", "en")) {
      Locale locale = Locale.forLanguageTag(language);
      for (Month month : Month.values()) {
        for (TextStyle style : List.of(TextStyle.SHORT, TextStyle.FULL)) {
          String name = month.getDisplayName(style, locale).toLowerCase(Locale.ROOT);
          months.put(name.replace(".", ""), month);
        }
      }
    }
    months.put("sept", Month.SEPTEMBER);
    return Map.copyOf(months);
  }
}
