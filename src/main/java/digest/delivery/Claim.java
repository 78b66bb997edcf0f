package digest.delivery;

import digest.audience.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery in a dispatcher's hands, with what its message needs; all of it was fixed at freeze.
 *
 * @param name the recipient's, or null
 * @param since when the recipient subscribed
 * @param due the message's date
 * @param attempts made before this one
 * @param firstAttemptAt null when this is the first
 */
public record Claim(
    Delivery.Id id,
    EmailAddress address,
    @Nullable String name,
    Instant since,
    String messageId,
    Instant due,
    int attempts,
    @Nullable Instant firstAttemptAt) {}
