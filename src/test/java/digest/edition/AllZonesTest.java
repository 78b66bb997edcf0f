package digest.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * One edition per subscriber and local slot, in every zone (picking, invariant 7): every zone that
 * Java knows, through every change of its clocks in two years, and through odd ones of the past.
 * What the cadence says is compared with {@link WallClock}, which knows only offsets.
 *
 * <p>Zones whose clocks show the same all the span long have one run of ticks together; the dues
 * are compared for each by its name.
 */
class AllZonesTest {

  private static final Duration CUTOFF = Duration.ofMinutes(15);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;
  private static final long SEED = 20260328;

  private static final Comparator<ZoneId> BY_NAME = Comparator.comparing(ZoneId::getId);

  private static final Set<ZoneId> ZONES = new HashSet<>();
  private static final AtomicLong SLOTS = new AtomicLong();
  private static final AtomicLong TICKS = new AtomicLong();
  private static final AtomicLong DUES = new AtomicLong();
  private static final AtomicLong MOVED = new AtomicLong();
  private static final AtomicLong MERGED = new AtomicLong();

  private static final Span TWO_YEARS = Span.of("2026-01-01", "2028-01-01");

  /** The date line moved, or a government changed its mind. */
  private static final List<Span> ODD =
      List.of(
          Span.of("1993-08-10", "1993-08-31"), // Kwajalein has no 21st
          Span.of("1994-12-20", "1995-01-12"), // Kiritimati and Enderbury have no 31st, or no 1st
          Span.of("2011-12-20", "2012-01-10"), // Apia and Fakaofo have no 30th
          Span.of("2010-08-01", "2010-10-10"), // Cairo and Gaza put the clocks for Ramadan
          Span.of("2016-04-20", "2016-05-10"), // Caracas: half an hour
          Span.of("2018-04-25", "2018-05-15")); // Pyongyang: half an hour

  /** Days, with two weeks before and after that the clocks are watched. */
  private record Span(LocalDate from, LocalDate until, Map<ZoneId, WallClock> clocks) {
    static Span of(String from, String until) {
      return new Span(LocalDate.parse(from), LocalDate.parse(until), new TreeMap<>(BY_NAME));
    }

