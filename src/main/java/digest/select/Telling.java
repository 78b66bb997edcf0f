package digest.select;

import digest.edition.Article;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One telling of a story, reduced to what comparing needs: some 1.5 KB, without the body, so that a
 * hundred thousand fit in memory.
 */
final class Telling {

  /** Words of the opening that are compared (picking D1 b). */
  static final int WORDS = 200;

  /** "BERLIN, March 3 (Wire) —": says where it was written, not what happened. */
  private static final Pattern DATELINE =
      Pattern.compile(
          "^\\s*(?:\\p{Lu}[^.!?()]{1,50}\\([^()]{2,30}\\)\\s*[-–—]+|\\p{Lu}{2}[^.!?—–]{0,40}?\\s?(?:[–—]|\\s-))\\s+");

  /** "By Jane Doe and John Roe": also where the feed names no author. */
  private static final Pattern BYLINE =
      Pattern.compile("^\\s*By (?:\\p{Lu}[\\p{L}.'’-]+,? (?:and )?){2,6}");

  private static final Pattern FRONT_PAGE = Pattern.compile("https://[^/?]*");

  private static final Pattern SEPARATORS =
      Pattern.compile("[,/;|&()+–—-]|\\s(?:and|und|et|y|in)\\s");
  private static final Pattern BEFORE_A_NAME =
      Pattern.compile("^(?:by|von|par|por|di|from|source|quelle) | (?:staff|reporters?|writers?)$");

  private final Article.Id id;
  private final String feed;
  private final boolean ownByline;
  private final int length;
  private final Instant publishedAt;
  private final String page;
  private final Headline headline;
  private final int[] opening;

  private Telling(Article article) {
    id = article.id();
    feed = article.feed();
    ownByline = hasOwnByline(article.author());
    length = article.html().length();
    publishedAt = article.publishedAt();
    page = ownPage(LinkKey.of(article.link()));
    headline = Headline.of(article.title(), article.source());
    opening = Wording.of(withoutDateline(Opening.of(article, WORDS + 20)), WORDS);
  }

  /** Reads no more than the beginning of the body. */
  static Telling of(Article article) {
    return new Telling(article);
  }

  Article.Id id() {
    return id;
  }

  Instant publishedAt() {
    return publishedAt;
  }

  /** Whether one feed brought both. */
  boolean isOfOneFeed(Telling other) {
    return feed.equals(other.feed);
  }

  /** The normalised link, or empty. */
  String page() {
    return page;
  }

  Headline headline() {
    return headline;
  }

  /** The first words of the text; possibly none. */
  int[] opening() {
    return opening;
  }

  /**
   * The telling to keep first: own byline, then the feeds' order, the longer body, the earlier, the
   * id (picking D3).
   *
   * @param order the place of each feed
   */
  static Comparator<Telling> preference(Map<String, Integer> order) {
    return Comparator.comparing((Telling telling) -> !telling.ownByline)
        .thenComparing(telling -> order.getOrDefault(telling.feed, order.size()))
        .thenComparing(telling -> telling.length, Comparator.reverseOrder())
        .thenComparing(telling -> telling.publishedAt)
        .thenComparing(telling -> telling.id);
  }

  private static boolean hasOwnByline(@Nullable String author) {
    if (author == null || author.isBlank() || isAgency(author)) {
      return false;
    }
    return SEPARATORS.splitAsStream(author).noneMatch(Telling::isAgency);
  }

  private static boolean isAgency(String name) {
    String key = Key.of(name);
    return Phrases.AGENCIES.contains(key)
        || Phrases.AGENCIES.contains(BEFORE_A_NAME.matcher(key).replaceAll(""));
  }

  /** Entries without a page of their own link to the site's front page, and are no one story. */
  private static String ownPage(String page) {
    return FRONT_PAGE.matcher(page).matches() ? "" : page;
  }

  private static String withoutDateline(String text) {
    String told = BYLINE.matcher(text).replaceFirst("");
    return DATELINE.matcher(told).replaceFirst("");
  }
}
