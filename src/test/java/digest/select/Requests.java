package digest.select;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.Mailbox;
import digest.audience.MailingList;
import digest.audience.Segment;
import digest.edition.Article;
import digest.edition.Cadence;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Reason;
import digest.edition.SelectionRules;
import digest.edition.TeaserRules;
import digest.edition.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds requests for tests: a daily newsletter in Berlin, cut off at {@link Articles#NOON}. */
final class Requests {

  static final String DAILY = "0 0 7 * * ?";

  private final List<Article> articles;
  private SelectionRules rules = SelectionRules.DEFAULT;
  private List<Feed> feeds = List.of();
  private String cron = DAILY;
  private Instant cutoff = Articles.NOON;
  private @Nullable Instant windowStart;
  private final Map<Article.Id, Coverage> coverage = new HashMap<>();
  private final List<Wish> wishes = new ArrayList<>();
  private final Set<Article.Id> carried = new HashSet<>();
  private List<Article> archive = List.of();
  private Set<String> recent = Set.of();
  private Article.@Nullable Id lastLead;

  private Requests(List<Article> articles) {
    this.articles = articles;
  }

  static Requests of(Articles... articles) {
    List<Article> built = new ArrayList<>();
    for (Articles article : articles) {
      built.add(article.build());
    }
    return new Requests(built);
  }

  static Requests of(List<Article> articles) {
    return new Requests(articles);
  }

  /** Without related items. */
  static SelectionRules rules(int max, SelectionRules.Section... sections) {
    return new SelectionRules(
        max,
        1,
        null,
        Duration.ofMinutes(10),
        3,
        List.of(sections),
        8,
        0,
        0,
        SelectionRules.Thin.SEND);
  }

  Requests rules(SelectionRules value) {
    rules = value;
    return this;
  }

  Requests feeds(Feed... values) {
    feeds = List.of(values);
    return this;
  }

  Requests cron(String value) {
    cron = value;
    return this;
  }

  Requests cutoff(Instant value) {
    cutoff = value;
    return this;
  }

  Requests window(Duration value) {
    windowStart = cutoff.minus(value);
    return this;
  }

  Requests covered(String id, Coverage.State state, Instant at) {
    Article.Id article = new Article.Id(id);
    Newsletter.Id newsletter = new Newsletter.Id("daily");
    coverage.put(article, new Coverage(newsletter, article, 1, new Edition.Id(12), state, at));
    return this;
  }

  Requests wish(String id, Wish.Kind kind, int points, Instant at) {
    wishes.add(new Wish(new Newsletter.Id("daily"), new Article.Id(id), kind, points, at));
    return this;
  }

  Requests carried(String... ids) {
    for (String id : ids) {
      carried.add(new Article.Id(id));
    }
    return this;
  }

  Requests archive(Articles... values) {
    List<Article> built = new ArrayList<>();
    for (Articles article : values) {
      built.add(article.build());
    }
    archive = built;
    return this;
  }

  Requests archive(List<Article> values) {
    archive = values;
    return this;
  }

  Requests recent(String... links) {
    recent = Set.of(links);
    return this;
  }

  Requests lastLead(String id) {
    lastLead = new Article.Id(id);
    return this;
  }

  Selection.Request build() {
    Cadence cadence =
        new Cadence(
            cron, ZoneId.of("Europe/Berlin"), false, Duration.ofMinutes(15), Duration.ofHours(4));
    Duration maxAge = rules.maxAge() == null ? Duration.ofDays(365) : rules.maxAge();
    Instant start = windowStart == null ? cutoff.minus(maxAge) : windowStart;
    return new Selection.Request(
        newsletter(cadence), cutoff, start, coverage, wishes, carried, recent, lastLead);
  }

  Selection.Result select() {
    Map<Article.Id, Article> all = new HashMap<>();
    archive.forEach(article -> all.put(article.id(), article));
    articles.forEach(article -> all.put(article.id(), article));
    try (RelatedIndex index = RelatedIndex.inMemory()) {
      assertThat(index.isWritable()).isTrue();
      index.add(List.copyOf(all.values()), RelatedIndex.Mark.NONE);
      return new Selection(new TeaserCutter())
          .select(
              build(),
              new Selection.Material(
                  articles::forEach, id -> Optional.ofNullable(all.get(id)), index));
    }
  }

  /** The ids of the picks, as shown. */
  static List<String> ids(Requests request) {
    return request.select().picks().stream().map(p -> p.article().id().value()).toList();
  }

  static Map<String, Reason> reasons(Requests request) {
    return request.select().explanations().stream()
        .collect(Collectors.toMap(e -> e.article().value(), Explanation::reason));
  }

  static Map<String, String> details(Requests request) {
    return request.select().explanations().stream()
        .collect(Collectors.toMap(e -> e.article().value(), Explanation::detail));
  }

  private Newsletter newsletter(Cadence cadence) {
    return new Newsletter(
        new Newsletter.Id("daily"),
        "The Daily",
        "",
        "{lead}",
        Locale.ENGLISH,
        Mailbox.of("news@example.org"),
        null,
        new MailingList.Id("readers"),
        Segment.ALL,
        feeds,
        cadence,
        Newsletter.Approval.AUTO,
        rules,
        TeaserRules.DEFAULT,
        TeaserRules.LEAD,
        "digest");
  }
}
