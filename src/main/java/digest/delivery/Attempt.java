package digest.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try of a delivery, and what it came to.
 *
 * @param number counted from 1; two have the same one when a relay's log settled later what a try
 *     had left uncertain
 * @param became the delivery's state right after it
 * @param reply the relay's words, or null when there were none
 * @param remark what broke when there was no reply; null when nothing did
 */
public record Attempt(
    Delivery.Id delivery,
    int number,
    Instant at,
    Delivery.State became,
    @Nullable SmtpReply reply,
    @Nullable String remark) {

  /**
   * Every try of a delivery, the first one first. The last one may stand in the delivery alone: one
   * that was accepted always does, and so does any that was made before tries were written down.
   *
   * @param written this delivery's, in any order
   */
  public static List<Attempt> all(Delivery delivery, List<Attempt> written) {
    List<Attempt> all = new ArrayList<>(written);
    all.sort(Comparator.comparingInt(Attempt::number));
    Attempt last = last(delivery);
    if (isOutcome(delivery) && all.stream().noneMatch(last::isSameAs)) {
      all.add(last);
    }
    return List.copyOf(all);
  }

  private static Attempt last(Delivery delivery) {
    return new Attempt(
        delivery.id(),
        Math.max(1, delivery.attempts()),
        delivery.changedAt(),
        delivery.state(),
        delivery.lastReply(),
        delivery.remark());
  }

  /** Whether the delivery's state is what a try came to. */
  private static boolean isOutcome(Delivery delivery) {
    return (delivery.attempts() > 0 || delivery.lastReply() != null)
        && switch (delivery.state()) {
          case ACCEPTED, DEFERRED, REJECTED, UNCERTAIN, EXPIRED -> true;
          case PENDING, CLAIMED, SENDING, EXCLUDED -> false;
        };
  }

  private boolean isSameAs(Attempt other) {
    return number == other.number && became == other.became;
  }
}
