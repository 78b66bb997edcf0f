package digest.select;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Chooses the article that leads (picking L1). */
final class LeadChoice {

  /** A lead with less text looks like a mistake. */
  private static final int GRAPHEMES = 60;

  private final Predicate<Candidate> pinned;
  private final Predicate<Candidate> longEnough;
  private final Predicate<Candidate> ledBefore;

  /**
   * Takes what to ask of a candidate.
   *
   * @param pinned an editor wants it as the lead
   * @param graphemes of its teaser
   * @param ledBefore it, or another telling of its story, led the last edition
   */
  LeadChoice(
      Predicate<Candidate> pinned,
      ToIntFunction<Candidate> graphemes,
      Predicate<Candidate> ledBefore) {
    this.pinned = pinned;
    this.longEnough = candidate -> graphemes.applyAsInt(candidate) >= GRAPHEMES;
    this.ledBefore = ledBefore;
  }

  /**
   * The editor's; else the best that the feed marks as a lead; else the best with text enough; else
   * the best. Only where the last lead is all there is does it lead again.
   */
  @Nullable Candidate of(List<Candidate> bestFirst) {
    List<Candidate> others = bestFirst.stream().filter(ledBefore.negate()).toList();
    return first(others, pinned)
        .or(() -> first(others, candidate -> candidate.article().featured()))
        .or(() -> first(others, longEnough))
        .or(() -> first(others, candidate -> true))
        .or(() -> first(bestFirst, candidate -> true))
        .orElse(null);
  }

  private static Optional<Candidate> first(List<Candidate> of, Predicate<Candidate> wanted) {
    return of.stream().filter(wanted).findFirst();
  }
}
