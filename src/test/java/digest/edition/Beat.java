package digest.edition;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A cadence told twice: as a cron expression, and as days and times that no cron is asked for. */
record Beat(String cron, Predicate<LocalDate> days, List<LocalTime> times) {

  /** Around the hours at which the clocks of this world are put. */
  static final List<Beat> ALL =
      List.of(
          daily("0 0 0 * * ?", "00:00"),
          daily("0 30 0 * * ?", "00:30"),
          daily("0 30 1 * * ?", "01:30"),
          daily("0 0 2 * * ?", "02:00"),
          daily("0 30 2 * * ?", "02:30"),
          daily("0 0 3 * * ?", "03:00"),
          daily("0 0 12 * * ?", "12:00"),
          daily("0 30 23 * * ?", "23:30"),
          daily("0 30 2,14 * * ?", "02:30", "14:30"),
          new Beat("0 15 2 ? * MON-FRI", Beat::isWorkday, at("02:15")),
          new Beat("0 30 2 ? * SUN", day -> day.getDayOfWeek() == DayOfWeek.SUNDAY, at("02:30")),
          new Beat("0 30 0 ? * SAT", day -> day.getDayOfWeek() == DayOfWeek.SATURDAY, at("00:30")),
          new Beat("0 0 1 1 * ?", day -> day.getDayOfMonth() == 1, at("01:00")),
          new Beat("0 30 2 ? * SUNL", Beat::isLastSunday, at("02:30")));

  /** Of which several fall into one gap. */
  static final List<Beat> DENSE =
      List.of(
          daily("0 5/20 2 * * ?", "02:05", "02:25", "02:45"),
          daily("0 5/20 0 * * ?", "00:05", "00:25", "00:45"),
          new Beat("0 0/30 * * * ?", day -> true, each(30)),
          new Beat("0 10/20 * * * ?", day -> true, each(20).stream().map(ten()).sorted().toList()),
          new Beat("0 0/5 * * * ?", day -> true, each(5)));

  /** Its local times in a span of days, as seconds. */
  List<Long> slots(LocalDate from, LocalDate until) {
    List<Long> slots = new ArrayList<>();
    from.datesUntil(until)
        .filter(days)
        .forEach(
            day ->
                times.forEach(time -> slots.add(day.atTime(time).toEpochSecond(ZoneOffset.UTC))));
    return slots;
  }

  private static Beat daily(String cron, String... times) {
    return new Beat(cron, day -> true, at(times));
  }

  private static List<LocalTime> at(String... times) {
    return List.of(times).stream().map(LocalTime::parse).toList();
  }

  private static List<LocalTime> each(int minutes) {
    return IntStream.range(0, 1440 / minutes)
        .mapToObj(i -> LocalTime.ofSecondOfDay(i * minutes * 60L))
        .toList();
  }

  private static UnaryOperator<LocalTime> ten() {
    return time -> time.plusMinutes(10);
  }

  private static boolean isWorkday(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
  }

  private static boolean isLastSunday(LocalDate day) {
    return day.equals(day.with(TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY)));
  }
}
