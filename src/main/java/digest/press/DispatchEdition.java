package digest.press;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.mail.Relay;
import digest.mail.Relays;
import digest.mail.Transport;
import digest.store.Database;
import digest.store.Deliveries;
import digest.store.Ledger;
import digest.store.StoreFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the deliveries of frozen editions to the relay, over several connections.
 *
 * <p>One process at a time dispatches on a SQLite store; another one that is asked hands over to it
 * and follows its progress (delivery L8). Safe for many threads.
 */
public final class DispatchEdition implements AutoCloseable {

  /** How a run ended. */
  public enum End {
    /** Every delivery has its final state. */
    FINISHED,
    /** Some wait for another attempt, later than the caller's patience. */
    WAITING,
    /** The relay refuses us; nobody was blamed. */
    BLOCKED,
    /** The relay does not answer; nothing was lost. */
    UNREACHABLE,
    /** Somebody paused or cancelled it, or the program ends. */
    STOPPED
  }

  /**
   * What a run came to.
   *
   * @param cause for BLOCKED and UNREACHABLE: the relays' words; else what was wrong with some of
   *     them while others worked, or null
   * @param nextDue for WAITING: when the next attempt is due
   */
  public record Result(
      End end, Progress progress, @Nullable String cause, @Nullable Instant nextDue) {

    private Result because(@Nullable String why) {
      return new Result(end, progress, why, nextDue);
    }
  }

  private static final Duration IDLE = Duration.ofSeconds(2);

  /** A machine that slept, or whose store was away, is as one that starts. */
  private static final Duration ASLEEP = Duration.ofMinutes(5);

  private static final Duration EXIT = Duration.ofSeconds(15);
  private static final Logger log = LoggerFactory.getLogger(DispatchEdition.class);

  private final Database database;
  private final Deliveries deliveries;
  private final DispatchParts parts;
  private final GuardStore guard;
  private final Alarm alarm;
  private final Following following;
  private final InstantSource clock;
  private final String owner;
  private final Relays relays;
  private final List<Reconnects> reconnects;
  private final DomainPaces paces;
  private final Breakage breakage = new Breakage();
  private final Stop stop = new Stop();
  private volatile Instant sweptAt;
  private final AtomicLong runs = new AtomicLong();
  private final Set<Stop> running = ConcurrentHashMap.newKeySet();
  private final List<Thread> loops = new ArrayList<>();

  DispatchEdition(
      Database database,
      DispatchParts parts,
      Transport transport,
      String owner,
      GuardStore guard,
      Alarm alarm,
      InstantSource clock) {
    this.database = database;
    this.deliveries = parts.deliveries();
    this.parts = parts;
    this.relays = Relays.of(transport, parts.connections());
    this.reconnects = relays.all().stream().map(relay -> new Reconnects()).toList();
    this.paces = parts.paces();
    this.owner = owner;
    this.guard = guard;
    this.alarm = alarm;
    this.following = new Following(database, parts, stop, clock);
    this.clock = clock;
    this.sweptAt = clock.instant();
  }

  /**
   * Sends what is due of a frozen edition, now; a pause is lifted.
   *
   * @throws Refusal when the store is held
   * @param patience how long to wait for a relay that does not answer, or for the next attempt
   * @param watch is told the progress several times a second, and once at the end
   */
  public Result run(Edition.Id id, Duration patience, Consumer<Progress> watch) {
    guard.demandFree();
    parts.unpause(id);
    Optional<AutoCloseable> role = following.role(id, patience, watch);
    if (role.isEmpty()) {
      return parts.result(id, null, null, stop, clock.instant());
    }
    try {
      int recovered = deliveries.recover(clock.instant());
      log.info("dispatch begins edition={} recovered={}", id, recovered);
      return work(id, patience, watch);
    } finally {
      giveBack(role.get());
    }
  }

  /** Dispatches whatever is frozen until closed: the loop of {@code serve}. */
  public void keepRunning() {
    Thread loop = new Thread(this::loop, "dispatch");
    loops.add(loop);
    loop.start();
  }

  /** Ends all runs: messages in flight end, nothing new begins (delivery L4). */
  @Override
  public void close() {
    stop.request();
    running.forEach(Stop::request);
    loops.forEach(DispatchEdition::join);
    alarm.close();
  }

