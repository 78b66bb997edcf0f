package digest.select;

import digest.edition.Article;
import digest.edition.Score;
import java.time.Instant;
import java.util.Comparator;

/**
 * An article that may be picked.
 *
 * @param article without its body
 * @param at when it counts as published
 * @param section where it sits unless it leads
 * @param carried it had no room in the last edition
 */
record Candidate(Article article, Instant at, String section, Score score, boolean carried) {

  /** The best first; equal ones newest first, then by id (picking S2). */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingInt(Candidate::points)
          .reversed()
          .thenComparing(Candidate::at, Comparator.reverseOrder())
          .thenComparing(Candidate::id);

  Article.Id id() {
    return article.id();
  }

  int points() {
    return score.total();
  }
}
