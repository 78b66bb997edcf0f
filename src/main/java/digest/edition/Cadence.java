package digest.edition;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a newsletter is due.
 *
 * <p>The cron expression is evaluated on local date-times and turned into instants by java.time:
 * Quartz 2.5 itself skips a whole day when the local time does not exist (measured: 02:30 New York
 * on 2026-03-08).
 *
 * @param cron Quartz's six or seven fields
 * @param subscriberZone each subscriber's own zone decides, the newsletter's where there is none
 * @param cutoff how long before the due the content is picked
 * @param grace how late a missed due may still go out by itself
 */
public record Cadence(
    String cron, ZoneId zone, boolean subscriberZone, Duration cutoff, Duration grace) {

  private static final int DUES_JUDGED = 10;

  /** Checks the expression. */
  public Cadence {
    parse(cron);
  }

  /** The rhythm, which gives other settings their defaults. */
  public enum Pace {
    DAILY(Duration.ofHours(24), Duration.ofDays(3), Duration.ofHours(4), Duration.ofHours(12)),
    WEEKLY(Duration.ofDays(7), Duration.ofDays(14), Duration.ofHours(24), Duration.ofHours(48)),
    MONTHLY(Duration.ofDays(30), Duration.ofDays(45), Duration.ofHours(24), Duration.ofHours(48));

    private final Duration firstWindow;
    private final Duration maxAge;
    private final Duration grace;
    private final Duration halfLife;

    Pace(Duration firstWindow, Duration maxAge, Duration grace, Duration halfLife) {
      this.firstWindow = firstWindow;
      this.maxAge = maxAge;
      this.grace = grace;
      this.halfLife = halfLife;
    }

    /** How far the first edition of a newsletter looks back (picking P3). */
    public Duration firstWindow() {
      return firstWindow;
    }

    /** The default age limit (picking P2). */
    public Duration maxAge() {
      return maxAge;
    }

    /** The default grace (picking C3). */
    public Duration grace() {
      return grace;
    }

    /** After this time an article's recency counts half (picking S3). */
    public Duration halfLife() {
      return halfLife;
    }
  }

  /** The next dues after a local date-time; fewer when the expression ends. */
  public List<Slot> slotsAfter(LocalDateTime after, int count) {
    CronExpression expression = parse(cron);
    List<Slot> slots = new ArrayList<>();
    Optional<LocalDateTime> next = next(expression, after);
    while (next.isPresent() && slots.size() < count) {
      slots.add(Slot.due(next.get(), zone));
      next = next(expression, next.get());
    }
    return slots;
  }

  /** The latest due in {@code (after, until]}: missed dues collapse into one (picking C3). */
  public Optional<Slot> latestSlot(LocalDateTime after, Instant until) {
    CronExpression expression = parse(cron);
    Optional<LocalDateTime> latest = Optional.empty();
    Optional<LocalDateTime> next = next(expression, after);
    while (next.isPresent() && !Slot.due(next.get(), zone).instant().isAfter(until)) {
      latest = next;
      next = next(expression, next.get());
    }
    return latest.map(when -> Slot.due(when, zone));
  }

  /** The rhythm by the smallest gap between the next ten dues. */
  public Pace pace(LocalDateTime from) {
    List<Slot> slots = slotsAfter(from, DUES_JUDGED);
    Duration smallest = Duration.ofDays(365);
    for (int i = 1; i < slots.size(); i++) {
      Duration gap = Duration.between(slots.get(i - 1).when(), slots.get(i).when());
      smallest = gap.compareTo(smallest) < 0 ? gap : smallest;
    }
    if (smallest.compareTo(Duration.ofHours(36)) <= 0) {
      return Pace.DAILY;
    }
    return smallest.compareTo(Duration.ofDays(10)) <= 0 ? Pace.WEEKLY : Pace.MONTHLY;
  }

  private static Optional<LocalDateTime> next(CronExpression expression, LocalDateTime after) {
    Date found = expression.getNextValidTimeAfter(Date.from(after.toInstant(ZoneOffset.UTC)));
    return Optional.ofNullable(found)
        .map(date -> LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
  }

  private static CronExpression parse(String cron) {
    int fields = cron.isBlank() ? 0 : cron.strip().split("\\s+").length;
    if (fields < 6 || fields > 7) {
      throw new IllegalArgumentException(
          "cadence \""
              + cron
              + "\" has "
              + fields
              + " fields, cron needs 6 or 7 (seconds first). Example: \"0 0 7 ? * MON\"");
    }
    try {
      CronExpression expression = new CronExpression(cron.strip());
      expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
      return expression;
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "cadence \""
              + cron
              + "\" is not a cron expression: "
              + e.getMessage()
              + ". Example: \"0 0 7 ? * MON\"",
          e);
    }
  }
}
