package digest.edition;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a field of Quartz's cron may have.
 *
 * @param names of the values from the least on; may be empty
 */
record CronField(int least, int most, List<String> names) {

  static final CronField SECONDS = new CronField(0, 59, List.of());
  static final CronField MINUTES = new CronField(0, 59, List.of());
  static final CronField HOURS = new CronField(0, 23, List.of());
  static final CronField MONTHS =
      new CronField(
          1,
          12,
          List.of(
              "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
  private static final CronField DATES = new CronField(1, 31, List.of());
  private static final CronField WEEKDAYS =
      new CronField(1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private static final Pattern ITEM =
      Pattern.compile(
          "(?:[*?]|([0-9]{1,2}|[A-Z]{3})(?:-([0-9]{1,2}|[A-Z]{3}))?)(?:/([0-9]{1,2}))?");
  private static final Pattern OF_MONTH = Pattern.compile("([1-7]|[A-Z]{3})(?:#([1-5])|(L))");

  /** Empty when it is not understood. */
  Optional<Set<Integer>> values(String field) {
    Set<Integer> values = new TreeSet<>();
    for (String item : field.toUpperCase(Locale.ROOT).split(",", -1)) {
      Set<Integer> some = item(item);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      values.addAll(some);
    }
    return Optional.of(values);
  }

  /** Days of the month; empty inside for any. */
  static Optional<Set<Integer>> dates(String field) {
    Set<Integer> dates = new TreeSet<>();
    for (String item : field.toUpperCase(Locale.ROOT).split(",", -1)) {
      Set<Integer> some = item.equals("L") ? Set.of(Rhythm.LAST) : DATES.item(item);
      if (some.isEmpty()) {
        return Optional.empty();
      }
      dates.addAll(some);
    }
    return Optional.of(dates.size() >= DATES.most() ? Set.of() : dates);
  }

  /** Quartz's numbers of weekdays. */
  static Optional<Set<Integer>> weekdays(String field) {
    String upper = field.toUpperCase(Locale.ROOT);
    Matcher ofMonth = OF_MONTH.matcher(upper);
    return WEEKDAYS.values(
        upper.equals("L") ? "SAT" : ofMonth.matches() ? ofMonth.group(1) : upper);
  }

  /** Which of the month's such weekdays. */
  static int week(String field) {
    Matcher ofMonth = OF_MONTH.matcher(field.toUpperCase(Locale.ROOT));
    if (!ofMonth.matches()) {
      return Rhythm.EACH;
    }
    return ofMonth.group(2) == null ? Rhythm.LAST : Integer.parseInt(ofMonth.group(2));
  }

  /** A range may run past the end of the week, of the day, of the year: {@code FRI-MON}. */
  private Set<Integer> item(String item) {
    Matcher parts = ITEM.matcher(item);
    if (!parts.matches()) {
      return Set.of();
    }
    int from = parts.group(1) == null ? least : number(parts.group(1));
    int to = parts.group(2) == null ? from : number(parts.group(2));
    boolean open = parts.group(1) == null || (parts.group(2) == null && parts.group(3) != null);
    int step = parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
    return isOdd(parts, from, to) || step == 0 ? Set.of() : range(from, open ? most : to, step);
  }

  /** Quartz reads MON/2 as Mondays alone; and a step past the end is nobody's meaning. */
  private boolean isOdd(Matcher parts, int from, int to) {
    String first = parts.group(1);
    boolean named = first != null && Character.isLetter(first.charAt(0));
    boolean stepped = parts.group(3) != null;
    return from < least
        || from > most
        || to < least
        || to > most
        || (stepped && (named || to < from));
  }

  private Set<Integer> range(int from, int to, int step) {
    Set<Integer> values = new TreeSet<>();
    int size = most - least + 1;
    for (int value = from; value <= (to < from ? to + size : to); value += step) {
      values.add(value > most ? value - size : value);
    }
    return values;
  }

  /** Less than the least when it is no name of a value. */
  private int number(String text) {
    int place = names.indexOf(text);
    return Character.isDigit(text.charAt(0))
        ? Integer.parseInt(text)
        : place < 0 ? least - 1 : least + place;
  }
}
