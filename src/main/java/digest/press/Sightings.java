package digest.press;

import digest.store.Nodes;
import digest.store.Nodes.Node;
import digest.store.Nodes.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When each node was last seen to give a sign, by a clock that nobody sets. What the rows say of
 * the time is believed once, at first sight: a copy of a store looks as young as the original.
 */
final class Sightings {

  /** Who says nothing for so long is gone. */
  static final Duration SILENCE = Duration.ofMinutes(2);

  private static final Comparator<Node> SENIORITY =
      Comparator.comparing(Node::startedAt).thenComparing(Node::id);

  private record Seen(Instant beat, long at, boolean moved) {}

  private final LongSupplier nanos;
  private final Map<String, Seen> latest = new HashMap<>();

  /**
   * Nobody was seen yet.
   *
   * @param nanos as {@link System#nanoTime}
   */
  Sightings(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Takes in how the signs stand.
   *
   * @param now to judge the age of those that are new here
   */
  void note(List<Node> nodes, Instant now) {
    for (Node node : nodes) {
      Seen before = latest.get(node.id());
      if (before == null) {
        long age =
            Duration.between(node.beatAt(), now).abs().compareTo(SILENCE) > 0
                ? SILENCE.toNanos()
                : Duration.between(node.beatAt(), now).abs().toNanos();
        latest.put(node.id(), new Seen(node.beatAt(), nanos.getAsLong() - age, false));
      } else if (!before.beat().equals(node.beatAt())) {
        latest.put(node.id(), new Seen(node.beatAt(), nanos.getAsLong(), true));
      }
    }
  }

  /** Whether it may be at work. */
  boolean isLiving(Node node) {
    return !node.isGone() && silence(node).compareTo(SILENCE) < 0;
  }

  /** Whether it gave a sign before our eyes: it lives, and on this very store. */
  boolean hasMoved(Node node) {
    Seen seen = latest.get(node.id());
    return seen != null && seen.moved() && isLiving(node);
  }

  /** How long it has said nothing. */
  Duration silence(Node node) {
    Seen seen = latest.get(node.id());
    return seen == null ? SILENCE : Duration.ofNanos(nanos.getAsLong() - seen.at());
  }

  /** Who came first, lives, and publishes something else. */
  Optional<Node> rival(Nodes nodes, Station station, Standing standing) {
    List<Node> rivals =
        standing.nodes().stream()
            .filter(node -> !node.configuration().equals(station.configuration()))
            .filter(this::isLiving)
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
}
