package digest.select;

import digest.edition.Article;
import digest.edition.Related;
import digest.edition.SelectionRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deals the related items out: no page and no headline stands twice in one mail, in any block
 * (picking R1, R3).
 */
final class RelatedChoice {

  /** What the feed or the page itself names comes before what we find. */
  private static final int NAMED = 1_000_000;

  private final SelectionRules rules;
  private final List<Article> pool;
  private final Set<String> shown = new HashSet<>();
  private final Map<String, String> hosts = new LinkedHashMap<>();

  /**
   * Takes the pool of what may be shown, and what readers have seen.
   *
   * @param recentLinks related items of the last editions
   */
  RelatedChoice(SelectionRules rules, List<Article> pool, Set<String> recentLinks) {
    this.rules = rules;
    this.pool = pool;
    recentLinks.forEach(link -> shown.addAll(Duplicates.keys(link, "", "")));
  }

  /** An item that a host could show. */
  private record Offer(int host, int score, Related item, Article.Id id) {}

  /** The items under each pick, in the order of the picks. */
  List<List<Related>> under(List<Article> picks) {
    picks.forEach(pick -> shown.addAll(Duplicates.keys(pick)));
    RelatedItems archive = new RelatedItems(pool);
    List<Offer> offers = new ArrayList<>();
    for (int host = 0; host < picks.size(); host++) {
      offers.addAll(offers(host, picks.get(host), archive));
    }
    // A contested item goes to the higher score, then to the earlier host.
    offers.sort(Comparator.comparingInt(Offer::score).reversed().thenComparingInt(Offer::host));
    Map<Integer, List<Related>> dealt = new HashMap<>();
    for (Offer offer : offers) {
      List<Related> under = dealt.computeIfAbsent(offer.host(), host -> new ArrayList<>());
      if (under.size() < rules.related() && show(offer.item())) {
        under.add(offer.item());
        hosts.put(LinkKey.of(offer.item().link()), picks.get(offer.host()).title());
      }
    }
    List<List<Related>> inOrder = new ArrayList<>();
    for (int host = 0; host < picks.size(); host++) {
      inOrder.add(dealt.getOrDefault(host, List.of()));
    }
    return inOrder;
  }

  /** Titles with a topic of the picks, newest first, of what is not shown yet. */
  List<Related> posts(List<Article> picks) {
    Set<String> topics =
        picks.stream().flatMap(a -> topics(a).stream()).collect(Collectors.toSet());
    List<Related> posts = new ArrayList<>();
    for (Article article : pool) {
      boolean fits = topics(article).stream().anyMatch(topics::contains);
      if (fits && posts.size() < rules.relatedPosts() && show(item(article))) {
        posts.add(item(article));
        hosts.put(LinkKey.of(article.link()), "");
      }
    }
    return posts;
  }

  /** By the key of its link: the headline of the pick each item stands under, empty for posts. */
  Map<String, String> hosts() {
    return hosts;
  }

  private List<Offer> offers(int host, Article pick, RelatedItems archive) {
    List<Offer> offers = new ArrayList<>();
    for (Related named : pick.related()) {
      offers.add(new Offer(host, NAMED - offers.size(), named, pick.id()));
    }
    for (RelatedItems.Match match : archive.of(pick)) {
      offers.add(new Offer(host, match.score(), item(match.article()), match.article().id()));
    }
    return offers;
  }

  private boolean show(Related item) {
    String source = item.source() == null ? "" : item.source();
    List<String> keys = Duplicates.keys(item.link(), item.title(), source);
    boolean linked = !LinkKey.of(item.link()).isEmpty() && Sentences.saysSomething(item.title());
    if (!linked || keys.stream().anyMatch(shown::contains)) {
      return false;
    }
    shown.addAll(keys);
    return true;
  }

  private static Related item(Article article) {
    return new Related(article.title(), article.link(), article.source());
  }

  private static Set<String> topics(Article article) {
    return article.topics().stream().map(Key::of).collect(Collectors.toUnmodifiableSet());
  }
}
