package digest.press;

import digest.edition.Dues;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.store.DeliveryDues;
import digest.store.Subscribers;
import digest.store.Waiting;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When editions are due, in the zones that their readers live in now. */
public final class Timetable {

  private final Subscribers subscribers;
  private final DeliveryDues deliveryDues;
  private final InstantSource clock;

  Timetable(Subscribers subscribers, DeliveryDues deliveryDues, InstantSource clock) {
    this.subscribers = subscribers;
    this.deliveryDues = deliveryDues;
    this.clock = clock;
  }

  /** When a slot is due, zone by zone; never empty. */
  public Dues dues(Newsletter newsletter, Slot slot) {
    return line(newsletter, slot).dues(slot);
  }

  /**
   * The same in words: {@code Mon 23 Nov 07:00 (Europe/Berlin)}, or {@code from Sun 22 Nov 18:00
   * UTC to Mon 23 Nov 17:00 UTC, at 07:00 in each reader's zone}.
   */
  public String words(Newsletter newsletter, Slot slot) {
    return Spoken.dues(dues(newsletter, slot));
  }

  /** The frozen deliveries whose own time is still to come; empty when there are none. */
  public Optional<Waiting> ahead(Edition.Id edition) {
    return deliveryDues.ahead(edition, clock.instant());
  }

  /** The rows of editions there are today, in the order in which they are due. */
  List<Line> lines(Newsletter newsletter) {
    Set<ZoneId> zones = zones(newsletter);
    if (!newsletter.cadence().freezePerZone()) {
      return List.of(Line.forAll(newsletter, zones));
    }
    Instant now = clock.instant();
    return zones.stream()
        .sorted(
            Comparator.comparing((ZoneId zone) -> -zone.getRules().getOffset(now).getTotalSeconds())
                .thenComparing(ZoneId::getId))
        .map(zone -> Line.forZone(newsletter, zone))
        .toList();
  }

  /** The row that a slot belongs to. */
  Line line(Newsletter newsletter, Slot slot) {
    return slot.isVariant()
        ? Line.forZone(newsletter, slot.zone())
        : Line.forAll(newsletter, zones(newsletter));
  }

  Punctuality now(Newsletter newsletter, Slot slot) {
    return line(newsletter, slot).at(slot, clock.instant());
  }

  /** The zones that decide today. */
  Set<ZoneId> zones(Newsletter newsletter) {
    return newsletter.cadence().subscriberZone()
        ? newsletter.cadence().zones(subscribers.zones(newsletter.list()))
        : Set.of(newsletter.cadence().zone());
  }
}
