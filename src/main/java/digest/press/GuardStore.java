package digest.press;

import digest.store.Nodes;
import digest.store.Nodes.Node;
import digest.store.Nodes.Standing;
import digest.store.StoreFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process may build, freeze and send (picking C5).
 *
 * <p>It may not while the store is held: it may be a copy whose original is at work. And not while
 * another process that came first publishes something else from the same store. Whoever may, gives
 * a sign of life every ten seconds. It is looked at anew every two seconds, so a release is noticed
 * without a new start. Reading is never its business. Safe for many threads.
 */
public final class GuardStore implements AutoCloseable {

  /** Between two looks. */
  static final Duration ROUND = Duration.ofSeconds(2);

  private static final Duration BEAT = Duration.ofSeconds(10);

  /** In a cluster a living node gives a sign within this. */
  private static final Duration PROOF = Duration.ofSeconds(30);

  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Comparator<Node> SENIORITY =
      Comparator.comparing(Node::startedAt).thenComparing(Node::id);
  private static final Logger log = LoggerFactory.getLogger(GuardStore.class);

  private final Nodes nodes;
  private final Station station;
  private final String store;
  private final boolean shared;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Duration pause;
  private final Sightings sightings;
  private final Stop stop = new Stop();
  private final List<Turn> turns = new ArrayList<>();

  private @Nullable Thread watch;
  private @Nullable String why;
  private @Nullable Instant lastBeat;
  private boolean entered;
  private boolean wasHeld;
  private boolean undecided;
  private boolean looked;
  private boolean alone;
  private long lookedAt;
  private long beatenAt;
  private @Nullable Long watchedSince;

  /**
   * Over an open store; nothing is looked at yet.
   *
   * @param store its name
   * @param shared whether many installations may live on it at once
   * @param nanos as {@link System#nanoTime}
   * @param pause between two rounds of its own thread
   */
  GuardStore(
      Nodes nodes,
      Station station,
      String store,
      boolean shared,
      InstantSource clock,
      LongSupplier nanos,
      Duration pause) {
    this.nodes = nodes;
    this.station = station;
    this.store = store;
    this.shared = shared;
    this.clock = clock;
    this.nanos = nanos;
    this.pause = pause;
    this.sightings = new Sightings(nanos);
  }

  /** Whether this process may act now. */
  public boolean isFree() {
    return refusal().isEmpty();
  }

  /**
   * Goes on only when this process may act.
   *
   * @throws Refusal when it may not, with what to do
   */
  public void demandFree() {
    Optional<String> refusal = refusal();
    long since = nanos.getAsLong();
    while (isUndecided() && nanos.getAsLong() - since < PROOF.toNanos() && !stop.await(GLANCE)) {
      refusal = refusal();
    }
    refusal.ifPresent(
        words -> {
          throw new Refusal(words);
        });
  }

  /**
   * Refuses what would be refused anyway, before a person is asked whether to do it. Nothing is
   * changed.
   *
   * @throws Refusal when the store is held, with what to do
   */
  public void demandReleased() {
    remark()
        .ifPresent(
            words -> {
              throw new Refusal(words);
            });
  }

  /**
   * Why nothing would be sent, in words; empty when nothing speaks against it. Nothing is changed,
   * so it may be asked by those who only look.
   */
  public synchronized Optional<String> remark() {
    if (watch != null) {
      return Optional.ofNullable(why);
    }
    Entrance entrance = entrance();
    Standing standing = nodes.look();
    if (standing.held() != null) {
      return Optional.of(standing.held());
    }
    Entrance.Ruling ruling = entrance.rule(standing, clock.instant());
    return ruling.verdict() == Entrance.Verdict.HOLD
        ? Optional.of(ruling.words())
        : Optional.empty();
  }

  /**
   * Keeps something open while this process may act: opens it now if it may, closes it when it may
   * not any more, and so on until closed.
   */
  public AutoCloseable whileFree(Supplier<AutoCloseable> opener) {
    Turn turn = new Turn(opener);
    boolean isFree = isFree();
    turn.take(isFree);
    synchronized (turns) {
      turns.add(turn);
    }
    return () -> {
      synchronized (turns) {
        turns.remove(turn);
      }
      turn.take(false);
    };
  }

  /** A person says that nobody else sends from this store or from what it is a copy of. */
  void release() {
    Instant now = clock.instant();
    Instant remembered = remembered();
    nodes.release(
        station.host(),
        remembered == null || remembered.isBefore(now) ? now : remembered.plusMillis(1));
    log.info("store released store={} host={}", store, station.host());
  }

  @Override
  public void close() {
    stop.request();
    Thread running;
    synchronized (this) {
      running = watch;
    }
    if (running != null) {
      join(running);
    }
    synchronized (this) {
      if (entered && alone) {
        leave();
      }
    }
  }

  /** What is known, not older than one round. */
  private synchronized Optional<String> refusal() {
    if (watch == null) {
      watch = new Thread(this::keepWatch, "guard");
      watch.setDaemon(true);
      watch.start();
    }
    if (!looked || undecided || nanos.getAsLong() - lookedAt >= ROUND.toNanos()) {
      look();
    }
    return Optional.ofNullable(why);
  }

  private synchronized boolean isUndecided() {
    return undecided;
  }

  private void keepWatch() {
    while (!stop.await(pause)) {
      try {
        takeTurns();
      } catch (RuntimeException e) {
        log.error("the guard failed; it looks again in {} s", pause.toSeconds(), e);
      }
    }
  }

