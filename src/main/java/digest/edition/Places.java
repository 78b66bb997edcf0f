package digest.edition;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The picks of an edition whose readers get a choice of them, in the order in which it was frozen.
 * They stay as they are when an article is retracted: every {@link Choice} names these places.
 *
 * @param all the first place first
 */
public record Places(List<Place> all) {

  /**
   * A pick.
   *
   * @param subject of the mail of a reader whose first pick it is, as the newsletter's pattern
   *     makes it
   */
  public record Place(Article.Id article, String subject) {}

  /** Copies the list. */
  public Places {
    all = List.copyOf(all);
  }

  /** Whether somebody with this choice gets this article. */
  public boolean has(Choice choice, Article.Id article) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).article().equals(article)) {
        return choice.has(i);
      }
    }
    return choice.isAll();
  }

  /** The subject of a mail that begins with this article; empty when it has no place. */
  public String subject(Article.Id first) {
    return all.stream()
        .filter(place -> place.article().equals(first))
        .map(Place::subject)
        .findFirst()
        .orElse("");
  }

  /** Every choice that has none of these articles, as a pattern for SQL's LIKE. */
  public String without(Predicate<Article.Id> articles) {
    return all.stream()
        .map(place -> articles.test(place.article()) ? "0" : "_")
        .collect(Collectors.joining());
  }
}
