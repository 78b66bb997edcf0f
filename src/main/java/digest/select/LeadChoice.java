package digest.select;

import digest.edition.Article;
import digest.edition.TeaserRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Chooses the article that leads (picking L1). */
final class LeadChoice {

  /** A lead with less text looks like a mistake. */
  private static final int GRAPHEMES = 60;

  private final TeaserCutter cutter;
  private final TeaserRules rules;
  private final Stories lastLead;

  /** Takes the last lead's article, or none; nothing of its story leads twice in a row. */
  LeadChoice(TeaserCutter cutter, TeaserRules rules, List<Article> lastLead) {
    this.cutter = cutter;
    this.rules = rules;
    this.lastLead = new Stories(lastLead);
  }

  /**
   * The best that the feed marks as a lead; else the best with text enough; else the best. Only
   * where the last lead is all there is does it lead again.
   */
  @Nullable Candidate of(List<Candidate> bestFirst, Article.@Nullable Id last) {
    List<Candidate> others =
        bestFirst.stream()
            .filter(c -> !c.id().equals(last) && lastLead.sameAs(c.article()).isEmpty())
            .toList();
    return first(others, c -> c.article().featured())
        .or(() -> first(others, this::hasText))
        .or(() -> first(others, c -> true))
        .or(() -> first(bestFirst, c -> true))
        .orElse(null);
  }

  private boolean hasText(Candidate candidate) {
    String teaser = cutter.cut(candidate.article(), rules).text();
    return teaser.length() >= GRAPHEMES && Graphemes.count(teaser) >= GRAPHEMES;
  }

  private static Optional<Candidate> first(List<Candidate> of, Predicate<Candidate> wanted) {
    return of.stream().filter(wanted).findFirst();
  }
}
