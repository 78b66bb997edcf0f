package digest.press;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Outcome;
import digest.delivery.RetryPolicy;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import java.time.Instant;
import java.util.Optional;

/** What follows from an outcome; pure (the table of outcomes in {@link Outcome}). */
final class Settling {

  private static final int POISON = 5;

  private Settling() {}

  /**
   * @param random in [0, 1), spreads the retries
   */
  static Settlement of(
      Outcome outcome, Claim claim, RetryPolicy retry, Instant now, double random) {
    return switch (outcome.verdict()) {
      case ACCEPTED -> settled(Delivery.State.ACCEPTED, ((Outcome.Accepted) outcome).reply());
      case REJECTED -> settled(Delivery.State.REJECTED, ((Outcome.Rejected) outcome).reply());
      case BLOCKED -> settled(Delivery.State.PENDING, ((Outcome.Blocked) outcome).reply());
      case UNCERTAIN -> uncertain((Outcome.Uncertain) outcome);
      case DEFERRED -> deferred((Outcome.Deferred) outcome, claim, retry, now, random);
    };
  }

  /** Whether the reply says that the address does not exist (5.1.x), so it is never tried again. */
  static boolean isBadAddress(Outcome outcome) {
    if (outcome instanceof Outcome.Rejected rejected) {
      String status = rejected.reply().status();
      return status != null && status.startsWith("5.1.");
    }
    return false;
  }

  /** Whether the connection broke, so that nobody knows why. */
  static boolean isBreak(Outcome outcome) {
    return outcome instanceof Outcome.Uncertain
        || (outcome instanceof Outcome.Deferred deferred && deferred.reply() == null);
  }

  /**
   * What follows from a break; at the fifth in a row that the recipient is to blame for, it is set
   * aside (delivery L7).
   */
  static Settlement broken(Settlement settlement, Claim claim, boolean isToBlame) {
    int breaks = claim.breaks() + (isToBlame ? 1 : 0);
    boolean isPoison =
        isToBlame && breaks >= POISON && settlement.state() == Delivery.State.DEFERRED;
    Settlement next =
        isPoison
            ? new Settlement(
                Delivery.State.EXCLUDED,
                null,
                null,
                Delivery.Exclusion.POISON
                    + ": set aside after "
                    + breaks
                    + " tries that broke; the last: "
                    + settlement.remark())
            : settlement;
    return next.broken(breaks);
  }

  private static Settlement settled(Delivery.State state, SmtpReply reply) {
    return new Settlement(state, null, reply, null);
  }

  private static Settlement uncertain(Outcome.Uncertain uncertain) {
    return new Settlement(Delivery.State.UNCERTAIN, null, null, uncertain.cause());
  }

  private static Settlement deferred(
      Outcome.Deferred deferred, Claim claim, RetryPolicy retry, Instant now, double random) {
    Instant first = claim.firstAttemptAt() == null ? now : claim.firstAttemptAt();
    Optional<Instant> next = retry.next(claim.attempts() + 1, first, now, random);
    return new Settlement(
        next.isPresent() ? Delivery.State.DEFERRED : Delivery.State.EXPIRED,
        next.orElse(null),
        deferred.reply(),
        deferred.cause());
  }
}
