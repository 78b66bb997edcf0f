package digest.press;

import digest.edition.Cadence;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Places;
import digest.edition.Slot;
import digest.store.Addressees;
import digest.store.Editions;
import digest.store.Schedules;
import digest.store.Subscribers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom an edition is for: everybody on the list, or, as a variant, the readers of its zone (picking
 * Z3).
 *
 * <p>The last variant of a slot also takes who moved meanwhile to a zone whose variant was frozen
 * already, and was on the list before the first was (picking Z1). It does not take readers of zones
 * that were to have none: where the variant was skipped, missed or cancelled, where the slot does
 * not exist, or was over before the cadence began.
 */
final class Readership {

  private final Subscribers subscribers;
  private final Editions editions;
  private final Schedules schedules;
  private final Timetable timetable;
  private final InstantSource clock;

  Readership(
      Subscribers subscribers,
      Editions editions,
      Schedules schedules,
      Timetable timetable,
      InstantSource clock) {
    this.subscribers = subscribers;
    this.editions = editions;
    this.schedules = schedules;
    this.timetable = timetable;
    this.clock = clock;
  }

  Addressees of(Newsletter newsletter, Edition edition) {
    Slot slot = edition.slot();
    if (slot.corrects().isPresent()) {
      return Addressees.correction(newsletter.list(), slot.corrects().get());
    }
    Places places = PersonalEdition.places(newsletter, edition);
    Addressees all = whoever(newsletter, edition);
    return places == null ? all : all.choosing(PersonalEdition.picks(newsletter, edition, places));
  }

  private Addressees whoever(Newsletter newsletter, Edition edition) {
    Slot slot = edition.slot();
    if (!slot.isVariant()) {
      return Addressees.all(newsletter.list(), newsletter.segment());
    }
    Set<ZoneId> barred = barred(newsletter, edition);
    Set<String> own = names(newsletter, Set.of(slot.zone()), true);
    Set<String> moved =
        isLast(newsletter, slot, barred) ? names(newsletter, barred, false) : Set.of();
    return Addressees.variant(newsletter.list(), newsletter.segment(), own, moved);
  }

  /** The stored names of zones; one that nobody knows, and none, are the newsletter's own. */
  private Set<String> names(Newsletter newsletter, Set<ZoneId> zones, boolean inside) {
    Set<String> names = new HashSet<>(subscribers.zoneNames(newsletter.list()));
    names.add(Addressees.NO_ZONE);
    return names.stream()
        .filter(name -> zones.contains(newsletter.cadence().zoneNamed(name)) == inside)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isLast(Newsletter newsletter, Slot slot, Set<ZoneId> barred) {
    Comparator<ZoneId> byDue =
        Comparator.comparing((ZoneId zone) -> slotIn(slot, zone).instant())
            .thenComparing(ZoneId::getId);
    return timetable.zones(newsletter).stream()
        .filter(zone -> !barred.contains(zone))
        .noneMatch(zone -> byDue.compare(zone, slot.zone()) > 0);
  }

  /** Other zones whose readers were to have no variant of this slot. */
  private Set<ZoneId> barred(Newsletter newsletter, Edition edition) {
    Slot slot = edition.slot();
    Instant since = schedules.since(newsletter.id(), newsletter.cadence(), clock.instant());
    Set<ZoneId> barred =
        editions.ofSlot(newsletter.id(), slot.when()).stream()
            .filter(other -> other.slot().isVariant())
            .filter(other -> other.state() != Edition.State.FROZEN)
            .map(other -> other.slot().zone())
            .collect(Collectors.toSet());
    timetable.zones(newsletter).stream()
        .filter(zone -> hadNone(newsletter.cadence(), slotIn(slot, zone), since))
        .forEach(barred::add);
    barred.remove(slot.zone());
    return barred;
  }

  private static boolean hadNone(Cadence cadence, Slot slot, Instant since) {
    boolean before = !slot.when().isAfter(LocalDateTime.ofInstant(since, slot.zone()));
    return before || cadence.isMerged(slot, slot.zone());
  }

  private static Slot slotIn(Slot slot, ZoneId zone) {
    return Slot.variant(slot.when(), zone);
  }
}
