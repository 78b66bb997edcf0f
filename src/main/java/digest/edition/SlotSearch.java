package digest.edition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the slots of a cadence, through the gaps and overlaps of every zone's clocks. */
final class SlotSearch {

  /** No cron expression reaches that far; local times can be reckoned up to here and beyond. */
  private static final Instant FAR =
      LocalDate.of(9999, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();

  private final LocalTimes times;
  private final ZoneId home;

  SlotSearch(LocalTimes times, ZoneId home) {
    this.times = times;
    this.home = home;
  }

  /** The slots after a local time, without those merged at home. */
  List<Slot> after(LocalDateTime after, int count) {
    List<Slot> slots = new ArrayList<>();
    Optional<LocalDateTime> next = times.after(after);
    while (next.isPresent() && slots.size() < count) {
      if (!isMerged(next.get(), home)) {
        slots.add(Slot.due(next.get(), home));
      }
      next = times.after(next.get());
    }
    return slots;
  }

  /** Whether a local time falls into a gap, and another that exists comes no later (picking Z7). */
  boolean isMerged(LocalDateTime when, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(when);
    if (change == null || !change.isGap()) {
      return false;
    }
    LocalDateTime moved = when.plus(change.getDuration());
    LocalDateTime before = change.getDateTimeAfter().minusSeconds(1);
    return times.firstIn(before, moved).isPresent();
  }

  /** The dues of a slot in those zones where it is not merged. */
  Dues dues(Slot slot, Set<ZoneId> zones) {
    Map<ZoneId, Instant> byZone = new HashMap<>();
    for (ZoneId zone : zones) {
      if (isFor(zone, slot)) {
        byZone.put(zone, slot.instantIn(zone));
      }
    }
    return new Dues(slot, byZone);
  }

  private boolean isFor(ZoneId zone, Slot slot) {
    boolean invited = !slot.isVariant() || zone.equals(slot.zone());
    return slot.isManual() || (invited && !isMerged(slot.when(), zone));
  }

  /** How often clocks are put in {@code (from, until]}, and the slots that fall into it. */
  List<ClockChange> changes(ZoneId zone, Instant from, Instant until) {
    List<ClockChange> changes = new ArrayList<>();
    ZoneOffsetTransition next = zone.getRules().nextTransition(from);
    while (next != null && !next.getInstant().isAfter(until)) {
      changes.add(change(next, zone));
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return changes;
  }

  private ClockChange change(ZoneOffsetTransition put, ZoneId zone) {
    LocalDateTime from = put.isGap() ? put.getDateTimeBefore() : put.getDateTimeAfter();
    LocalDateTime until = from.plus(put.getDuration().abs()).minusSeconds(1);
    List<ClockChange.Affected> slots = new ArrayList<>();
    Optional<LocalDateTime> when = times.firstIn(from.minusSeconds(1), until);
    while (when.isPresent()) {
      Slot slot = Slot.due(when.get(), home);
      slots.add(new ClockChange.Affected(slot, isMerged(when.get(), zone)));
      when = times.firstIn(when.get(), until);
    }
    return new ClockChange(put.getInstant(), put.getDateTimeBefore(), put.getDuration(), slots);
  }

  /** The latest slot after a local time whose first due lies at an instant or before. */
  Optional<Dues> latest(LocalDateTime after, Instant until, Set<ZoneId> zones) {
    Instant end = until.isBefore(FAR) ? until : FAR;
    Optional<LocalDateTime> reached =
        zones.stream().map(zone -> reached(zone, end)).max(LocalDateTime::compareTo);
    Optional<Dues> found = reached.flatMap(local -> before(after, local, zones));
    while (found.isPresent() && found.get().first().isAfter(end)) {
      found = before(found.get(), after, zones);
    }
    return found.map(latest -> firstOfItsRun(latest, after, zones));
  }

  /**
   * Where a date is missing in one zone and not in another that lies behind, a slot can be due
   * before its predecessor, which nobody has missed then: the predecessor comes first.
   */
  private Dues firstOfItsRun(Dues latest, LocalDateTime after, Set<ZoneId> zones) {
    Dues first = latest;
    Optional<Dues> previous = before(first, after, zones);
    while (previous.isPresent() && !previous.get().first().isBefore(latest.first())) {
      first = previous.get();
      previous = before(first, after, zones);
    }
    return first;
  }

  private Optional<Dues> before(Dues later, LocalDateTime after, Set<ZoneId> zones) {
    return before(after, later.slot().when().minusSeconds(1), zones);
  }

  /** The last in {@code (after, until]} that somebody gets. */
  private Optional<Dues> before(LocalDateTime after, LocalDateTime until, Set<ZoneId> zones) {
    Optional<LocalDateTime> when = times.lastIn(after, until);
    while (when.isPresent()) {
      Dues dues = dues(Slot.due(when.get(), home), zones);
      if (!dues.isEmpty()) {
        return Optional.of(dues);
      }
      when = times.lastIn(after, when.get().minusSeconds(1));
    }
    return Optional.empty();
  }

  /** The latest time that the clocks of a zone have shown; while clocks repeat, not the present. */
  private static LocalDateTime reached(ZoneId zone, Instant until) {
    LocalDateTime local = LocalDateTime.ofInstant(until, zone);
    ZoneOffsetTransition change = zone.getRules().previousTransition(until.plusNanos(1));
    return change != null && change.getDateTimeBefore().isAfter(local)
        ? change.getDateTimeBefore()
        : local;
  }
}
