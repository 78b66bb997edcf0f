package digest.edition;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Days, with two weeks before and after that the clocks are watched. */
record Span(LocalDate from, LocalDate until, Map<ZoneId, WallClock> clocks) {
  private static final long DAY = 86_400;
  private static final Comparator<ZoneId> BY_NAME = Comparator.comparing(ZoneId::getId);

  /** A local time and its instant, both in seconds. */
  record Due(long local, long instant) {}

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
  List<Due> expected(ZoneId zone, Beat beat, AtomicLong merged) {
    WallClock clock = clock(zone);
    List<Long> slots = slots(beat);
    List<Due> expected = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      long due = clock.due(slots.get(i));
      if (!clock.everShows(slots.get(i)) && isOvertaken(clock, slots, i, due)) {
        merged.incrementAndGet();
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
