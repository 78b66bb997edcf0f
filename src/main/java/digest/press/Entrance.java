package digest.press;

import digest.store.Nodes.Node;
import digest.store.Nodes.Standing;
import digest.store.WorldTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an installation that comes to a store may send from it, or whether the store may be a
 * copy whose original is still at work (picking C5). In doubt, it may not.
 *
 * @param remembered the last sign of life this installation knows it gave here, or null
 * @param shared whether many installations may live on the store at once
 */
record Entrance(Station station, @Nullable Instant remembered, boolean shared) {

  /** What follows. */
  enum Verdict {
    /** It goes on as if it had never left. */
    FREE,
    /** Another one used it last, and may be at work: if it is seen to, it is the same store. */
    WATCH,
    /** A person must say that nobody else sends. */
    HOLD
  }

  /**
   * A verdict.
   *
   * @param words for WATCH and HOLD: why, and what to do
   */
  record Ruling(Verdict verdict, String words) {}

  /** Nodes of one cluster that stop together do so within this. */
  private static final Duration TOGETHER = Duration.ofHours(1);

  private static final String BOTH = "two would mail everybody twice";

  /** Looks at a store that is not held. */
  Ruling rule(Standing standing, Instant now) {
    Optional<Node> latest = standing.nodes().stream().findFirst();
    if (remembered != null && known(standing).filter(at -> !at.isBefore(remembered)).isEmpty()) {
      return new Ruling(Verdict.HOLD, older(remembered, latest));
    }
    if (latest.isEmpty() || latest.get().isRelease() || station.isOurs(latest.get())) {
      return new Ruling(Verdict.FREE, "");
    }
    return another(standing, latest.get(), now);
  }

  private Ruling another(Standing standing, Node latest, Instant now) {
    if (shared && known(standing).filter(at -> stoppedTogether(at, latest)).isPresent()) {
      return new Ruling(Verdict.FREE, "");
    }
    boolean isSilent =
        Duration.between(latest.beatAt(), now).abs().compareTo(Sightings.SILENCE) > 0;
    boolean mayLive =
        standing.nodes().stream().anyMatch(node -> !node.isGone() && !station.isOurs(node));
    // In a cluster one clock that is wrong must not hold everybody.
    return mayLive && (shared || !isSilent)
        ? new Ruling(Verdict.WATCH, living(latest))
        : new Ruling(Verdict.HOLD, foreign(latest));
  }

  private static boolean stoppedTogether(Instant ours, Node latest) {
    return Duration.between(ours, latest.beatAt()).compareTo(TOGETHER) <= 0;
  }

  /** The last sign that was ours, or a person's word after it. */
  private Optional<Instant> known(Standing standing) {
    return standing.nodes().stream()
        .filter(node -> station.isOurs(node) || node.isRelease())
        .map(Node::beatAt)
        .max(Comparator.naturalOrder());
  }

  private static String older(Instant remembered, Optional<Node> latest) {
    return "nothing is sent: this store is older than what this installation last did with it on "
        + WorldTime.words(remembered)
        + " ("
        + latest
            .map(node -> "it was last used on " + WorldTime.words(node.beatAt()))
            .orElse("it was never used")
        + "), so it is a restored copy. What was sent in between would be sent again. Make sure that"
        + " nobody else sends from the original, and look at what would go out: digest database"
        + " release";
  }

  /** The words of a store that another installation used last. */
  String foreign(Node latest) {
    return "nothing is sent: this store was last used by the installation "
        + name(latest)
        + " on host "
        + latest.host()
        + " on "
        + WorldTime.words(latest.beatAt())
        + ", and this is another one, on host "
        + station.host()
        + ". If that one is gone for good, or was this one before "
        + station.installation()
        + " was deleted or moved: digest database release. Else stop this one: "
        + BOTH;
  }

  private String living(Node latest) {
    return "nothing is sent yet: the installation "
        + name(latest)
        + " on host "
        + latest.host()
        + " used this store last and may be at work on it; this one waits. If this is a copy, stop"
        + " this one: "
        + BOTH;
  }

  /** Enough of an id to tell it from others. */
  private static String name(Node node) {
    return node.id().substring(0, Math.min(8, node.id().length()));
  }
}