  private static void join(Thread loop) {
    try {
      loop.join(EXIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    Optional<AutoCloseable> role = Optional.empty();
    try {
      do {
        role = turn(role);
      } while (!stop.await(IDLE));
    } finally {
      role.ifPresent(DispatchEdition::giveBack);
    }
  }

  /** Who may not act has no role either: it would keep out who may. */
  private Optional<AutoCloseable> turn(Optional<AutoCloseable> role) {
    try {
      if (!guard.isFree()) {
        role.ifPresent(DispatchEdition::giveBack);
        return Optional.empty();
      }
      Optional<AutoCloseable> ours = role.isPresent() ? role : database.tryDispatch();
      if (role.isEmpty() && ours.isPresent()) {
        begin();
      }
      ours.ifPresent(held -> sweep());
      return ours;
    } catch (RuntimeException e) {
      log.error("dispatch cannot look for work; it tries again in {} s", IDLE.toSeconds(), e);
      tellOfStore(e);
      return role;
    }
  }

  /** A store that does not answer yet is asked again by the first sweep. */
  private void begin() {
    try {
      log.info("dispatching recovered={}", deliveries.recover(clock.instant()));
      parts.holdLate(clock.instant(), alarm);
    } catch (RuntimeException e) {
      log.error("dispatch cannot begin; it goes on with what it finds", e);
    }
  }

  private void sweep() {
    try {
      if (Duration.between(sweptAt, clock.instant()).compareTo(ASLEEP) > 0) {
        parts.holdLate(clock.instant(), alarm);
      }
      sweptAt = clock.instant();
      parts.takeOver();
      parts
          .sendable(clock.instant())
          .forEach(edition -> once(edition.id(), Duration.ZERO, progress -> {}));
      alarm.storeAnswers();
    } catch (RuntimeException e) {
      log.error("dispatch failed; it is tried again in {} s", IDLE.toSeconds(), e);
      tellOfStore(e);
    }
  }

  private void tellOfStore(RuntimeException fault) {
    if (fault instanceof StoreFault) {
      alarm.storeAway(String.valueOf(fault.getMessage()));
    }
  }

  private Result work(Edition.Id id, Duration patience, Consumer<Progress> watch) {
    int revision = deliveries.revision(id);
    Result result = once(id, patience, watch);
    while ((result.end() == End.WAITING && mayGoOn(id, result.nextDue(), patience, watch))
        || (result.end() == End.STOPPED && following.untilRetracted(id, revision, patience))) {
      revision = deliveries.revision(id);
      result = once(id, patience, watch);
    }
    return parts.isOver(id)
        ? parts.result(id, null, null, stop, clock.instant()).because(result.cause())
        : result;
  }

  /** Waits for the next attempt, or, where others have what is left, for what they give back. */
  private boolean mayGoOn(
      Edition.Id id, @Nullable Instant nextDue, Duration patience, Consumer<Progress> watch) {
    if (nextDue == null) {
      return parts.isShared()
          ? following.until(id, patience.plus(parts.lease()), watch)
          : parts.hasWork(id);
    }
    Duration wait = Duration.between(clock.instant(), nextDue);
    return wait.compareTo(patience) <= 0 && !stop.await(wait.isNegative() ? Duration.ZERO : wait);
  }

  private Result once(Edition.Id id, Duration patience, Consumer<Progress> watch) {
    Stop ended = new Stop();
    running.add(ended);
    if (stop.isRequested()) {
      ended.request();
    }
    // A name for each run: what an unlucky one left is nobody's, and is taken over after its lease.
    String taker = owner + "-" + runs.incrementAndGet();
    Lease lease = new Lease(parts.lease(), System::nanoTime);
    List<Lane> lanes = lanes(ended);
    Workers workers;
    try (Ledger ledger = parts.ledger();
        // First: it notes the revision, and gives nothing when the run's content is a newer one.
        ClaimQueue queue = parts.queue(id, taker, lanes, paces, ended)) {
      workers =
          new Workers(
              lanes,
              queue,
              lane -> parts.run(id, ledger, queue, lane, lease, breakage),
              ended,
              patience);
      parts.watching(id, taker, workers, ended, lease, alarm).until(workers.start(), watch);
    } finally {
      running.remove(ended);
      deliveries.release(id, taker);
    }
    return told(id, workers, ended, watch);
  }

  /** The relays of one run; each ends with it. */
  private List<Lane> lanes(Stop ended) {
    List<Lane> lanes = new ArrayList<>();
    for (Relay relay : relays.all()) {
      Reconnects reconnect = reconnects.get(lanes.size());
      reconnect.begin();
      Stop its = new Stop();
      ended.whenRequested(its::request);
      lanes.add(new Lane(lanes.size(), relay, reconnect, its));
    }
    return lanes;
  }

  private Result told(Edition.Id id, Workers workers, Stop ended, Consumer<Progress> watch) {
    Result result =
        parts.result(id, workers.blocked(), workers.unreachable(), ended, clock.instant());
    Result whole = result.cause() == null ? result.because(workers.troubles()) : result;
    watch.accept(whole.progress());
    log.info(
        "dispatch ended edition={} end={} cause={} progress={}",
        id,
        whole.end(),
        whole.cause(),
        whole.progress());
    if (whole.end() == End.BLOCKED) {
      relays.forgetRefusals();
      alarm.refused(Found.edition(parts.editions(), id), whole);
    }
    return whole;
  }

  static void giveBack(AutoCloseable role) {
    try {
      role.close();
    } catch (Exception e) {
      log.warn("the dispatcher's role could not be given back", e);
    }
  }
}
