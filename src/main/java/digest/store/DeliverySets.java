package digest.store;

import digest.delivery.Delivery;
import java.util.EnumSet;
import java.util.Set;

/**
 * Sets of deliveries, as conditions on {@code d} in the very words of an index: a partial index is
 * used only by who says its condition. Each delivery is in one of them.
 */
final class DeliverySets {

  static final String PENDING = "d.state = 'PENDING'";
  static final String DEFERRED = "d.state = 'DEFERRED'";

  /** CLAIMED and SENDING. */
  static final String IN_HAND = "d.claim IS NOT NULL";

  static final String ENDED =
      "(d.state = 'ACCEPTED' OR d.state = 'REJECTED' OR d.state = 'UNCERTAIN'"
          + " OR d.state = 'EXPIRED' OR d.state = 'EXCLUDED')";

  /** Beside {@link #ENDED}: may be sent once more. */
  static final String TO_RESEND = "d.state = 'UNCERTAIN' AND d.resent = 0";

  private static final Set<Delivery.State> HELD =
      EnumSet.of(Delivery.State.CLAIMED, Delivery.State.SENDING);

  private static final Set<Delivery.State> WAITING =
      EnumSet.of(Delivery.State.PENDING, Delivery.State.DEFERRED);

  private DeliverySets() {}

  /** Those in one state. */
  static String in(Delivery.State state) {
    String named = "d.state = '" + state + "'";
    if (WAITING.contains(state)) {
      return named;
    }
    return (HELD.contains(state) ? IN_HAND : ENDED) + " AND " + named;
  }
}
