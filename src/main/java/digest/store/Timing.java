package digest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an edition was sent and how fast.
 *
 * @param startedAt the first message was begun; null when none was
 * @param finishedAt no delivery was open any more; null while one is
 * @param perSecond accepted, from the start to the end or to the ledger's latest entry; 0 before
 */
public record Timing(@Nullable Instant startedAt, @Nullable Instant finishedAt, double perSecond) {}
