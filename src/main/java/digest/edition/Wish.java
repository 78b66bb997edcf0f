package digest.edition;

import java.time.Instant;

/**
 * What an editor wants of one article in one newsletter. There is at most one of a kind.
 *
 * @param points for {@link Kind#BOOST} and {@link Kind#POPULARITY}, added to the score; else 0
 * @param at when it was said
 */
public record Wish(
    Newsletter.Id newsletter, Article.Id article, Kind kind, int points, Instant at) {

  /** What can be wanted. */
  public enum Kind {
    /** It leads the next edition it is in (picking L1). */
    LEAD,
    /** More or fewer points (picking S3). */
    BOOST,
    /** Points for what readers do, such as visits (picking S3). */
    POPULARITY,
    /** It may fill a thin edition at any age, once (picking P10). */
    EVERGREEN,
    /** It was sent before and is sent once more, as an update (picking P8). */
    UPDATE,
    /** It is never picked. */
    EXCLUDE
  }
}
