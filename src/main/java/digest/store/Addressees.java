package digest.store;

import digest.audience.MailingList;
import digest.audience.Segment;
import digest.edition.PersonalPicks;
import digest.edition.Slot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom an edition is for.
 *
 * @param zones for a variant (picking Z3): the readers of these zones ({@link #NO_ZONE} for those
 *     without one) who have no other variant of the slot; null means everybody on the list
 * @param moved for the last variant of a slot: who was on the list before the first one was frozen
 *     and now is in one of these zones is taken, too
 * @param correction for a correction mail: only those who may have what it corrects; else null
 * @param personal which picks each of them gets; null where all get all
 */
public record Addressees(
    MailingList.Id list,
    Segment segment,
    @Nullable Set<String> zones,
    Set<String> moved,
    Slot.@Nullable Correction correction,
    @Nullable PersonalPicks personal) {

  /** Among the zones: readers of whom none is known. */
  public static final String NO_ZONE = "";

  /** Copies the sets. */
  public Addressees {
    zones = zones == null ? null : Set.copyOf(zones);
    moved = Set.copyOf(moved);
  }

  /** Everybody on the list, less those outside the segment. */
  public static Addressees all(MailingList.Id list, Segment segment) {
    return new Addressees(list, segment, null, Set.of(), null, null);
  }

  /** Those of a variant. */
  public static Addressees variant(
      MailingList.Id list, Segment segment, Set<String> zones, Set<String> moved) {
    return new Addressees(list, segment, zones, moved, null, null);
  }

  /** Those who may have what was retracted, whatever they wish to read now. */
  public static Addressees correction(MailingList.Id list, Slot.Correction correction) {
    return new Addressees(list, Segment.ALL, null, Set.of(), correction, null);
  }

  /** The same, each with the picks about the topics they chose. */
  public Addressees choosing(PersonalPicks picks) {
    return new Addressees(list, segment, zones, moved, correction, picks);
  }
}
