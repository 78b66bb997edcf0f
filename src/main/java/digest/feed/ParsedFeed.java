package digest.feed;

import digest.edition.Article;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed as understood.
 *
 * @param location where it was asked for, as configured
 * @param title plain, never empty
 * @param format such as {@code RSS 2.0}, {@code Atom 1.0}, {@code JSON Feed 1.1}, {@code WordPress
 *     REST}; of a folder, those of its files
 * @param language a BCP 47 tag, or null
 * @param articles in the feed's order, each once
 * @param leftOut entries that can be no articles, as far as they were understood; their links are
 *     empty, and the problems say why
 * @param problems what was wrong and what became of it, in words for an editor; empty when all was
 *     well
 */
public record ParsedFeed(
    String location,
    String title,
    String format,
    @Nullable String language,
    List<Article> articles,
    List<Article> leftOut,
    List<String> problems) {

  /** Copies the lists. */
  public ParsedFeed {
    articles = List.copyOf(articles);
    leftOut = List.copyOf(leftOut);
    problems = List.copyOf(problems);
  }

  /** The same feed with these articles. */
  ParsedFeed with(List<Article> others) {
    return new ParsedFeed(location, title, format, language, others, leftOut, problems);
  }
}
