package digest.store;

import java.time.Instant;

/**
 * The deliveries of an edition that wait for their own time.
 *
 * @param first the earliest time
 * @param last the latest
 */
public record Waiting(Instant first, Instant last) {}
