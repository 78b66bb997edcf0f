package digest.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger writes after an attempt.
 *
 * @param nextAttemptAt for DEFERRED only, else null
 * @param reply the relay's, or null when there was none
 * @param remark what broke when there was no reply, or null
 */
public record Settlement(
    Delivery.State state,
    @Nullable Instant nextAttemptAt,
    @Nullable SmtpReply reply,
    @Nullable String remark) {}
