package digest.press;

import digest.audience.Suppression;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import digest.mail.Transport;
import digest.store.Ledger;
import digest.store.Subscribers;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of one run over one edition: what the transport asks and tells goes to the ledger.
 * All connections share it.
 */
final class DispatchRun implements Transport.Journal {

  private static final Logger log = LoggerFactory.getLogger(DispatchRun.class);

  private final Ledger ledger;
  private final MessageMaker maker;
  private final Subscribers subscribers;
  private final DispatchSettings settings;
  private final ClaimQueue queue;
  private final Stop stop;
  private final Lease lease;
  private final Reconnects reconnects;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<Delivery.Id, Claim> claims = new ConcurrentHashMap<>();
  private final Set<Delivery.Id> withdrawn = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String blocked;

  DispatchRun(
      Ledger ledger,
      MessageMaker maker,
      Subscribers subscribers,
      DispatchSettings settings,
      ClaimQueue queue,
      Stop stop,
      Lease lease,
      Reconnects reconnects,
      InstantSource clock,
      RandomGenerator random) {
    this.ledger = ledger;
    this.maker = maker;
    this.subscribers = subscribers;
    this.settings = settings;
    this.queue = queue;
    this.stop = stop;
    this.lease = lease;
    this.reconnects = reconnects;
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
      Eml eml = maker.eml(claim);
      claims.put(claim.id(), claim);
      return Optional.of(eml);
    } catch (RuntimeException e) {
      log.error(
          "message cannot be made edition={} subscriber={}",
          claim.id().edition(),
          claim.id().subscriber().value(),
          e);
      exclude(claim, Delivery.Exclusion.POISON, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
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
    blocked = reply + " after " + reply.command();
    stop.request();
  }

  @Override
  public boolean wanted(Eml mail) {
    reconnects.answered();
    if (withdrawn.contains(id(mail))) {
      drop(mail);
      return false;
    }
    return !stop.isRequested() && lease.isHeld();
  }

  @Override
  public boolean intend(Eml mail) {
    Claim claim = claims.get(id(mail));
    boolean granted = claim != null && ledger.intend(claim) && lease.isHeld();
    if (!granted) {
      drop(mail);
    }
    return granted;
  }

  private void drop(Eml mail) {
    Claim claim = claims.remove(id(mail));
    if (claim != null) {
      queue.dropped(claim);
    }
  }

  @Override
  public void settle(Eml mail, Outcome outcome) {
    Claim claim = claims.remove(id(mail));
    if (claim == null) {
      throw new IllegalStateException("a mail was settled twice: " + mail.messageId());
    }
    Settlement settlement =
        Settling.of(outcome, claim, settings.retry(), clock.instant(), random.nextDouble());
    ledger.settle(claim, settlement);
    if (outcome instanceof Outcome.Blocked refusal) {
      block(refusal.reply());
      ledger.flush(); // another relay may claim it at once
    }
    queue.settled(claim, outcome);
    if (settlement.state() != Delivery.State.ACCEPTED) {
      tell(claim, settlement);
    }
    if (Settling.isBadAddress(outcome)) {
      // Suppressing excludes what is still open, which this delivery is until its reply is written.
      ledger.flush();
      subscribers.suppress(claim.address(), Suppression.Reason.HARD_BOUNCE, clock.instant());
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

  private static Delivery.Id id(Eml mail) {
    Delivery.Id id = mail.delivery();
    if (id == null) {
      throw new IllegalStateException("a mail outside the ledger was dispatched");
    }
    return id;
  }
}
