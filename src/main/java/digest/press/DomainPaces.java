package digest.press;

import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paces of all recipients' domains, over all runs: who asked us to slow down in one is mailed
 * slowly in the next too. Domains are names in lower case, as A-labels. Safe for many threads.
 */
final class DomainPaces {

  private static final Logger log = LoggerFactory.getLogger(DomainPaces.class);
  private static final Set<Integer> SLOWING = Set.of(421, 450, 451);
  private static final Set<String> ABOUT_MAIL = Set.of("MAIL", "RCPT", "DATA", ".");
  private static final int SWEPT_AT = 10_000;

  private final DomainLimits limits;
  private final Map<String, DomainPace> paces = new HashMap<>();
  private int sweepAt = SWEPT_AT;

  DomainPaces(DomainLimits limits) {
    this.limits = limits;
  }

  /**
   * Lets a message to the domain begin, if it may.
   *
   * @return 0 when it has begun; else nanoseconds until it may, {@link Long#MAX_VALUE} for when one
   *     under way has ended
   */
  synchronized long begin(String domain, long now) {
    DomainPace pace = paces.computeIfAbsent(domain, name -> new DomainPace(limits.of(name)));
    long left = pace.nanosToNext(now);
    if (left > 0 || pace.isFull()) {
      return pace.isFull() ? Long.MAX_VALUE : left;
    }
    pace.begin(now);
    sweep(now);
    return 0;
  }

  /** A message that had begun came to this. */
  synchronized void end(String domain, long begun, long now, Outcome outcome) {
    DomainPace pace = paces.get(domain);
    if (pace != null) {
      boolean wasSlowed = pace.isSlowed();
      pace.end(begun, now, answer(outcome));
      if (pace.isSlowed() != wasSlowed) {
        log.info(
            wasSlowed ? "domain at full pace domain={}" : "domain slowed down domain={}", domain);
      }
    }
  }

  /** A message that had begun was not sent. */
  synchronized void undo(String domain) {
    DomainPace pace = paces.get(domain);
    if (pace != null) {
      pace.undo();
    }
  }

  /** What an outcome says of the domain's pace. */
  static DomainPace.Answer answer(Outcome outcome) {
    SmtpReply reply = outcome instanceof Outcome.Deferred deferred ? deferred.reply() : null;
    if (reply != null && SLOWING.contains(reply.code()) && ABOUT_MAIL.contains(reply.command())) {
      return DomainPace.Answer.SLOW;
    }
    return outcome.verdict() == Outcome.Verdict.ACCEPTED
        ? DomainPace.Answer.TAKEN
        : DomainPace.Answer.NEITHER;
  }

  /** Most domains are met once; those at rest need not be remembered. */
  private void sweep(long now) {
    if (paces.size() >= sweepAt) {
      paces.values().removeIf(pace -> pace.isIdle(now));
      sweepAt = Math.max(SWEPT_AT, 2 * paces.size());
    }
  }
}
