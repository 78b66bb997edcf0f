package digest.edition;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a cron expression says, where people have words for it: on days that meet all conditions, at
 * these times.
 *
 * @param months not empty
 * @param dates days of the month, {@link #LAST} for the last; empty means any
 * @param weekdays not empty
 * @param week which of the month's such weekdays: 1 to 5, {@link #LAST}, or {@link #EACH}
 * @param times in order, not empty
 */
public record Rhythm(
    Set<Month> months,
    Set<Integer> dates,
    Set<DayOfWeek> weekdays,
    int week,
    List<LocalTime> times) {

  /** The last of a month. */
  public static final int LAST = -1;

  /** Not only one week of the month. */
  public static final int EACH = 0;

  /** Copies the collections. */
  public Rhythm {
    months = Set.copyOf(months);
    dates = Set.copyOf(dates);
    weekdays = Set.copyOf(weekdays);
    times = List.copyOf(times);
  }

  /** Empty for the nearest weekday (15W), days before the last (L-3), and single years. */
  public static Optional<Rhythm> of(Cadence cadence) {
    String[] fields = cadence.cron().strip().split("\\s+", -1);
    return fields.length == 7 && !fields[6].equals("*") ? Optional.empty() : of(fields);
  }

  /** Whether there are dues on a day. */
  public boolean falls(LocalDate day) {
    return months.contains(day.getMonth())
        && (dates.isEmpty() || dates.contains(day.getDayOfMonth()) || isLastWanted(day))
        && weekdays.contains(day.getDayOfWeek())
        && isWeek(day);
  }

  private boolean isLastWanted(LocalDate day) {
    return dates.contains(LAST) && day.getDayOfMonth() == day.lengthOfMonth();
  }

  private boolean isWeek(LocalDate day) {
    if (week == LAST) {
      return day.equals(day.with(TemporalAdjusters.lastInMonth(day.getDayOfWeek())));
    }
    return week == EACH || (day.getDayOfMonth() + 6) / 7 == week;
  }

  private static Optional<Rhythm> of(String[] fields) {
    Optional<Set<Integer>> seconds = CronField.SECONDS.values(fields[0]);
    Optional<Set<Integer>> minutes = CronField.MINUTES.values(fields[1]);
    Optional<Set<Integer>> hours = CronField.HOURS.values(fields[2]);
    Optional<Set<Integer>> dates = CronField.dates(fields[3]);
    Optional<Set<Integer>> months = CronField.MONTHS.values(fields[4]);
    Optional<Set<Integer>> weekdays = CronField.weekdays(fields[5]);
    int week = CronField.week(fields[5]);
    if (List.of(seconds, minutes, hours, dates, months, weekdays).contains(Optional.empty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Rhythm(
            months.get().stream().map(Month::of).collect(Collectors.toSet()),
            dates.get(),
            weekdays.get().stream().map(Rhythm::weekday).collect(Collectors.toSet()),
            week,
            times(hours.get(), minutes.get(), seconds.get())));
  }

  /** Quartz counts from Sunday, which is 1. */
  private static DayOfWeek weekday(int number) {
    return DayOfWeek.SATURDAY.plus(number);
  }

  private static List<LocalTime> times(
      Collection<Integer> hours, Collection<Integer> minutes, Collection<Integer> seconds) {
    TreeSet<LocalTime> times = new TreeSet<>();
    for (int hour : hours) {
      for (int minute : minutes) {
        seconds.forEach(second -> times.add(LocalTime.of(hour, minute, second)));
      }
    }
    return List.copyOf(times);
  }

  /** The time between two neighbours in seconds, when it is the same for all; else 0. */
  public long evenStep() {
    Set<Long> steps = new TreeSet<>();
    for (int i = 1; i < times.size(); i++) {
      steps.add(ChronoUnit.SECONDS.between(times.get(i - 1), times.get(i)));
    }
    return steps.size() == 1 ? steps.iterator().next() : 0;
  }
}
