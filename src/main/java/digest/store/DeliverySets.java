package digest.store;

import digest.delivery.Delivery;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
      "d.state IN ('ACCEPTED', 'REJECTED', 'UNCERTAIN', 'EXPIRED', 'EXCLUDED')";

  /** Beside {@link #ENDED}: may be sent once more. */
  static final String TO_RESEND = "d.state = 'UNCERTAIN' AND d.resent = 0";

  private static final Set<Delivery.State> HELD =
      EnumSet.of(Delivery.State.CLAIMED, Delivery.State.SENDING);

  private static final Set<Delivery.State> WAITING =
      EnumSet.of(Delivery.State.PENDING, Delivery.State.DEFERRED);

  private DeliverySets() {}

  /** Those in one state. */
  static String in(Delivery.State state) {
    return (WAITING.contains(state) ? "" : set(state) + " AND ") + named(List.of(state));
  }

  /** Those in any of these states: one condition for each set, to be asked one by one. */
  static List<String> in(Set<Delivery.State> states) {
    return states.stream().collect(Collectors.groupingBy(DeliverySets::set)).entrySet().stream()
        .map(each -> each.getKey() + " AND " + named(each.getValue()))
        .sorted()
        .toList();
  }

  private static String set(Delivery.State state) {
    if (HELD.contains(state)) {
      return IN_HAND;
    }
    return WAITING.contains(state) ? named(List.of(state)) : ENDED;
  }

  private static String named(List<Delivery.State> states) {
    return states.size() == 1
        ? "d.state = '" + states.get(0) + "'"
        : states.stream()
            .map(Enum::name)
            .sorted()
            .collect(Collectors.joining("', '", "d.state IN ('", "')"));
  }
}