    Instant start() {
      return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant end() {
      return until.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    void watch(Set<ZoneId> zones) {
      Instant early = start().minus(Duration.ofDays(14));
      Instant late = end().plus(Duration.ofDays(14));
      zones.forEach(zone -> clocks.put(zone, WallClock.watched(zone, early, late)));
    }

    /** One zone for each way in which clocks went. */
    List<ZoneId> distinct() {
      Map<WallClock, ZoneId> distinct = new HashMap<>();
      clocks.forEach((zone, clock) -> distinct.putIfAbsent(clock, zone));
      return distinct.values().stream().sorted(BY_NAME).toList();
    }

    List<ZoneId> moving() {
      return distinct().stream().filter(zone -> !jumps(zone).isEmpty()).toList();
    }

    WallClock clock(ZoneId zone) {
      return Optional.ofNullable(clocks.get(zone)).orElseThrow();
    }

    List<Long> jumps(ZoneId zone) {
      return clock(zone).jumps().stream()
          .filter(jump -> start().getEpochSecond() < jump && jump < end().getEpochSecond())
          .toList();
    }

    /** By how much the hands jumped. */
    long leap(ZoneId zone, long jump) {
      WallClock clock = clock(zone);
      return Math.abs(clock.at(jump) - clock.at(jump - 1));
    }

    List<Long> slots(Beat beat) {
      return beat.slots(from.minusDays(5), until.plusDays(5));
    }

    /** What the readers of a zone are to get: each local time once, in the order of the dues. */
    List<Due> expected(ZoneId zone, Beat beat) {
      WallClock clock = clock(zone);
      List<Long> slots = slots(beat);
      List<Due> expected = new ArrayList<>();
      for (int i = 0; i < slots.size(); i++) {
        long due = clock.due(slots.get(i));
        if (!clock.everShows(slots.get(i)) && isOvertaken(clock, slots, i, due)) {
          MERGED.incrementAndGet();
        } else {
          expected.add(new Due(slots.get(i), due));
        }
      }
      return expected;
    }

    private static boolean isOvertaken(WallClock clock, List<Long> slots, int place, long due) {
      for (int i = place + 1; i < slots.size() && slots.get(i) <= slots.get(place) + DAY; i++) {
        if (clock.everShows(slots.get(i)) && clock.due(slots.get(i)) <= due) {
          return true;
        }
      }
      return false;
    }
  }

  /** A local time and its instant, both in seconds. */
  private record Due(long local, long instant) {}

  @BeforeAll
  static void watchAllClocks() {
    ZoneId.getAvailableZoneIds().stream().map(ZoneId::of).forEach(ZONES::add);
    TWO_YEARS.watch(ZONES);
    ODD.forEach(span -> span.watch(ZONES));
  }

  @AfterAll
  static void tellTheCounts() {
    long transitions = ZONES.stream().mapToLong(zone -> TWO_YEARS.jumps(zone).size()).sum();
    long odd =
        ODD.stream()
            .mapToLong(span -> ZONES.stream().mapToLong(zone -> span.jumps(zone).size()).sum())
            .sum();
    System.out.printf(
        "picking/Z4-Z7: %d zones (%d clocks that differ), %d transitions of two years and %d of the"
            + " past, %d cadences; %d slots built exactly once over %d ticks, %d dues of readers"
            + " right, of them %d moved out of a gap, %d merged%n",
        ZONES.size(),
        TWO_YEARS.distinct().size(),
        transitions,
        odd,
        Beat.ALL.size() + Beat.DENSE.size(),
        SLOTS.get(),
        TICKS.get(),
        DUES.get(),
        MOVED.get(),
        MERGED.get());
  }

  @Test
  @DisplayName(
      "picking/C4 picking/Z5 picking/Z6 picking/E1: a newsletter in any zone has each local slot"
          + " once, built at the first tick after its cutoff")
  void everySlotOfEveryZoneIsBuiltOnce() {
    TWO_YEARS.distinct().parallelStream()
        .forEach(
            zone -> {
              Set<Long> ticks = coarse(TWO_YEARS, 10 * HOUR);
              TWO_YEARS.jumps(zone).forEach(jump -> around(jump, 2 * HOUR, ticks));
              Beat.ALL.forEach(beat -> run(TWO_YEARS, zone, beat, ticks, true));
            });
  }

  @Test
  @DisplayName("picking/Z7 picking/C4: in days that were left out, and other odd ones of the past")
  void everySlotOfAnOddSpanIsBuiltOnce() {
    for (Span span : ODD) {
      span.moving().parallelStream()
          .forEach(
              zone -> {
                Set<Long> ticks = coarse(span, 7 * HOUR);
                span.jumps(zone)
                    .forEach(jump -> around(jump, span.leap(zone, jump) + 2 * HOUR, ticks));
                Beat.ALL.forEach(beat -> run(span, zone, beat, ticks, true));
              });
    }
  }

  @Test
  @DisplayName("picking/Z7: of several slots in one gap, those that another overtakes are merged")
  void slotsThatFallIntoOneGapAreMerged() {
    List<Span> spans = new ArrayList<>(ODD);
    spans.add(TWO_YEARS);
    for (Span span : spans) {
      span.moving().parallelStream().forEach(zone -> denseRuns(span, zone));
    }
    assertThat(MERGED.get()).isPositive();
  }

  private static void denseRuns(Span span, ZoneId zone) {
    for (long jump : span.jumps(zone)) {
      Set<Long> ticks = new TreeSet<>();
      around(jump, 4 * HOUR, ticks);
      LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(jump, DAY));
      Span near = new Span(day.minusDays(3), day.plusDays(3), span.clocks());
      Beat.DENSE.forEach(beat -> run(near, zone, beat, ticks, true));
    }
  }

