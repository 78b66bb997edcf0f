package digest.edition;

import org.jspecify.annotations.Nullable;

/**
 * The final word on one article for one edition.
 *
 * @param detail a sentence for an editor: the rule's figure, the other article's title
 * @param score what its place was decided by; null for one that was not compared
 */
public record Explanation(
    Article.Id article,
    String title,
    String link,
    String source,
    Reason reason,
    String detail,
    @Nullable Score score) {

  /** The same article's for another reason. */
  public Explanation because(Reason other, String why) {
    return new Explanation(article, title, link, source, other, why, score);
  }
}
