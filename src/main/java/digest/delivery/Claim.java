package digest.delivery;

import digest.audience.EmailAddress;
import digest.edition.Choice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in a dispatcher's hands, with what its message needs; all of it was fixed at freeze.
 *
 * @param token the fencing token: who was stopped past the lease finds that nothing carries it any
 *     more, and so changes nothing (delivery L6); {@link #NONE} outside the ledger
 * @param name the recipient's, or null
 * @param since when the recipient subscribed
 * @param due the message's date
 * @param attempts made before this one
 * @param breaks connections in a row that broke at this recipient and at nobody else
 * @param firstAttemptAt null when this is the first
 * @param picks which of the edition's picks the recipient gets
 */
public record Claim(
    Delivery.Id id,
    long token,
    EmailAddress address,
    @Nullable String name,
    Instant since,
    String messageId,
    Instant due,
    int attempts,
    int breaks,
    @Nullable Instant firstAttemptAt,
    Choice picks) {

  /** The token of a mail that no ledger knows, such as a preview. */
  public static final long NONE = 0;

  /** With all picks. */
  public Claim(
      Delivery.Id id,
      long token,
      EmailAddress address,
      @Nullable String name,
      Instant since,
      String messageId,
      Instant due,
      int attempts,
      int breaks,
      @Nullable Instant firstAttemptAt) {
    this(
        id,
        token,
        address,
        name,
        since,
        messageId,
        due,
        attempts,
        breaks,
        firstAttemptAt,
        Choice.ALL);
  }

  /** The same in a dispatcher's hands. */
  public Claim under(long fencing) {
    return new Claim(
        id, fencing, address, name, since, messageId, due, attempts, breaks, firstAttemptAt, picks);
  }
}
