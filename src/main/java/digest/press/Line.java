package digest.press;

import digest.edition.Cadence;
import digest.edition.Dues;
import digest.edition.Newsletter;
import digest.edition.Slot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of regular editions of a newsletter: for everybody, or for the readers of one zone alone
 * (picking Z3).
 *
 * @param zones that decide when it is due
 * @param only whose readers it is for; null means everybody
 */
record Line(Newsletter newsletter, Set<ZoneId> zones, @Nullable ZoneId only) {

  static Line forAll(Newsletter newsletter, Set<ZoneId> zones) {
    return new Line(newsletter, zones, null);
  }

  static Line forZone(Newsletter newsletter, ZoneId zone) {
    return new Line(newsletter, Set.of(zone), zone);
  }

  /** Whose clocks say which slots have passed. */
  ZoneId clocks() {
    return only == null ? cadence().zone() : only;
  }

  /** The latest slot after a local time whose content is to be picked by now. */
  Optional<Slot> latestToBuild(LocalDateTime after, Instant now) {
    return cadence().latestToBuild(after, now, zones).map(this::own);
  }

  /** The due before a slot's first due; empty when there was none in two years. */
  Optional<Instant> previousDue(Slot slot) {
    Instant before = dues(slot).first().minus(cadence().cutoff()).minusSeconds(1);
    return latestToBuild(slot.when().minusYears(2), before).map(found -> dues(found).first());
  }

  /** When a slot is due; one that is due nowhere counts as due in its own zone. */
  Dues dues(Slot slot) {
    Dues dues = cadence().dues(slot, zones);
    return dues.isEmpty() ? new Dues(slot, Map.of(slot.zone(), slot.instant())) : dues;
  }

  Punctuality at(Slot slot, Instant now) {
    return new Punctuality(cadence(), dues(slot), now);
  }

  private Slot own(Slot slot) {
    return only == null ? slot : Slot.variant(slot.when(), only);
  }

  private Cadence cadence() {
    return newsletter.cadence();
  }
}
