package digest.store;

import digest.edition.Article;
import digest.edition.Edition;

/**
 * An edition could not be frozen, because another one has reserved or sent one of its articles
 * (picking P7); nothing was written.
 */
public final class ArticleTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Article.Id article;
  private final transient Edition.Id other;

  ArticleTaken(Article.Id article, String title, Edition.Id wanting, Edition.Id other) {
    super(
        "edition "
            + wanting
            + " cannot be frozen: edition "
            + other
            + " already has \""
            + title
            + "\". Drop the article from one of them, or cancel edition "
            + other);
    this.article = article;
    this.other = other;
  }

  /** The article both want. */
  public Article.Id article() {
    return article;
  }

  /** The edition that has it. */
  public Edition.Id other() {
    return other;
  }
}
