package digest.press;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Hands the claims of one run out to the connections of all relays: each relay gets its share, and
 * no recipients' domain more than it takes (delivery S4). A claim whose domain takes no more just
 * now is set aside while others go on. Safe for many threads.
 *
 * <p>What was handed out is heard of again: {@link #settled}, {@link #returned} or {@link
 * #dropped}, the first of them counts.
 */
final class ClaimQueue implements AutoCloseable {

  /** Neighbouring rows cost fewer pages. */
  private static final int RANGE = 500;

  /** They cost memory, and a lease that is renewed. */
  private static final int MAX_ASIDE = 10_000;

  /** Time passes, and other threads may fail to call. */
  private static final long LONGEST_WAIT = Duration.ofMillis(250).toNanos();

  /** With nothing left but what must wait, the run ends, so that other editions get their turn. */
  private static final long TURN = Duration.ofSeconds(30).toNanos();

  /** Where the claims come from. */
  interface Store {

    /** That many, or as many as there are. */
    List<Claim> claim(int count);

    /** Takes claims back that cannot be sent for a while. */
    void postpone(List<Claim> claims);
  }

  private record Held(RelayClaims by, Claim claim, String domain, long begun) {}

  private final Store store;
  private final List<Lane> lanes;
  private final DomainPaces paces;
  private final Stop stop;
  private final LongSupplier nanoTime;
  private final Shares shares;
  private final Aside aside;
  private final ClaimsAhead ahead;
  private final Deque<Claim> ready = new ArrayDeque<>();
  private final Map<Delivery.Id, Held> held = new HashMap<>();
  private int waiting;
  private boolean isAsking;
  private boolean isDry;
  private long askedAt;
  private long onlyAsideSince;
  private boolean isOnlyAside;

  /**
   * @param lanes the relays, by their numbers
   * @param nanoTime a clock that never jumps
   */
  ClaimQueue(Store store, List<Lane> lanes, DomainPaces paces, Stop stop, LongSupplier nanoTime) {
    this.store = store;
    this.lanes = List.copyOf(lanes);
    this.paces = paces;
    this.stop = stop;
    this.nanoTime = nanoTime;
    this.aside = new Aside(paces);
    this.shares =
        new Shares(
            lanes.stream().map(lane -> lane.relay().weight()).toList(), nanoTime.getAsLong());
    this.ahead = new ClaimsAhead(this::isLow, this::ask);
    lanes.forEach(lane -> lane.stop().whenRequested(this::wake));
    stop.whenRequested(this::wake);
  }

  /** What one connection of a relay is handed; closed when the connection has ended. */
  RelayClaims forRelay(int relay) {
    return new RelayClaims(this, relay);
  }

  synchronized Optional<Claim> poll(RelayClaims by) {
    return isEnded(by) ? Optional.empty() : take(by);
  }

  Optional<Claim> next(RelayClaims by) {
    Optional<Claim> claim = poll(by);
    boolean isNew = true;
    while (claim.isEmpty() && !isEnded(by)) {
      if (mayAsk(isNew)) {
        ask();
      } else if (!await(by)) {
        return Optional.empty();
      }
      isNew = false;
      claim = poll(by);
    }
    return claim;
  }

  /** Begins to ask the store before the last claim is handed out; then this is asking. */
  private synchronized boolean isLow() {
    boolean isWorthIt = !isAsking && !isDry && ready.size() < RANGE / 2 && hasRoom();
    boolean asks = isWorthIt && askedAt != 0 && !stop.isRequested();
    isAsking |= asks;
    return asks;
  }

  /** The store is asked by one thread, and the others go on meanwhile. */
  private void ask() {
    List<Claim> claims = List.of();
    boolean isAnswered = false;
    List<Claim> surplus = surplus();
    try {
      if (surplus.isEmpty()) {
        claims = store.claim(RANGE);
        isAnswered = true;
      } else {
        store.postpone(surplus);
      }
    } finally {
      answered(claims, isAnswered);
    }
  }

  /** One slow domain with many readers must not keep the others' claims from being looked at. */
  private synchronized List<Claim> surplus() {
    return hasRoom() ? List.of() : aside.surplus();
  }

  /** What a claim came to; a refusal that is our own fault put it back into the store. */
  synchronized void settled(Claim claim, Outcome outcome) {
    Held hold = held.remove(claim.id());
    if (hold != null) {
      paces.end(hold.domain(), hold.begun(), nanoTime.getAsLong(), outcome);
      isDry &= outcome.verdict() != Outcome.Verdict.BLOCKED;
      freed(hold);
    }
  }

  /** Handed out, not sent, and still ours: somebody else gets it. */
  synchronized void returned(Claim claim) {
    Held hold = held.remove(claim.id());
    if (hold != null) {
      paces.undo(hold.domain());
      shares.giveBack(hold.by().relay());
      ready.addFirst(claim);
      freed(hold);
    }
  }

  /** Handed out, not sent, and no more in our hands: excluded, or given back to the store. */
  synchronized void dropped(Claim claim) {
    Held hold = held.remove(claim.id());
    if (hold != null) {
      paces.undo(hold.domain());
      isDry = false;
      freed(hold);
    }
  }

  /** What this one was handed and nobody has heard of since. */
  synchronized void giveBack(RelayClaims by) {
    List<Claim> unheard =
        held.values().stream().filter(hold -> hold.by() == by).map(Held::claim).toList();
    unheard.forEach(this::returned);
  }

  /** The run has ended: what nobody has heard of no longer keeps others of its domain waiting. */
  @Override
  public void close() {
    ahead.close();
    forgetHeld();
  }

  private synchronized void forgetHeld() {
    held.values().forEach(hold -> paces.undo(hold.domain()));
    held.clear();
  }

  /** Whether nothing is left to hand out, and all that was is heard of. */
  synchronized boolean isOver() {
    return isDry && ready.isEmpty() && aside.size() == 0 && held.isEmpty();
  }

  private Optional<Claim> take(RelayClaims by) {
    int relay = by.relay();
    long now = nanoTime.getAsLong();
    if (!shares.mayTake(relay, this::isIn, now)) {
      return Optional.empty();
    }
    Optional<Claim> claim = aside.poll(now).or(() -> fromReady(now));
    claim.ifPresent(
        one -> {
          held.put(one.id(), new Held(by, one, one.address().domain(), now));
          shares.take(relay, this::isIn, now);
          tellWaiting();
        });
    if (ready.size() < RANGE / 2 && !isDry && !isAsking) {
      ahead.wake();
    }
    return claim;
  }

  private Optional<Claim> fromReady(long now) {
    while (!ready.isEmpty() && hasRoom()) {
      Claim claim = ready.remove();
      String domain = claim.address().domain();
      if (!aside.holds(domain) && paces.begin(domain, now) == 0) {
        isOnlyAside = false;
        return Optional.of(claim);
      }
      aside.add(claim);
    }
    return Optional.empty();
  }

  private boolean isWorthWaiting(RelayClaims by) {
    if (isAsking || (!ready.isEmpty() && hasRoom())) {
      return true;
    }
    boolean othersHold = held.values().stream().anyMatch(hold -> hold.by().relay() != by.relay());
    return othersHold || (aside.size() > 0 && isOurTurn());
  }

  private boolean isOurTurn() {
    long now = nanoTime.getAsLong();
    if (!isOnlyAside) {
      isOnlyAside = true;
      onlyAsideSince = now;
    }
    return now - onlyAsideSince < TURN;
  }

  private synchronized void answered(List<Claim> claims, boolean isAnswered) {
    isAsking = false;
    askedAt = nanoTime.getAsLong();
    isDry = isAnswered && claims.isEmpty();
    ready.addAll(claims);
    releaseWaitingLanes();
    tellWaiting();
  }

  private void freed(Held hold) {
    aside.freed(hold.domain());
    releaseWaitingLanes();
    tellWaiting();
  }

  /** A relay that does not answer need not be waited for when there is nothing left to send. */
  private void releaseWaitingLanes() {
    if (isOver() && lanes.size() > 1) {
      lanes.forEach(lane -> lane.stop().request());
    }
  }

  private boolean isEnded(RelayClaims by) {
    return stop.isRequested() || lanes.get(by.relay()).stop().isRequested();
  }

  private boolean isIn(int relay) {
    return lanes.get(relay).isIn();
  }

  private synchronized void wake() {
    tellWaiting();
  }

  private void tellWaiting() {
    if (waiting > 0) {
      notifyAll();
    }
  }

  private boolean hasRoom() {
    return aside.size() < MAX_ASIDE;
  }

  /**
   * Whether the caller is to ask the store: for each claim it wants, and when there may be more.
   */
  private synchronized boolean mayAsk(boolean isNew) {
    boolean mayBeMore = isNew || !isDry || nanoTime.getAsLong() - askedAt > LONGEST_WAIT;
    boolean asks = !isAsking && (!hasRoom() || (mayBeMore && ready.isEmpty()));
    isAsking |= asks;
    return asks;
  }

  /** Waits for a change, or a while; false when there is nothing to wait for. */
  @SuppressWarnings("WaitNotInLoop") // the loop is next(), which looks at everything again
  private synchronized boolean await(RelayClaims by) {
    long now = nanoTime.getAsLong();
    boolean mayTake = shares.mayTake(by.relay(), this::isIn, now);
    if (mayTake && (aside.nanosToNext(now) == 0 || (!ready.isEmpty() && hasRoom()))) {
      return true; // changed since it was looked at
    }
    if (!isWorthWaiting(by)) {
      return false;
    }
    try {
      long nanos = Math.min(LONGEST_WAIT, mayTake ? aside.nanosToNext(now) : LONGEST_WAIT);
      waiting++;
      wait(Math.max(1, Duration.ofNanos(nanos).toMillis()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting--;
    }
  }
}
