package digest.select;

import digest.edition.Article;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tellings, to be asked which of them tell the story of another (picking D1, D2, D4).
 *
 * <p>The answer does not depend on the order in which they were added. An index finds the few that
 * are worth comparing.
 */
final class Stories {

  /** More of the nearest are never compared. */
  private static final int NEAREST = 24;

  /** What so many tellings have in common tells nothing of any. */
  private static final int COMMON = 256;

  private final List<Telling> tellings = new ArrayList<>();
  private final Postings index = new Postings();
  private final Map<Article.Id, Article> articles = new HashMap<>();

  Stories() {}

  Stories(List<Article> articles) {
    articles.forEach(this::add);
  }

  /**
   * A telling and how it compares.
   *
   * @param place the how-manieth that was added
   */
  record Near(int place, Telling telling, Comparison comparison) {}

  /** One more, which later ones are compared with. */
  void add(Article article) {
    articles.putIfAbsent(article.id(), article);
    add(Telling.of(article));
  }

  /** The other telling of the same story, or the article itself where it was added. */
  Optional<Article> sameAs(Article article) {
    return match(Telling.of(article))
        .filter(match -> match.likeness() == Likeness.SAME)
        .map(match -> articles.get(match.other().id()));
  }

  /** One more, which later ones are compared with. */
  void add(Telling telling) {
    for (int key : Traces.of(telling)) {
      index.add(key, tellings.size());
    }
    tellings.add(telling);
  }

  /**
   * The telling of the same story that is surest, else of the same event with other numbers; the
   * telling itself where it was added.
   */
  Optional<Match> match(Telling telling) {
    return near(telling).stream()
        .filter(near -> near.comparison().likeness() != Likeness.OTHER)
        .min(
            Comparator.comparing((Near near) -> near.comparison().likeness())
                .thenComparing(near -> near.comparison().strength(), Comparator.reverseOrder())
                .thenComparing(near -> near.telling().id()))
        .map(near -> new Match(near.telling(), near.comparison().likeness()));
  }

  /** Those worth comparing, compared. */
  List<Near> near(Telling telling) {
    Reading reading = new Reading(telling);
    return candidates(telling).stream()
        .map(
            place -> {
              Telling other = tellings.get(place);
              return new Near(place, other, Comparison.of(reading, new Reading(other)));
            })
        .toList();
  }

  private List<Integer> candidates(Telling telling) {
    Map<Integer, Integer> hits = new HashMap<>();
    for (int key : Traces.of(telling)) {
      if (index.count(key) <= COMMON) {
        index.forEach(key, place -> hits.merge(place, 1, Integer::sum));
      }
    }
    return hits.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .reversed()
                .thenComparing(hit -> tellings.get(hit.getKey()).id()))
        .limit(NEAREST)
        .map(Map.Entry::getKey)
        .toList();
  }
}
