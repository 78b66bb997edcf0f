package digest.select;

import digest.edition.Article;
import digest.edition.Feed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds articles that tell one story, and which of them to keep (picking D1 to D3). */
final class Duplicates {

  private final Comparator<Telling> preference;

  Duplicates(List<Feed> feeds) {
    Map<String, Integer> order = new HashMap<>();
    for (Feed feed : feeds) {
      order.putIfAbsent(feed.location(), order.size());
    }
    preference = Telling.preference(order);
  }

  /**
   * For each telling that is not kept, the one that is; the same whatever the order of the
   * argument.
   */
  Map<Article.Id, Duplicate> judge(Collection<Telling> tellings) {
    List<Telling> bestFirst = tellings.stream().sorted(preference).toList();
    return new Judgement(bestFirst).duplicates();
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
    Headline headline = Headline.of(title, source);
    if (headline.key() != 0) {
      keys.add("title " + headline.text());
    }
    return keys;
  }
}
