package digest.press;

import digest.edition.Rings;
import digest.store.RingTally;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides whether the next ring may follow (delivery S7). Pure. */
final class RingRules {

  /** Fewer could be chance; unless it is everybody. */
  private static final int LEAST = 2;

  /** What is to be done. */
  enum Step {
    /** Nothing yet. */
    WAIT,
    /** The next ring is sent. */
    OPEN,
    /** A person must look. */
    STOP
  }

  /**
   * What is to be done now.
   *
   * @param at of WAIT: when the next ring follows if nothing happens; null while some are untried
   * @param why of STOP: what was measured, and the limit
   */
  record Decision(Step step, @Nullable Instant at, String why) {}

  private RingRules() {}

  /**
   * A limit is passed by more than its percent of those tried, by two of them or by all. A ring
   * with nobody in it says nothing, and the next one follows at once.
   */
  static Decision judge(Rings rings, RingTally tally, Instant now) {
    if (tally.untried() > 0) {
      return new Decision(Step.WAIT, null, "");
    }
    List<String> passed = passed(rings, tally);
    if (!passed.isEmpty()) {
      return new Decision(Step.STOP, null, String.join(", ", passed));
    }
    Instant last = tally.lastTried();
    Instant at = last == null ? now : last.plus(rings.patience());
    return new Decision(at.isAfter(now) ? Step.WAIT : Step.OPEN, at, "");
  }

  private static List<String> passed(Rings rings, RingTally tally) {
    return Stream.of(
            passed("were refused", tally.refused(), tally.tried(), rings.refused()),
            passed("were put off", tally.deferred(), tally.tried(), rings.deferred()),
            passed("complained", tally.complaints(), tally.tried(), rings.complaints()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> passed(String what, long hits, long tried, double limit) {
    boolean isChance = hits < LEAST && hits < tried;
    if (hits == 0 || isChance || hits * 100.0 <= limit * tried) {
      return Optional.empty();
    }
    String share = String.format(Locale.ROOT, "%.1f", hits * 100.0 / tried);
    String most = String.format(Locale.ROOT, "%s", limit).replaceFirst("\\.0$", "");
    return Optional.of(
        hits + " of " + tried + " " + what + " (" + share + " %, the limit is " + most + " %)");
  }
}
