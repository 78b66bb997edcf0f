package digest.select;

import digest.edition.Article;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Articles, to be asked whether one of them tells the same story as another (picking D1 a). */
final class Stories {

  private final Map<String, Article> byKey = new HashMap<>();

  Stories(List<Article> articles) {
    articles.forEach(this::add);
  }

  /** One more, which later ones are compared with. */
  void add(Article article) {
    Duplicates.keys(article).forEach(key -> byKey.putIfAbsent(key, article));
  }

  /** The other telling of the same story, or the article itself where it was added. */
  Optional<Article> sameAs(Article article) {
    return Duplicates.keys(article).stream().filter(byKey::containsKey).map(byKey::get).findFirst();
  }
}
