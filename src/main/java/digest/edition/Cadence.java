package digest.edition;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
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
 * @param freezePerZone the readers of each zone get an own edition, picked just before their due
 *     (picking Z3)
 * @param cutoff how long before the first due the content is picked
 * @param grace how late a missed due may still go out by itself
 */
public record Cadence(
    String cron,
    ZoneId zone,
    boolean subscriberZone,
    boolean freezePerZone,
    Duration cutoff,
    Duration grace) {

  /** The least time between two dues that a configuration may ask for. */
  public static final Duration LEAST = Duration.ofMinutes(5);

  private static final int DUES_JUDGED = 10;
  private static final String EXAMPLE = "Example: \"0 0 7 ? * MON\"";

  /** A whole date has been left out, at the date line (Apia 2011, Kwajalein 1993, Manila 1844). */
  private static final Duration LONGEST_GAP = Duration.ofDays(2);

  /** Checks the expression. */
  public Cadence {
    parse(cron);
  }

  /** One edition for the readers of all zones. */
  public Cadence(
      String cron, ZoneId zone, boolean subscriberZone, Duration cutoff, Duration grace) {
    this(cron, zone, subscriberZone, false, cutoff, grace);
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

  /** The next slots after a local date-time; fewer when the expression ends. */
  public List<Slot> slotsAfter(LocalDateTime after, int count) {
    return search().after(after, count);
  }

  /** The slots that are still to come in the newsletter's zone; fewer when the expression ends. */
  public List<Slot> upcoming(Instant now, int count) {
    LocalDateTime passed = LocalDateTime.ofInstant(now, zone).minus(LONGEST_GAP);
    LocalDateTime after = latestSlot(passed, now).map(Slot::when).orElse(passed);
    return slotsAfter(after, count);
  }

  /** The latest due in {@code (after, until]}: missed dues collapse into one (picking C3). */
  public Optional<Slot> latestSlot(LocalDateTime after, Instant until) {
    return search().latest(after, until, Set.of(zone)).map(Dues::slot);
  }

  /**
   * The latest slot after a local date-time whose content is to be picked by now: earlier ones
   * collapse into it (picking C3). Quick, however long nobody looked.
   *
   * @param zones those of {@link #zones}, or a single one to freeze for (picking Z3)
   */
  public Optional<Slot> latestToBuild(LocalDateTime after, Instant now, Set<ZoneId> zones) {
    return search().latest(after, now.plus(cutoff), zones).map(Dues::slot);
  }

  /** When a slot is due in each of these zones, without those where it is merged. */
  public Dues dues(Slot slot, Set<ZoneId> zones) {
    return search().dues(slot, zones);
  }

  /**
   * Whether a slot's local time does not exist in a zone and another slot, which does exist, comes
   * no later: then that one is for the readers there, and this one is not (picking Z7).
   */
  public boolean isMerged(Slot slot, ZoneId readers) {
    return !slot.isManual() && search().isMerged(slot.when(), readers);
  }

  /** When the clocks of the newsletter's zone are put in {@code (from, until]}, in order. */
  public List<ClockChange> clockChanges(Instant from, Instant until) {
    return search().changes(zone, from, until);
  }

  /** The zones that decide: the newsletter's, and its readers' where they count. */
  public Set<ZoneId> zones(Set<ZoneId> readers) {
    Set<ZoneId> zones = new HashSet<>(Set.of(zone));
    if (subscriberZone) {
      zones.addAll(readers);
    }
    return Set.copyOf(zones);
  }

  /** The zone that decides for a reader; the newsletter's for one without (picking Z8). */
  public ZoneId zoneOf(@Nullable ZoneId reader) {
    return subscriberZone && reader != null ? reader : zone;
  }

  /** The same for the name of a zone, which may be none that is known here (picking Z8). */
  public ZoneId zoneNamed(@Nullable String reader) {
    try {
      return zoneOf(reader == null ? null : ZoneId.of(reader));
    } catch (DateTimeException e) {
      return zone;
    }
  }

  /** The rhythm by the smallest gap between the next ten dues. */
  public Pace pace(LocalDateTime from) {
    Duration smallest = smallestGap(from, DUES_JUDGED);
    if (smallest.compareTo(Duration.ofHours(36)) <= 0) {
      return Pace.DAILY;
    }
    return smallest.compareTo(Duration.ofDays(10)) <= 0 ? Pace.WEEKLY : Pace.MONTHLY;
  }

  /** The smallest gap between so many local dues; a year when there are fewer than two. */
  public Duration smallestGap(LocalDateTime from, int count) {
    List<Slot> slots = slotsAfter(from, count);
    Duration smallest = Duration.ofDays(365);
    for (int i = 1; i < slots.size(); i++) {
      Duration gap = Duration.between(slots.get(i - 1).when(), slots.get(i).when());
      smallest = gap.compareTo(smallest) < 0 ? gap : smallest;
    }
    return smallest;
  }

  private SlotSearch search() {
    CronExpression expression = parse(cron);
    return new SlotSearch(new LocalTimes(after -> next(expression, after)), zone);
  }

  private static Optional<LocalDateTime> next(CronExpression expression, LocalDateTime after) {
    Date found = expression.getNextValidTimeAfter(Date.from(after.toInstant(ZoneOffset.UTC)));
    return Optional.ofNullable(found)
        .map(date -> LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
  }

  private static CronExpression parse(String cron) {
    int fields = cron.isBlank() ? 0 : cron.strip().split("\\s+", -1).length;
    if (fields < 6 || fields > 7) {
      String many = fields == 1 ? " has 1 field" : " has " + fields + " fields";
      throw new IllegalArgumentException(
          "cadence \"" + cron + "\"" + many + ", cron needs 6 or 7 (seconds first). " + mend(cron));
    }
    try {
      CronExpression expression = new CronExpression(cron.strip());
      expression.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
      return expression;
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "cadence \"" + cron + "\" is not a cron expression: " + e.getMessage() + ". " + EXAMPLE,
          e);
    }
  }

  private static String mend(String cron) {
    return UnixCron.asQuartz(cron)
        .filter(CronExpression::isValidExpression)
        .map(quartz -> "Did you mean \"" + quartz + "\"?")
        .orElse(EXAMPLE);
  }
}