  /** One round: what is open only for who may act follows. */
  void takeTurns() {
    look();
    boolean isFree = isFree();
    turns().forEach(turn -> turn.takeQuietly(isFree));
  }

  private List<Turn> turns() {
    synchronized (turns) {
      return List.copyOf(turns);
    }
  }

  /** One look at the store, and what follows from it. */
  synchronized void look() {
    lookedAt = nanos.getAsLong();
    try {
      // The memory first: a sign that is given in between makes the store look younger, never
      // older.
      Entrance entrance = entrance();
      Standing standing = nodes.look();
      sightings.note(standing.nodes(), clock.instant());
      judge(entrance, standing);
      looked = true;
    } catch (StoreFault e) {
      // Who was free goes on: without the store nothing can be sent anyway.
      log.warn("the store cannot be looked at: {}", e.getMessage());
      if (!entered) {
        say(String.valueOf(e.getMessage()));
      }
    }
  }

  private void judge(Entrance entrance, Standing standing) {
    undecided = false;
    if (standing.held() != null) {
      wasHeld = true;
      entered = false;
      say(standing.held());
      return;
    }
    if (!entered) {
      comeIn(entrance, standing);
    } else if (nanos.getAsLong() - beatenAt >= BEAT.toNanos()) {
      beat();
    }
    if (entered) {
      rival(standing).ifPresentOrElse(this::waitFor, () -> say(null));
    }
  }

  private void comeIn(Entrance entrance, Standing standing) {
    // Whoever saw the store held and sees it released needs no second word.
    Entrance.Ruling ruling =
        wasHeld
            ? new Entrance.Ruling(Entrance.Verdict.FREE, "")
            : entrance.rule(standing, clock.instant());
    switch (ruling.verdict()) {
      case FREE -> enter(standing);
      case WATCH -> watch(entrance, standing, ruling.words());
      case HOLD -> hold(ruling.words(), standing);
    }
  }

  private void enter(Standing standing) {
    String id = station.sign().id();
    alone = standing.nodes().stream().noneMatch(node -> node.id().equals(id) && !node.isGone());
    Optional<Instant> beat = nodes.enter(station.sign(), notBefore(), standing::equals);
    if (beat.isEmpty()) {
      lookAgain();
      return;
    }
    entered = true;
    wasHeld = false;
    remember(beat.get());
    log.info("store entered node={} host={} last={}", id, station.host(), beat.get());
  }

  private void watch(Entrance entrance, Standing standing, String words) {
    List<Node> others = standing.nodes().stream().filter(node -> !station.isOurs(node)).toList();
    if (others.stream().anyMatch(sightings::hasMoved)) {
      watchedSince = null;
      if (shared) {
        enter(standing);
      } else {
        say(words);
      }
      return;
    }
    long since = watchedSince == null ? nanos.getAsLong() : watchedSince;
    watchedSince = since;
    Duration watched = Duration.ofNanos(nanos.getAsLong() - since);
    if (watched.compareTo(shared ? PROOF : Sightings.SILENCE) >= 0) {
      hold(entrance.foreign(standing.nodes().get(0)), standing);
    } else {
      undecided = shared;
      say(words);
    }
  }

  private void hold(String words, Standing standing) {
    if (nodes.hold(words, standing)) {
      wasHeld = true;
      say(words);
    } else {
      lookAgain();
    }
  }

  private void lookAgain() {
    undecided = true;
    say("nothing is sent yet: another process came to this store in the same moment");
  }

  private void beat() {
    nodes
        .beat(station.sign(), notBefore(), standing -> standing.held() == null)
        .ifPresent(this::remember);
  }

  private void remember(Instant beat) {
    beatenAt = nanos.getAsLong();
    lastBeat = beat;
    station.installation().remember(store, beat);
  }

  /** Who came first and publishes something else. */
  private Optional<Node> rival(Standing standing) {
    List<Node> rivals =
        standing.nodes().stream()
            .filter(node -> !node.configuration().equals(station.configuration()))
            .filter(sightings::isLiving)
            .toList();
    if (rivals.isEmpty()) {
      return Optional.empty();
    }
    String id = station.sign().id();
    Optional<Node> self =
        nodes.look().nodes().stream().filter(node -> node.id().equals(id)).findFirst();
    return rivals.stream()
        .filter(node -> self.isEmpty() || SENIORITY.compare(node, self.get()) < 0)
        .min(SENIORITY);
  }

  private void waitFor(Node rival) {
    String node = "node " + rival.id() + " on host " + rival.host();
    if (why == null || !why.startsWith(node)) {
      log.warn("{} uses this database with another configuration; this one waits", node);
    }
    why =
        node
            + " uses this database with another configuration, seen "
            + sightings.silence(rival).toSeconds()
            + " s ago. Give both the same digest.yaml; this one sends nothing, and goes on by itself"
            + " when they agree or that one is gone";
  }

  private Entrance entrance() {
    return new Entrance(station, remembered(), shared);
  }

  private @Nullable Instant remembered() {
    return station.installation().remembered(store).orElse(null);
  }

  private Instant notBefore() {
    Instant now = clock.instant();
    return lastBeat == null || lastBeat.isBefore(now) ? now : lastBeat;
  }

  private void say(@Nullable String words) {
    if (words != null && !words.equals(why)) {
      log.warn("{}", words);
    } else if (words == null && why != null) {
      log.info("store free again store={}", store);
    }
    why = words;
  }

  private void leave() {
    try {
      nodes.leave(station.sign().id());
    } catch (StoreFault e) {
      log.debug("could not say good-bye", e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(BEAT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
