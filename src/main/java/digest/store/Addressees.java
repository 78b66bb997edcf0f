package digest.store;

import digest.audience.MailingList;
import digest.audience.Segment;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom an edition is for.
 *
 * @param zones for a variant (picking Z3): the readers of these zones ({@link #NO_ZONE} for those
 *     without one) who have no other variant of the slot; null means everybody on the list
 * @param moved for the last variant of a slot: who was on the list before the first one was frozen
 *     and now is in one of these zones is taken, too
 */
public record Addressees(
    MailingList.Id list, Segment segment, @Nullable Set<String> zones, Set<String> moved) {

  /** Among the zones: readers of whom none is known. */
  public static final String NO_ZONE = "";

  /** Copies the sets. */
  public Addressees {
    zones = zones == null ? null : Set.copyOf(zones);
    moved = Set.copyOf(moved);
  }

  /** Everybody on the list, less those outside the segment. */
  public static Addressees all(MailingList.Id list, Segment segment) {
    return new Addressees(list, segment, null, Set.of());
  }
}
