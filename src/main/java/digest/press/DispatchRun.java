package digest.press;

import digest.audience.Suppression;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import digest.store.Intent;
import digest.store.Ledger;
import digest.store.StoreFault;
import digest.store.Subscribers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A relay's part of one run over one edition: what its connections ask and tell goes to the ledger.
 * All of them share it.
 */
final class DispatchRun {

  private static final Logger log = LoggerFactory.getLogger(DispatchRun.class);

  private final Ledger ledger;
  private final MessageMaker maker;
  private final Subscribers subscribers;
  private final DispatchSettings settings;
  private final ClaimQueue queue;
  private final Lane lane;
  private final Lease lease;
  private final Breakage breakage;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Set<Delivery.Id> withdrawn = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String blocked;

  DispatchRun(
      Ledger ledger,
      MessageMaker maker,
      Subscribers subscribers,
      DispatchSettings settings,
      ClaimQueue queue,
      Lane lane,
      Lease lease,
      Breakage breakage,
      InstantSource clock,
      RandomGenerator random) {
    this.ledger = ledger;
    this.maker = maker;
    this.subscribers = subscribers;
    this.settings = settings;
    this.queue = queue;
    this.lane = lane;
    this.lease = lease;
    this.breakage = breakage;
    this.clock = clock;
    this.random = random;
  }

  /** The mail of a claim; empty when it cannot be made or may not go, which is settled then. */
  Optional<Eml> make(Claim claim) {
    if (!isAllowed(claim)) {
      exclude(claim, Delivery.Exclusion.OTHER_DOMAIN, "outside the domains of sending.onlyDomains");
      return Optional.empty();
    }
    try {
      return Optional.of(maker.eml(claim));
    } catch (RuntimeException e) {
      log.error(
          "message cannot be made edition={} subscriber={}",
          claim.id().edition(),
          claim.id().subscriber().value(),
          e);
      write(claim, Settling.broken(settling(unmade(e), claim), claim, true));
      queue.dropped(claim);
      return Optional.empty();
    }
  }

  private static Outcome unmade(RuntimeException e) {
    return new Outcome.Deferred(null, "the message cannot be made: " + e.getMessage());
  }

  /** Deliveries that were excluded after they were claimed. */
  void withdraw(Set<Delivery.Id> excluded) {
    withdrawn.addAll(excluded);
  }

  /** Why the relay refuses us, when it does. */
  @Nullable String blocked() {
    return blocked;
  }

  /** Our own fault: everything stops, nobody is blamed. */
  void block(SmtpReply reply) {
    blocked = withoutReaders(reply.toString()) + " after " + reply.command();
    lane.stop().request();
  }

  /** The words go into logs and alerts, and a relay may name the reader whose mail it refused. */
  static String withoutReaders(String words) {
    return words.replaceAll("<?[^\\s<>@]+@([^\\s<>@]+)>?", "…@$1");
  }

  /** Whether its message may still begin. */
  boolean isWanted(Claim claim) {
    lane.reconnects().answered();
    return !lane.stop().isRequested() && lease.isHeld() && !isWithdrawn(claim);
  }

  private boolean isWithdrawn(Claim claim) {
    return withdrawn.contains(claim.id());
  }

  /** How many of a connection's messages may be on record as begun (delivery L1). */
  int window() {
    return settings.window(lane.relay());
  }

  /** Whether they may go out as chunks. */
  boolean mayChunk() {
    return settings.isQuick(lane.relay());
  }

  /** Their messages are about to begin, in this order. */
  List<Intent> announce(List<Claim> claims) {
    return ledger.announce(claims);
  }

  /** Whether the final dot may be written: the row is durably SENDING, and ours. */
  boolean intend(Intent intent) {
    return ledger.intend(intent) && lease.isHeld();
  }

  /** What was announced and never began. */
  void giveBack(Claim claim) {
    ledger.giveBack(claim);
    queue.dropped(claim);
  }

  /**
   * It may have gone out, and no outcome is known: the store has it as SENDING, nobody else does.
   */
  void abandon(Claim claim) {
    queue.dropped(claim);
  }

  /** What is not to be sent any more, and was not announced. */
  void forget(Claim claim) {
    if (isWithdrawn(claim)) {
      queue.dropped(claim);
    }
  }

  /** What an attempt came to. */
  void settle(Claim claim, Outcome outcome) {
    write(claim, judged(claim, outcome));
    if (outcome instanceof Outcome.Blocked refusal) {
      block(refusal.reply());
      flush(); // another relay may claim it at once
    }
    queue.settled(claim, outcome);
    if (Settling.isBadAddress(outcome)) {
      suppress(claim);
    }
  }

  /** Suppressing excludes what is still open, which this one is until its reply is written. */
  private void suppress(Claim claim) {
    try {
      ledger.flush();
      subscribers.suppress(claim.address(), Suppression.Reason.HARD_BOUNCE, clock.instant());
    } catch (StoreFault e) {
      // Others' replies wait behind this one, and must be noted. The next edition suppresses.
      log.warn(
          "bad address not suppressed edition={} cause={}", claim.id().edition(), e.getMessage());
    }
  }

  private void flush() {
    try {
      ledger.flush();
    } catch (StoreFault e) {
      log.warn("outcome waits for the store cause={}", e.getMessage());
    }
  }

  private Settlement judged(Claim claim, Outcome outcome) {
    Settlement settlement = settling(outcome, claim);
    if (Settling.isBreak(outcome)) {
      return Settling.broken(settlement, claim, breakage.broke(claim.id()));
    }
    breakage.answered(claim.id());
    return settlement;
  }

  private Settlement settling(Outcome outcome, Claim claim) {
    return Settling.of(outcome, claim, settings.retry(), clock.instant(), random.nextDouble());
  }

  private void write(Claim claim, Settlement settlement) {
    ledger.settle(claim, settlement);
    if (settlement.state() != Delivery.State.ACCEPTED) {
      tell(claim, settlement);
    }
  }

  private static void tell(Claim claim, Settlement settlement) {
    SmtpReply reply = settlement.reply();
    log.info(
        "delivery {} edition={} subscriber={} code={} status={} command={} remark={}",
        settlement.state(),
        claim.id().edition(),
        claim.id().subscriber().value(),
        reply == null ? "-" : reply.code(),
        reply == null ? "-" : reply.status(),
        reply == null ? "-" : reply.command(),
        settlement.remark());
  }

  private boolean isAllowed(Claim claim) {
    return settings.onlyDomains().isEmpty()
        || settings.onlyDomains().contains(claim.address().domain());
  }

  private void exclude(Claim claim, Delivery.Exclusion why, String detail) {
    ledger.settle(claim, new Settlement(Delivery.State.EXCLUDED, null, null, why + ": " + detail));
    queue.dropped(claim);
  }
}
