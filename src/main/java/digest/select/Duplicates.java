package digest.select;

import digest.edition.Article;
import digest.edition.Feed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds articles that tell one story, and which of them to keep (picking D1 a, D3).
 *
 * <p>One story: the same page, or the same headline of at least four words; shorter headlines are
 * often equal by chance.
 */
final class Duplicates {

  private static final int WORDS_OF_A_HEADLINE = 4;

  private final Comparator<Article> preference;

  Duplicates(List<Feed> feeds) {
    Map<String, Integer> order = new HashMap<>();
    for (Feed feed : feeds) {
      order.putIfAbsent(feed.location(), order.size());
    }
    preference =
        Comparator.comparing((Article a) -> !hasOwnByline(a))
            .thenComparing(a -> order.getOrDefault(a.feed(), order.size()))
            .thenComparing(a -> a.html().length(), Comparator.reverseOrder())
            .thenComparing(Article::publishedAt)
            .thenComparing(Article::id);
  }

  /** For each article that is not kept, the one that is. */
  Map<Article.Id, Article> kept(List<Article> articles) {
    List<Article> bestFirst = articles.stream().sorted(preference).toList();
    Map<String, Integer> firstWithKey = new HashMap<>();
    int[] leader = new int[bestFirst.size()];
    for (int i = 0; i < leader.length; i++) {
      leader[i] = i;
      for (String key : keys(bestFirst.get(i))) {
        join(leader, firstWithKey.putIfAbsent(key, i), i);
      }
    }
    Map<Article.Id, Article> kept = new HashMap<>();
    for (int i = 0; i < leader.length; i++) {
      int best = find(leader, i);
      if (best != i) {
        kept.put(bestFirst.get(i).id(), bestFirst.get(best));
      }
    }
    return kept;
  }

  /** What an article shares with every other telling of its story. */
  static List<String> keys(Article article) {
    return keys(article.link(), article.title(), article.source());
  }

  /** The keys of a title and link, as they also stand beside a pick. */
  static List<String> keys(String link, String title, String source) {
    List<String> keys = new ArrayList<>();
    String page = LinkKey.of(link);
    if (!page.isEmpty()) {
      keys.add("page " + page);
    }
    if (WordCut.words(title) >= WORDS_OF_A_HEADLINE) {
      keys.add("title " + withoutSource(Key.of(title), Key.of(source)));
    }
    return keys;
  }

  /** Aggregators write "Headline - Source". */
  private static String withoutSource(String title, String source) {
    boolean named = !source.isEmpty() && title.endsWith(" " + source);
    return named ? title.substring(0, title.length() - source.length() - 1) : title;
  }

  private static boolean hasOwnByline(Article article) {
    return article.author() != null && !Phrases.AGENCIES.contains(Key.of(article.author()));
  }

  private static void join(int[] leader, @Nullable Integer one, int other) {
    if (one != null) {
      int first = find(leader, one);
      int second = find(leader, other);
      leader[Math.max(first, second)] = Math.min(first, second);
    }
  }

  private static int find(int[] leader, int place) {
    int found = place;
    while (leader[found] != found) {
      found = leader[found];
    }
    return found;
  }
}
