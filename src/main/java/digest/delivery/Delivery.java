package digest.delivery;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.edition.Edition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One edition to one subscriber, as the ledger knows it.
 *
 * @param messageId without angle brackets; the same on every attempt
 * @param attempts how often a message was begun
 * @param nextAttemptAt for DEFERRED: not before this
 * @param lastReply verbatim, or null when there was none yet
 * @param remark why it is EXCLUDED, or what broke when there was no reply; null when neither
 * @param changedAt when the state was reached
 */
public record Delivery(
    Id id,
    EmailAddress address,
    State state,
    String messageId,
    int attempts,
    @Nullable Instant firstAttemptAt,
    @Nullable Instant nextAttemptAt,
    @Nullable SmtpReply lastReply,
    @Nullable String remark,
    Instant changedAt) {

  /** One row per edition and subscriber. */
  public record Id(Edition.Id edition, Subscriber.Id subscriber) {

    /** The generated one costs more than to look a delivery up. */
    @Override
    public int hashCode() {
      return Long.hashCode(subscriber.value() * 31 + edition.value());
    }
  }

  /** The states; the package's documentation draws the moves between them. */
  public enum State {
    PENDING,
    CLAIMED,
    SENDING,
    ACCEPTED,
    DEFERRED,
    REJECTED,
    UNCERTAIN,
    EXPIRED,
    EXCLUDED;

    /**
     * Whether nothing more happens by itself. UNCERTAIN is not final while policy may resend it.
     */
    public boolean isFinal() {
      return this == ACCEPTED || this == REJECTED || this == EXPIRED || this == EXCLUDED;
    }

    /** Whether ops may put it back to PENDING. */
    public boolean isResendable() {
      return this == REJECTED || this == EXPIRED || this == UNCERTAIN;
    }
  }

  /** Why a candidate does not get an edition. */
  public enum Exclusion {
    UNSUBSCRIBED,
    SUPPRESSED,
    UNCONFIRMED,
    OUTSIDE_SEGMENT,
    NOTHING_CHOSEN,
    WRONG_SLOT,
    ERASED,
    NOT_DELIVERABLE,
    OTHER_DOMAIN,
    CANCELLED,
    POISON
  }
}
