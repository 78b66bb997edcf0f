package digest.press;

import digest.store.Nodes;
import digest.store.Nodes.Node;
import digest.store.Nodes.Standing;
import digest.store.StoreFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How this process stands to its store: not come yet, waiting, held, or in and giving signs of
 * life. Safe for many threads.
 */
final class Presence {

  /** In a cluster a living node gives a sign within this. */
  static final Duration PROOF = Duration.ofSeconds(30);

  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(Presence.class);

  private final Nodes nodes;
  private final Station station;
  private final String store;
  private final boolean shared;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Sightings sightings;

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
   */
  Presence(
      Nodes nodes,
      Station station,
      String store,
      boolean shared,
      InstantSource clock,
      LongSupplier nanos) {
    this.nodes = nodes;
    this.station = station;
    this.store = store;
    this.shared = shared;
    this.clock = clock;
    this.nanos = nanos;
    this.sightings = new Sightings(nanos);
  }

  /** Why this process may not act, not older than this; empty when it may. */
  synchronized Optional<String> refusal(Duration age) {
    if (!looked || undecided || nanos.getAsLong() - lookedAt >= age.toNanos()) {
      look();
    }
    return Optional.ofNullable(why);
  }

  /** What was known at the last look. */
  synchronized Optional<String> known() {
    return Optional.ofNullable(why);
  }

  /** Whether it will be known soon. */
  synchronized boolean isUndecided() {
    return undecided;
  }

  /** What a look would find that changes nothing: why it is held, or would be. */
  Optional<String> foretold() {
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

  /** A person's word, later than all that this installation remembers. */
  void release() {
    Instant now = clock.instant();
    Instant remembered = remembered();
    nodes.release(
        station.host(),
        remembered == null || remembered.isBefore(now) ? now : remembered.plusMillis(1));
    log.info("store released store={} host={}", store, station.host());
  }

  /** The end, in an orderly way: nobody needs to wait for this one. */
  synchronized void leave() {
    if (!entered || !alone) {
      return;
    }
    try {
      nodes.leave(station.sign().id());
    } catch (StoreFault e) {
      log.debug("could not say good-bye", e);
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
      sightings.rival(nodes, station, standing).ifPresentOrElse(this::waitFor, () -> say(null));
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

  /** What there is to know before the store is looked at. */
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
}
