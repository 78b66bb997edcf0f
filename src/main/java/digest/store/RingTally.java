package digest.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it went with one ring of an edition (delivery S7).
 *
 * @param untried due and not tried yet, or in a dispatcher's hands; while nobody was tried, those
 *     who are not due yet as well
 * @param tried those of whom something is known: accepted, put off, refused, uncertain, given up
 * @param refused for good
 * @param deferred put off, and not accepted since
 * @param complaints who have complained since the freeze
 * @param lastTried when the last of them was tried for the first time, or null
 */
public record RingTally(
    long untried,
    long tried,
    long refused,
    long deferred,
    long complaints,
    @Nullable Instant lastTried) {}
