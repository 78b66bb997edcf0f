package digest.delivery;

import java.time.Instant;

/**
 * When one delivery is due, in its reader's zone (picking Z2), and what follows from it at freeze.
 *
 * @param at the message's {@code Date}
 */
public record Due(Instant at, Fate fate) {

  /** What becomes of a delivery with this due. */
  public enum Fate {
    /** It goes at its time. */
    GOES,
    /** Its time passed by more than the grace; it is EXPIRED until a person sends it (Z9). */
    TOO_LATE,
    /** Its local time does not exist, and the next edition comes at that instant (Z7). */
    MERGED
  }

  /** One that goes at its time, or at once when that has passed. */
  public static Due at(Instant instant) {
    return new Due(instant, Fate.GOES);
  }
}
