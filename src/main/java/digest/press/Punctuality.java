package digest.press;

import digest.delivery.Due;
import digest.edition.Cadence;
import digest.edition.Dues;
import digest.edition.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * How a slot stands at a moment, and what becomes of each reader's delivery then (picking C3, Z7,
 * Z9). Pure.
 *
 * @param dues of the slot, in the zones that decide
 */
record Punctuality(Cadence cadence, Dues dues, Instant now) {

  /** A freeze of a million readers takes most of this, and the first zone's mail is on time. */
  static final Duration HEAD_START = Duration.ofMinutes(1);

  /** What begins later than this after its first due is a catch-up: the bell rings each minute. */
  static final Duration LATE = Duration.ofMinutes(2);

  /** Between a catch-up and the next regular edition. */
  private static final Duration APART = Duration.ofHours(6);

  boolean isTimeToFreeze() {
    return !now.isBefore(dues.first().minus(HEAD_START));
  }

  boolean isDue() {
    return !now.isBefore(dues.first());
  }

  boolean isLate() {
    return now.isAfter(dues.first().plus(LATE));
  }

  /** Whether the grace is over in every zone. */
  boolean isMissed() {
    return isPast(dues.last());
  }

  /** Whether it is over in the first zone. */
  boolean isMissedBySome() {
    return isPast(dues.first());
  }

  /**
   * Whether readers would get the next edition soon after this late one. As long as anybody's own
   * time is still to come it is not: nobody is to lose an edition for others' comfort.
   */
  boolean isTooNearTheNext() {
    return !dues.last().isAfter(now)
        && cadence.slotsAfter(dues.slot().when(), 1).stream().anyMatch(this::isTooNear);
  }

  private boolean isTooNear(Slot next) {
    Duration gap = Duration.between(dues.slot().when(), next.when());
    Duration apart = gap.compareTo(APART) < 0 ? gap.dividedBy(2) : APART;
    return dues.byZone().entrySet().stream()
        .filter(due -> !isPast(due.getValue()))
        .map(Map.Entry::getKey)
        .anyMatch(zone -> now.plus(apart).isAfter(next.instantIn(zone)));
  }

  /** What becomes of a delivery to a reader of a zone, or to one without. */
  Due in(Optional<ZoneId> reader) {
    Slot slot = dues.slot();
    ZoneId zone = slot.isVariant() ? slot.zone() : cadence.zoneOf(reader.orElse(null));
    Instant due = slot.instantIn(zone);
    if (cadence.isMerged(slot, zone)) {
      return new Due(due, Due.Fate.MERGED);
    }
    if (isPast(due)) {
      return new Due(due, Due.Fate.TOO_LATE);
    }
    return Due.at(due.isAfter(now) ? due : now);
  }

  private boolean isPast(Instant due) {
    return now.isAfter(due.plus(cadence.grace()));
  }
}