  @Test
  @DisplayName("picking/C3 picking/Z6: who wakes up just after a change of the clocks is not late")
  void whoSleepsThroughAChangeIsToldAtOnce() {
    for (ZoneId zone : TWO_YEARS.moving()) {
      for (long jump : TWO_YEARS.jumps(zone)) {
        Set<Long> ticks = new TreeSet<>(Set.of(jump - 30 * HOUR));
        LongStream.range(0, 25).forEach(i -> ticks.add(jump + i * 5 * MINUTE));
        Beat.ALL.forEach(beat -> run(TWO_YEARS, zone, beat, ticks, false));
      }
    }
  }

  @Test
  @DisplayName(
      "picking/C3: with random ticks, outages and clocks put by two hours, missed slots collapse"
          + " into the latest and none comes twice")
  void outagesCollapseAndNothingComesTwice() {
    System.out.println("seed " + SEED);
    TWO_YEARS.distinct().parallelStream()
        .forEach(
            zone -> {
              Random random = new Random(SEED + zone.getId().hashCode());
              for (int i = 0; i < 3; i++) {
                Beat beat = Beat.ALL.get(random.nextInt(Beat.ALL.size()));
                run(TWO_YEARS, zone, beat, unsteady(random), false);
              }
            });
  }

  @Test
  @DisplayName(
      "picking/Z2 picking/Z4 picking/Z7: one reader in each zone gets each local slot once, on the"
          + " local weekday, from a newsletter in Berlin")
  void everyReaderGetsEveryLocalSlotOnce() {
    List<Span> spans = new ArrayList<>(ODD);
    spans.add(TWO_YEARS);
    for (Span span : spans) {
      Beat.ALL.parallelStream().forEach(beat -> everyReader(span, beat));
    }
  }

  private static void everyReader(Span span, Beat beat) {
    Cadence cadence = new Cadence(beat.cron(), BERLIN, true, CUTOFF, Duration.ofHours(4));
    Set<ZoneId> zones = cadence.zones(ZONES);
    Map<ZoneId, List<Due>> got = new HashMap<>();
    LocalDateTime after = local(span.clock(BERLIN).at(span.start().getEpochSecond()));
    for (long tick : coarse(span, 10 * HOUR)) {
      Instant now = Instant.ofEpochSecond(tick);
      Optional<Slot> slot = cadence.latestToBuild(after, now, zones);
      if (slot.isPresent()) {
        after = slot.get().when();
        Dues dues = cadence.dues(slot.get(), zones);
        assertThat(dues.first().minus(CUTOFF)).isBeforeOrEqualTo(now);
        long when = after.toEpochSecond(ZoneOffset.UTC);
        dues.byZone()
            .forEach(
                (zone, due) ->
                    got.computeIfAbsent(zone, any -> new ArrayList<>())
                        .add(new Due(when, due.getEpochSecond())));
      }
    }
    ZONES.forEach(zone -> compare(span, beat, zone, got.getOrDefault(zone, List.of())));
  }

  private static void compare(Span span, Beat beat, ZoneId zone, List<Due> got) {
    long from = got.isEmpty() ? span.start().getEpochSecond() : got.get(0).local();
    long to = got.isEmpty() ? from : got.get(got.size() - 1).local();
    List<Due> expected =
        span.expected(zone, beat).stream()
            .filter(due -> due.local() >= from && due.local() <= to)
            .toList();
    assertThat(got).as("%s in %s", beat.cron(), zone).isEqualTo(expected);
    got.forEach(due -> onTheRightDay(span.clock(zone), beat, zone, due));
    DUES.addAndGet(got.size());
  }

  /** Its clock shows the slot's time, and so its weekday, unless its clocks never showed that. */
  private static void onTheRightDay(WallClock clock, Beat beat, ZoneId zone, Due due) {
    long shown = clock.at(due.instant());
    if (clock.everShows(due.local())) {
      check(shown == due.local(), zone, beat, due.instant(), "another local time");
      check(beat.days().test(local(shown).toLocalDate()), zone, beat, shown, "another weekday");
    } else {
      check(shown > due.local(), zone, beat, due.instant(), "not moved");
      MOVED.incrementAndGet();
    }
  }

