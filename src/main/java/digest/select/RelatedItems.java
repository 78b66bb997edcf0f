package digest.select;

import digest.edition.Article;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds articles of an archive that are about what another is about (picking R2).
 *
 * <p>A shared topic is enough, or two words of the headline; rare ones count more. A topic that
 * every second article has says nothing.
 */
final class RelatedItems {

  private static final int TOPIC = 3;
  private static final int WORD = 8;
  private static final int LETTERS_OF_A_WORD = 5;
  private static final int SHARED_WORDS = 2;

  /** In a smaller archive a topic of half the articles may still be one story. */
  private static final int LARGE = 8;

  private final Map<String, List<Article>> withTerm = new HashMap<>();
  private final int size;

  RelatedItems(List<Article> archive) {
    size = archive.size();
    for (Article article : archive) {
      terms(article).forEach(t -> withTerm.computeIfAbsent(t, k -> new ArrayList<>()).add(article));
    }
  }

  /** An article of the archive, and how near it is; more is nearer. */
  record Match(Article article, int score) {}

  /** All that are near, the nearest first, equal ones newest first; never the host itself. */
  List<Match> of(Article host) {
    Map<Article.Id, Overlap> overlaps = new HashMap<>();
    for (String term : terms(host)) {
      List<Article> sharing = withTerm.getOrDefault(term, List.of());
      if (!isGeneral(sharing.size())) {
        double rarity = StrictMath.log((size + 2.0) / (sharing.size() + 0.5));
        sharing.forEach(a -> overlaps.merge(a.id(), Overlap.of(a, term, rarity), Overlap::plus));
      }
    }
    return overlaps.values().stream()
        .filter(overlap -> !overlap.article().id().equals(host.id()) && overlap.isNear())
        .map(overlap -> new Match(overlap.article(), (int) StrictMath.rint(overlap.score() * 10)))
        .sorted(
            Comparator.comparingInt(Match::score)
                .reversed()
                .thenComparing(match -> match.article().publishedAt(), Comparator.reverseOrder())
                .thenComparing(match -> match.article().id()))
        .toList();
  }

  /** What two articles share. */
  private record Overlap(Article article, int topics, int words, double score) {

    static Overlap of(Article article, String term, double rarity) {
      boolean topic = isTopic(term);
      double score = (topic ? TOPIC : WORD) * rarity;
      return new Overlap(article, topic ? 1 : 0, topic ? 0 : 1, score);
    }

    Overlap plus(Overlap other) {
      return new Overlap(article, topics + other.topics, words + other.words, score + other.score);
    }

    boolean isNear() {
      return topics > 0 || words >= SHARED_WORDS;
    }
  }

  private boolean isGeneral(int articles) {
    return size >= LARGE && articles * 2 > size;
  }

  private static boolean isTopic(String term) {
    return term.startsWith("#");
  }

  /** In a fixed order, so that sums of scores are the same each time. */
  private static Set<String> terms(Article article) {
    Set<String> terms = new TreeSet<>();
    article.topics().forEach(topic -> terms.add("#" + Key.of(topic)));
    for (String word : Key.of(article.title()).split(" ", -1)) {
      if (word.length() >= LETTERS_OF_A_WORD) {
        terms.add(word);
      }
    }
    return terms;
  }
}
