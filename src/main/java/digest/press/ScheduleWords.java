package digest.press;

import digest.edition.Cadence;
import digest.edition.ClockChange;
import digest.edition.Rhythm;
import digest.edition.Slot;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a schedule to people; what it cannot tell well it does not tell wrongly. */
public final class ScheduleWords {

  /** More than these are told as a rule, or not at all. */
  private static final int LISTED = 4;

  private static final long DAY = Duration.ofDays(1).toSeconds();

  /** No month is shorter. */
  private static final int SAFE_DATE = 28;

  private static final List<String> WEEKS = List.of("first", "second", "third", "fourth", "fifth");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu 'at' HH:mm", Locale.ENGLISH);

  private ScheduleWords() {}

  /** {@code Monday to Friday at 07:00}; else the cron expression. */
  public static String of(Cadence cadence) {
    return Rhythm.of(cadence)
        .flatMap(ScheduleWords::of)
        .orElse("by the cron expression \"" + cadence.cron() + "\"");
  }

  /** Empty when there are no good words. */
  static Optional<String> of(Rhythm rhythm) {
    Optional<String> days = days(rhythm);
    Optional<String> times = times(rhythm);
    if (days.isEmpty() || times.isEmpty()) {
      return Optional.empty();
    }
    boolean ruled = times.get().startsWith("every");
    if (ruled && days.get().equals("every day")) {
      return times;
    }
    return Optional.of(days.get() + (ruled ? ", " : " ") + times.get());
  }

  /** {@code clocks go forward 1 h on Sun 29 Mar 2026 at 02:00: 02:30 does not exist that day, …} */
  public static String of(ClockChange change) {
    String put =
        "clocks go "
            + (change.isForward() ? "forward " : "back ")
            + words(change.by().abs())
            + " on "
            + MOMENT.format(change.local());
    List<ClockChange.Affected> slots = change.slots();
    if (slots.isEmpty()) {
      return put;
    }
    return slots.size() > LISTED
        ? put
            + ": "
            + slots.size()
            + " times "
            + (change.isForward() ? "do not exist that day" : "come twice")
        : put
            + slots.stream()
                .map(affected -> fate(change, affected))
                .collect(Collectors.joining("; ", ": ", ""));
  }

  private static String fate(ClockChange change, ClockChange.Affected affected) {
    Slot slot = affected.slot();
    LocalTime time = slot.when().toLocalTime();
    if (!change.isForward()) {
      return time + " comes twice, due at the first";
    }
    return time
        + " does not exist that day, "
        + (affected.merged()
            ? "the next takes its place"
            : "due at " + slot.when().plus(change.by()).toLocalTime());
  }

  /** {@code 1 h}, {@code 30 min}, {@code 1 h 30 min}, {@code 90 s}. */
  static String words(Duration duration) {
    if (duration.toSecondsPart() > 0) {
      return duration.toSeconds() + " s";
    }
    long minutes = duration.toMinutesPart();
    String hours = duration.toHours() == 0 ? "" : duration.toHours() + " h";
    return (hours + (minutes == 0 ? "" : " " + minutes + " min")).strip();
  }

  private static Optional<String> days(Rhythm rhythm) {
    boolean everyWeekday = rhythm.weekdays().size() == 7;
    if (!rhythm.dates().isEmpty()) {
      return everyWeekday ? dates(rhythm) : Optional.empty();
    }
    if (rhythm.week() != Rhythm.EACH) {
      return ofMonth(rhythm).map(months -> "the " + weekOf(rhythm) + months);
    }
    String weekdays = everyWeekday ? "every day" : weekdays(rhythm);
    return rhythm.months().size() == 12
        ? Optional.of(weekdays)
        : months(rhythm).map(months -> weekdays + " in " + months);
  }

  private static String weekOf(Rhythm rhythm) {
    String week = rhythm.week() == Rhythm.LAST ? "last" : WEEKS.get(rhythm.week() - 1);
    return week + " " + name(rhythm.weekdays().iterator().next());
  }

  /**
   * Where not every month has it, that is said; where only some of several are missing, nothing.
   */
  private static Optional<String> dates(Rhythm rhythm) {
    List<Integer> dates = rhythm.dates().stream().sorted().toList();
    boolean rare = dates.get(dates.size() - 1) > SAFE_DATE;
    if (dates.size() > LISTED || (rare && (dates.size() > 1 || rhythm.months().size() < 12))) {
      return Optional.empty();
    }
    List<String> named = new ArrayList<>();
    dates.stream().filter(date -> date > 0).forEach(date -> named.add(date(date, dates.size())));
    if (dates.contains(Rhythm.LAST)) {
      named.add("last day");
    }
    return ofMonth(rhythm)
        .map(months -> "the " + listed(named) + months + (rare ? " that has one" : ""));
  }

  private static String date(int date, int dates) {
    if (date == 1 && dates == 1) {
      return "first day";
    }
    int ones = date / 10 == 1 ? 0 : date % 10;
    return date + (ones == 1 ? "st" : ones == 2 ? "nd" : ones == 3 ? "rd" : "th");
  }

  private static Optional<String> ofMonth(Rhythm rhythm) {
    String rare = rhythm.week() == WEEKS.size() ? " that has one" : "";
    if (rhythm.months().size() == 12) {
      return Optional.of(" of each month" + rare);
    }
    return rare.isEmpty() ? months(rhythm).map(months -> " of " + months) : Optional.empty();
  }

  private static Optional<String> months(Rhythm rhythm) {
    List<String> names =
        rhythm.months().stream()
            .sorted()
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList();
    return names.size() <= LISTED ? Optional.of(listed(names)) : run(rhythm, names);
  }

  private static Optional<String> run(Rhythm rhythm, List<String> names) {
    int last = rhythm.months().stream().mapToInt(Month::getValue).max().orElse(0);
    int first = rhythm.months().stream().mapToInt(Month::getValue).min().orElse(0);
    return last - first + 1 == names.size()
        ? Optional.of(names.get(0) + " to " + names.get(names.size() - 1))
        : Optional.empty();
  }

  /** Three and more in a row are a span, the others are listed. */
  private static String weekdays(Rhythm rhythm) {
    List<DayOfWeek> days = rhythm.weekdays().stream().sorted().toList();
    DayOfWeek first = days.get(0);
    DayOfWeek last = days.get(days.size() - 1);
    return days.size() > 2 && last.getValue() - first.getValue() + 1 == days.size()
        ? name(first) + " to " + name(last)
        : listed(days.stream().map(day -> name(day) + "s").toList());
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static Optional<String> times(Rhythm rhythm) {
    List<LocalTime> times = rhythm.times();
    if (times.size() <= LISTED) {
      return Optional.of("at " + listed(times.stream().map(LocalTime::toString).toList()));
    }
    long step = rhythm.evenStep();
    if (step == 0 || step % 60 != 0) {
      return Optional.empty();
    }
    boolean always = times.get(0).equals(LocalTime.MIDNIGHT) && step * times.size() == DAY;
    String span = " from " + times.get(0) + " to " + times.get(times.size() - 1);
    return Optional.of("every " + step(step / 60) + (always ? "" : span));
  }

  private static String step(long minutes) {
    if (minutes % 60 != 0) {
      return minutes + " minutes";
    }
    return minutes == 60 ? "hour" : minutes / 60 + " hours";
  }

  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : Stream.of(String.join(", ", words.subList(0, last)), words.get(last))
            .collect(Collectors.joining(" and "));
  }
}