  /**
   * A scheduler of a newsletter in a zone: at each tick it builds the slot it is told, and
   * remembers which. It must be told the latest that the wall clock has come to and that is not
   * built.
   *
   * @param complete whether the ticks are so close that no slot may be skipped
   */
  private static void run(
      Span span, ZoneId zone, Beat beat, Iterable<Long> ticks, boolean complete) {
    Cadence cadence = new Cadence(beat.cron(), zone, false, CUTOFF, Duration.ofHours(4));
    List<Due> expected = span.expected(zone, beat);
    if (expected.isEmpty()) {
      return;
    }
    strictlyIncreasing(expected, zone, beat);
    Set<ZoneId> zones = Set.of(zone);
    long first = ticks.iterator().next() + CUTOFF.toSeconds();
    int built = reached(expected, first, -1); // what was due before a newsletter is new is not its
    LocalDateTime after =
        local(built < 0 ? expected.get(0).local() - 1 : expected.get(built).local());
    for (long tick : ticks) {
      int reached = reached(expected, tick + CUTOFF.toSeconds(), built);
      Optional<Slot> slot = cadence.latestToBuild(after, Instant.ofEpochSecond(tick), zones);
      TICKS.incrementAndGet();
      if (reached <= built) {
        check(slot.isEmpty(), zone, beat, tick, "built again or too early");
        continue;
      }
      Due due = expected.get(reached);
      check(slot.isPresent(), zone, beat, tick, "nothing built for " + local(due.local()));
      check(!complete || reached == built + 1, zone, beat, tick, "skipped one");
      check(slot.get().when().equals(local(due.local())), zone, beat, tick, "wrong: " + slot.get());
      check(slot.get().instant().getEpochSecond() == due.instant(), zone, beat, tick, "wrong due");
      built = reached;
      after = slot.get().when();
      SLOTS.incrementAndGet();
    }
  }

  /** The last that is due by then, never before the one built. */
  private static int reached(List<Due> expected, long until, int built) {
    int reached = built;
    while (reached + 1 < expected.size() && expected.get(reached + 1).instant() <= until) {
      reached++;
    }
    return reached;
  }

  private static void strictlyIncreasing(List<Due> dues, ZoneId zone, Beat beat) {
    for (int i = 1; i < dues.size(); i++) {
      check(
          dues.get(i).instant() > dues.get(i - 1).instant(),
          zone,
          beat,
          dues.get(i).instant(),
          "two at one instant");
    }
  }

  private static void check(boolean holds, ZoneId zone, Beat beat, long tick, String what) {
    if (!holds) {
      throw new AssertionError(
          beat.cron() + " in " + zone + " at " + Instant.ofEpochSecond(tick) + ": " + what);
    }
  }

  private static LocalDateTime local(long seconds) {
    return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
  }

  private static Set<Long> coarse(Span span, long step) {
    Set<Long> ticks = new TreeSet<>();
    for (long t = span.start().getEpochSecond(); t < span.end().getEpochSecond(); t += step) {
      ticks.add(t);
    }
    return ticks;
  }

  private static void around(long jump, long reach, Set<Long> ticks) {
    for (long t = jump - reach; t <= jump + reach; t += MINUTE) {
      ticks.add(t);
    }
  }

  /** Seconds to half a day apart, with outages of up to 40 days, and steps back. */
  private static List<Long> unsteady(Random random) {
    List<Long> ticks = new ArrayList<>();
    long now = TWO_YEARS.start().getEpochSecond();
    while (now < TWO_YEARS.end().getEpochSecond()) {
      ticks.add(now);
      int chance = random.nextInt(200);
      now +=
          chance < 3
              ? random.nextInt((int) (40 * DAY))
              : chance < 23
                  ? random.nextInt((int) (4 * HOUR)) - 2 * HOUR
                  : random.nextInt((int) (12 * HOUR));
    }
    return ticks;
  }
}
