package digest.edition;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * When one slot is due, zone by zone.
 *
 * @param byZone only the zones whose readers get this slot: where its local time does not exist and
 *     another slot comes no later, that one is theirs (picking Z7)
 */
public record Dues(Slot slot, Map<ZoneId, Instant> byZone) {

  /** Copies the map. */
  public Dues {
    byZone = Map.copyOf(byZone);
  }

  /** Whether nobody gets it. */
  public boolean isEmpty() {
    return byZone.isEmpty();
  }

  /** The due of a zone's readers; empty when they do not get it, or were not asked for. */
  public Optional<Instant> in(ZoneId zone) {
    return Optional.ofNullable(byZone.get(zone));
  }

  /**
   * The earliest: what is sent must be frozen by then (picking Z2).
   *
   * @throws java.util.NoSuchElementException when it is empty
   */
  public Instant first() {
    return Collections.min(byZone.values());
  }

  /**
   * The latest: up to 26 hours after the first.
   *
   * @throws java.util.NoSuchElementException when it is empty
   */
  public Instant last() {
    return Collections.max(byZone.values());
  }
}
