package digest.select;

import digest.edition.Article;
import digest.edition.Related;
import digest.edition.SelectionRules;
import digest.select.RelatedIndex.Match;
import digest.select.RelatedIndex.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Deals the related items out: no page, no headline and no story stands twice in one mail, in any
 * block (picking R1, R3).
 */
final class RelatedChoice {

  /** What the feed or the page itself names comes before what we find. */
  private static final int NAMED = 1_000_000;

  /** So many more are asked for than shown, because others show some of them. */
  private static final int SPARE = 30;

  private final SelectionRules rules;
  private final RelatedIndex archive;
  private final Scope scope;
  private final Predicate<Article.Id> showable;
  private final Function<Article.Id, Optional<Article>> whole;
  private final Set<String> shown = new HashSet<>();
  private final Stories stories = new Stories();
  private final Map<String, String> hosts = new LinkedHashMap<>();

  /**
   * Takes the archive and what may be shown of it.
   *
   * @param recentLinks related items of the last editions
   */
  RelatedChoice(
      SelectionRules rules,
      RelatedIndex archive,
      Scope scope,
      Predicate<Article.Id> showable,
      Function<Article.Id, Optional<Article>> whole,
      Set<String> recentLinks) {
    this.rules = rules;
    this.archive = archive;
    this.scope = scope;
    this.showable = showable;
    this.whole = whole;
    recentLinks.forEach(link -> shown.addAll(Duplicates.keys(link, "", "")));
  }

  /** An item that a host could show; what the page names is nowhere in the archive. */
  private record Offer(int host, double score, Related item, Optional<Article.Id> found) {}

  /** The items under each pick, in the order of the picks. */
  List<List<Related>> under(List<Article> picks) {
    for (Article pick : picks) {
      shown.addAll(Duplicates.keys(pick));
      stories.add(Telling.of(pick));
    }
    Map<Integer, List<Related>> dealt = new HashMap<>();
    for (Offer offer : offers(picks)) {
      List<Related> under = dealt.computeIfAbsent(offer.host(), host -> new ArrayList<>());
      if (under.size() < rules.related() && show(offer.item(), offer.found())) {
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
    Set<String> topics = new LinkedHashSet<>();
    picks.forEach(pick -> topics.addAll(pick.topics()));
    List<Related> posts = new ArrayList<>();
    if (rules.relatedPosts() > 0 && !topics.isEmpty()) {
      for (Match match : archive.withTopics(topics, scope, rules.relatedPosts() + SPARE)) {
        if (posts.size() < rules.relatedPosts() && show(match)) {
          posts.add(item(match));
          hosts.put(LinkKey.of(match.link()), "");
        }
      }
    }
    return posts;
  }

  /** By the key of its link: the headline of the pick each item stands under, empty for posts. */
  Map<String, String> hosts() {
    return hosts;
  }

  /** A contested item goes to the higher score, then to the earlier host. */
  private List<Offer> offers(List<Article> picks) {
    List<Offer> offers = new ArrayList<>();
    for (int host = 0; host < picks.size() && rules.related() > 0; host++) {
      Article pick = picks.get(host);
      for (Related named : pick.related()) {
        offers.add(new Offer(host, NAMED - offers.size(), named, Optional.empty()));
      }
      for (Match match : archive.near(pick, scope, rules.related() + SPARE)) {
        offers.add(new Offer(host, match.score(), item(match), Optional.of(match.id())));
      }
    }
    offers.sort(Comparator.comparingDouble(Offer::score).reversed().thenComparingInt(Offer::host));
    return offers;
  }

  private boolean show(Match match) {
    return show(item(match), Optional.of(match.id()));
  }

  private boolean show(Related item, Optional<Article.Id> found) {
    String source = item.source() == null ? "" : item.source();
    List<String> keys = Duplicates.keys(item.link(), item.title(), source);
    boolean linked = !LinkKey.of(item.link()).isEmpty() && Sentences.saysSomething(item.title());
    if (!linked || keys.stream().anyMatch(shown::contains)) {
      return false;
    }
    if (found.isPresent() && !isNewStory(found.get())) {
      return false;
    }
    shown.addAll(keys);
    return true;
  }

  /** Remembers the story, so that no other telling of it is shown further down. */
  private boolean isNewStory(Article.Id id) {
    Optional<Telling> telling =
        showable.test(id) ? whole.apply(id).map(Telling::of) : Optional.empty();
    boolean isNew = telling.isPresent() && stories.match(telling.get()).isEmpty();
    if (isNew) {
      stories.add(telling.get());
    }
    return isNew;
  }

  private static Related item(Match match) {
    return new Related(match.title(), match.link(), match.source());
  }
}
