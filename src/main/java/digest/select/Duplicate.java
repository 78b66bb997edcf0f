package digest.select;

import digest.edition.Article;

/**
 * What an article that is not kept stands behind.
 *
 * @param kept the article to show instead; it is kept itself
 * @param likeness {@link Likeness#SAME} or {@link Likeness#UPDATE}
 */
record Duplicate(Article.Id kept, Likeness likeness) {}
