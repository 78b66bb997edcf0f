package digest.web;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.Pick;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The picks of an edition as the desk lists them, and where a press of up or down puts one. */
final class Stories {

  private Stories() {}

  /** The sections in order, each with its stories: {@code name, stories}. */
  static List<Map<String, Object>> groups(Edition edition) {
    Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();
    List<Pick> picks = edition.content().picks();
    for (int at = 0; at < picks.size(); at++) {
      sections
          .computeIfAbsent(picks.get(at).section(), section -> new ArrayList<>())
          .add(story(picks, at, edition.slot().zone()));
    }
    List<Map<String, Object>> groups = new ArrayList<>();
    sections.forEach(
        (section, stories) -> groups.add(Map.of("name", name(section), "stories", stories)));
    return groups;
  }

  /** The order after one step up (-1) or down (1); the same order when there is no step. */
  static List<Article.Id> moved(List<Pick> picks, Article.Id article, int step) {
    List<Article.Id> order =
        new ArrayList<>(picks.stream().map(pick -> pick.article().id()).toList());
    int from = order.indexOf(article);
    int to = from + step;
    if (from >= 0 && to >= 0 && to < order.size()) {
      order.set(from, order.get(to));
      order.set(to, article);
    }
    return order;
  }

  private static Map<String, Object> story(List<Pick> picks, int at, ZoneId zone) {
    Pick pick = picks.get(at);
    Article article = pick.article();
    return Map.of(
        "id", article.id().value(),
        "number", pick.position(),
        "title", article.title(),
        "source", article.source(),
        "date", When.day(article.publishedAt(), zone),
        "related", pick.related().size(),
        "first", at == 0,
        "up", trade(picks, at - 1),
        "down", trade(picks, at));
  }

  /**
   * Whether two neighbours may trade places: within a section, and the lead with the first teaser
   * below it, which takes its part (desk D8). Sections themselves stay where they are.
   */
  private static boolean trade(List<Pick> picks, int upper) {
    if (upper < 0 || upper + 1 >= picks.size()) {
      return false;
    }
    return upper == 0 || picks.get(upper).section().equals(picks.get(upper + 1).section());
  }

  private static String name(String section) {
    return switch (section) {
      case Pick.LEAD -> "Lead";
      case Pick.MORE -> "More news";
      default -> section;
    };
  }
}
