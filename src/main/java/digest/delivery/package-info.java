/**
 * One edition on its way to one subscriber: the states, the bytes, the replies, what follows.
 *
 * <h2>The state machine of a delivery</h2>
 *
 * <pre>
 *   (freeze) ──▶ PENDING ──claim──▶ CLAIMED ──intent──▶ SENDING ──reply──▶ ACCEPTED
 *      │            ▲                  │                   ├──4yz──▶ DEFERRED ──due──▶ CLAIMED
 *      │            │ lease ran out    │                   │             └──too old──▶ EXPIRED
 *      │            └──────────────────┤                   ├──5yz──▶ REJECTED
 *      │            └── our own fault ─┼───────────────────┤
 *      ▼                               ▼                   └──no reply──▶ UNCERTAIN
 *   EXCLUDED ◀── suppressed, left, erased, poison                            │
 *                                                      once, by policy ──▶ CLAIMED
 *   (freeze, later than its grace) ──▶ EXPIRED
 *   by ops: REJECTED, EXPIRED, UNCERTAIN ──resend──▶ PENDING
 * </pre>
 *
 * <ul>
 *   <li>PENDING: frozen, nobody works on it; not before its due, which is its reader's local time.
 *   <li>CLAIMED: a dispatcher holds it under a lease and a fencing token; nothing was sent.
 *   <li>SENDING: durably written <em>before</em> the message's final dot, of each connection at
 *       most a window ahead. What is not begun in the end goes back as it was. A row found here at
 *       a start may or may not have gone out: it becomes UNCERTAIN.
 *   <li>ACCEPTED: the relay said 250 after the final dot. Final.
 *   <li>DEFERRED: refused for now, or the link broke before the final dot; tried again when due.
 *   <li>REJECTED: refused for good. Final, but for ops.
 *   <li>UNCERTAIN: the link broke after the final dot and before the reply (RFC 1047). Tried once
 *       more with the same bytes, or held for ops.
 *   <li>EXPIRED: deferred for longer than {@code giveUpAfter}, or frozen too late. Final, but for
 *       ops.
 *   <li>EXCLUDED: does not get it; the reason stands beside it. Final.
 * </ul>
 *
 * <p>At every instant the counts of these states add up to the frozen audience ({@link
 * digest.delivery.Progress}). "Finished" is decided by counting rows, never by an empty query.
 */
@NullMarked
package digest.delivery;

import org.jspecify.annotations.NullMarked;
