package digest.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger writes after an attempt.
 *
 * @param nextAttemptAt for DEFERRED only, else null
 * @param reply the relay's, or null when there was none
 * @param remark what broke when there was no reply, or null
 * @param isTry whether it counts among the delivery's attempts: what is given back because of a
 *     fault of our own, or left out before it began, was none
 * @param breaks how many connections in a row broke at this recipient and at nobody else (delivery
 *     L7)
 */
public record Settlement(
    Delivery.State state,
    @Nullable Instant nextAttemptAt,
    @Nullable SmtpReply reply,
    @Nullable String remark,
    boolean isTry,
    int breaks) {

  /** An attempt that came to an end, without a break. */
  public Settlement(
      Delivery.State state,
      @Nullable Instant nextAttemptAt,
      @Nullable SmtpReply reply,
      @Nullable String remark) {
    this(state, nextAttemptAt, reply, remark, isTry(state), 0);
  }

  /** The same, with so many breaks in a row; each of them was a try. */
  public Settlement broken(int inARow) {
    return new Settlement(state, nextAttemptAt, reply, remark, true, inARow);
  }

  private static boolean isTry(Delivery.State state) {
    return state != Delivery.State.PENDING && state != Delivery.State.EXCLUDED;
  }
}
