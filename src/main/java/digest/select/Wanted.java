package digest.select;

import digest.edition.Article;
import digest.edition.Wish;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What editors want, by article. */
final class Wanted {

  private final Map<Article.Id, Map<Wish.Kind, Wish>> byArticle = new HashMap<>();

  Wanted(List<Wish> wishes) {
    for (Wish wish : wishes) {
      byArticle
          .computeIfAbsent(wish.article(), id -> new EnumMap<>(Wish.Kind.class))
          .put(wish.kind(), wish);
    }
  }

  boolean has(Article article, Wish.Kind kind) {
    return of(article, kind).isPresent();
  }

  /** 0 without a wish of this kind. */
  int points(Article article, Wish.Kind kind) {
    return of(article, kind).map(Wish::points).orElse(0);
  }

  Optional<Instant> at(Article article, Wish.Kind kind) {
    return of(article, kind).map(Wish::at);
  }

  /** Of which an editor wants this; by id. */
  List<Article.Id> articles(Wish.Kind kind) {
    return byArticle.entrySet().stream()
        .filter(entry -> entry.getValue().containsKey(kind))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private Optional<Wish> of(Article article, Wish.Kind kind) {
    return Optional.ofNullable(byArticle.getOrDefault(article.id(), Map.of()).get(kind));
  }
}
