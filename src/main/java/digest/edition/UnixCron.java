package digest.edition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a line of a crontab, which people know better, is in Quartz's fields. */
final class UnixCron {

  private static final Map<String, String> NAMED =
      Map.of(
          "@hourly", "0 0 * * * ?",
          "@daily", "0 0 0 * * ?",
          "@midnight", "0 0 0 * * ?",
          "@weekly", "0 0 0 ? * SUN",
          "@monthly", "0 0 0 1 * ?",
          "@yearly", "0 0 0 1 1 ?",
          "@annually", "0 0 0 1 1 ?");

  /** From Monday on; the crontab's Sunday is 0 as well as 7. */
  private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  private static final Pattern ITEM =
      Pattern.compile("(?:\\*|([0-7]|[A-Z]{3})(?:-([0-7]|[A-Z]{3}))?)(?:/([1-7]))?");

  private UnixCron() {}

  /** Empty when it is no such line, or means what Quartz cannot say: this weekday or that date. */
  static Optional<String> asQuartz(String line) {
    String[] fields = line.strip().split("\\s+", -1);
    if (fields.length != 5) {
      return Optional.ofNullable(NAMED.get(line.strip().toLowerCase(Locale.ROOT)));
    }
    String time = "0 " + fields[0] + " " + fields[1] + " ";
    String date = isAny(fields[2]) ? "*" : fields[2];
    if (isAny(fields[4])) {
      return Optional.of(time + date + " " + fields[3] + " ?");
    }
    return isAny(fields[2])
        ? days(fields[4]).map(days -> time + "? " + fields[3] + " " + days)
        : Optional.empty();
  }

  private static boolean isAny(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static Optional<String> days(String field) {
    Set<Integer> days = new TreeSet<>();
    for (String item : field.toUpperCase(Locale.ROOT).split(",", -1)) {
      Set<Integer> named = item(item);
      if (named.isEmpty()) {
        return Optional.empty();
      }
      days.addAll(named);
    }
    return Optional.of(runs(List.copyOf(days)));
  }

  /** Places in {@link #DAYS}; empty when it is not understood. */
  private static Set<Integer> item(String item) {
    Matcher parts = ITEM.matcher(item);
    boolean known = parts.matches();
    if (!known || (parts.group(1) != null && parts.group(2) == null && parts.group(3) != null)) {
      return Set.of();
    }
    int from = parts.group(1) == null ? 0 : number(parts.group(1));
    int to = parts.group(1) == null ? 6 : parts.group(2) == null ? from : number(parts.group(2));
    int step = parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
    Set<Integer> places = new TreeSet<>();
    for (int day = from; from >= 0 && day <= to; day += step) {
      places.add((day + 6) % 7);
    }
    return places;
  }

  /** The crontab's number, -1 for no day. */
  private static int number(String day) {
    int place = DAYS.indexOf(day);
    return Character.isDigit(day.charAt(0)) ? Integer.parseInt(day) : place < 0 ? -1 : place + 1;
  }

  /** {@code MON-FRI} for three and more in a row. */
  private static String runs(List<Integer> places) {
    List<List<Integer>> runs = new ArrayList<>();
    for (int place : places) {
      List<Integer> last = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
      if (last.contains(place - 1)) {
        last.add(place);
      } else {
        runs.add(new ArrayList<>(Arrays.asList(place)));
      }
    }
    return runs.stream().map(UnixCron::run).collect(Collectors.joining(","));
  }

  private static String run(List<Integer> places) {
    String first = DAYS.get(places.get(0));
    return places.size() > 2
        ? first + "-" + DAYS.get(places.get(places.size() - 1))
        : places.stream().map(DAYS::get).collect(Collectors.joining(","));
  }
}
