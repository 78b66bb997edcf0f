package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Article.Dating;
import digest.edition.Coverage;
import digest.edition.Explanation;
import digest.edition.Feed;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.SelectionRules;
import digest.edition.SelectionRules.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every request; the seed stands in the test's name. */
class SelectionPropertiesTest {

  private static final List<String> TOPICS = List.of("World", "Sport", "Bridge", "Harbour", "News");
  private static final List<String> TITLES =
      List.of(
          "Storm hits the coast tonight",
          "Fire in the old harbour",
          "Bridge",
          "Morning briefing",
          "Council votes on the new bridge",
          "—",
          "他们昨天在北京大学开会讨论");

  static IntStream seeds() {
    return IntStream.range(0, 150);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName(
      "picking/10: one reason each, no item twice, within the limits, order does not matter")
  void everySelectionKeepsThePromises(int seed) {
    Random random = new Random(seed);
    List<Article> articles = articles(random, "a", 60);
    List<Article> archive = articles(random, "z", 40);
    archive.addAll(articles.subList(0, 5));
    SelectionRules rules = rules(random);
    Requests request = request(articles, archive, rules, new Random(seed));
    Selection.Result result = request.select();

    checkReasons(articles, result);
    checkNothingTwice(result);
    checkLimits(rules, result);
    checkOrder(rules, result.picks());

    List<Article> shuffled = new ArrayList<>(articles);
    List<Article> shuffledArchive = new ArrayList<>(archive);
    Collections.shuffle(shuffled, random);
    Collections.shuffle(shuffledArchive, random);
    assertThat(request(shuffled, shuffledArchive, rules, new Random(seed)).select())
        .as("picking/10.3: the order of the lists decides nothing")
        .isEqualTo(result);
  }

  private static void checkReasons(List<Article> articles, Selection.Result result) {
    assertThat(result.explanations())
        .as("picking/10.2")
        .extracting(Explanation::article)
        .containsExactlyInAnyOrderElementsOf(articles.stream().map(Article::id).toList());
    assertThat(result.explanations()).allSatisfy(e -> assertThat(e.detail()).endsWith("."));
    Map<Article.Id, Reason> reasons =
        result.explanations().stream()
            .collect(Collectors.toMap(Explanation::article, Explanation::reason));
    assertThat(result.picks())
        .allSatisfy(
            pick -> {
              assertThat(pick.reason().isPicked()).isTrue();
              assertThat(reasons).containsEntry(pick.article().id(), pick.reason());
            });
    assertThat(reasons.values().stream().filter(Reason::isPicked)).hasSize(result.picks().size());
  }

  private static void checkNothingTwice(Selection.Result result) {
    List<String> links =
        Stream.concat(
                result.picks().stream()
                    .flatMap(
                        pick ->
                            Stream.concat(
                                Stream.of(pick.article().link()),
                                pick.related().stream().map(Related::link))),
                result.relatedPosts().stream().map(Related::link))
            .map(LinkKey::of)
            .toList();
    assertThat(links).as("picking/10.6 picking/R3").doesNotHaveDuplicates().doesNotContain("");
  }

  private static void checkLimits(SelectionRules rules, Selection.Result result) {
    assertThat(result.picks()).hasSizeLessThanOrEqualTo(rules.max());
    assertThat(result.relatedPosts()).hasSizeLessThanOrEqualTo(rules.relatedPosts());
    assertThat(result.picks())
        .allSatisfy(p -> assertThat(p.related()).hasSizeLessThanOrEqualTo(rules.related()));
    boolean filled = result.picks().stream().anyMatch(p -> p.reason() == Reason.FILLED);
    for (Section section : rules.sections()) {
      long count = result.picks().stream().filter(p -> p.section().equals(section.name())).count();
      assertThat(filled || count <= section.max()).as("section " + section).isTrue();
    }
  }

  private static void checkOrder(SelectionRules rules, List<Pick> picks) {
    List<String> order = new ArrayList<>(List.of(Pick.LEAD));
    rules.sections().forEach(section -> order.add(section.name()));
    order.add(Pick.MORE);
    assertThat(picks)
        .extracting(p -> order.indexOf(p.section()))
        .isSorted()
        .allMatch(index -> index >= 0);
    assertThat(picks)
        .extracting(Pick::position)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, picks.size()).boxed().toList());
    assertThat(picks.stream().filter(p -> p.reason() == Reason.LEAD))
        .hasSize(picks.isEmpty() ? 0 : 1);
    assertThat(picks.isEmpty() || picks.get(0).section().equals(Pick.LEAD)).isTrue();
  }

  @Test
  @DisplayName("picking/part 9: the random requests do try the reasons")
  void theRandomRequestsTryMostReasons() {
    Set<Reason> tried = EnumSet.noneOf(Reason.class);
    seeds()
        .forEach(
            seed -> {
              Random random = new Random(seed);
              List<Article> articles = articles(random, "a", 60);
              List<Article> archive = articles(random, "z", 40);
              request(articles, archive, rules(random), new Random(seed))
                  .select()
                  .explanations()
                  .forEach(e -> tried.add(e.reason()));
            });
    assertThat(tried)
        .containsExactlyInAnyOrder(
            Reason.LEAD,
            Reason.PICKED,
            Reason.FILLED,
            Reason.CARRIED,
            Reason.RELATED,
            Reason.TOO_EARLY,
            Reason.SETTLING,
            Reason.FUTURE,
            Reason.TOO_OLD,
            Reason.EXPIRED,
            Reason.ALREADY_SENT,
            Reason.RESERVED_ELSEWHERE,
            Reason.DUPLICATE_OF,
            Reason.ALREADY_COVERED,
            Reason.NOT_PUBLIC,
            Reason.EXCLUDED_RULE,
            Reason.OVER_MAX,
            Reason.OVER_SECTION,
            Reason.OVER_SOURCE,
            Reason.NO_TEASER);
  }

  private static Requests request(
      List<Article> articles, List<Article> archive, SelectionRules rules, Random random) {
    Requests request =
        Requests.of(articles)
            .rules(rules)
            .archive(archive)
            .feeds(Feed.at("one"), Feed.at("two"), Feed.at("three"))
            .recent("https://example.org/z1", "https://example.org/z2")
            .lastLead("a" + random.nextInt(10))
            .window(random.nextBoolean() ? Duration.ofDays(1) : Duration.ofDays(400));
    for (int i = 0; i < 10; i++) {
      request.covered(
          (i % 2 == 0 ? "a" : "z") + random.nextInt(30),
          random.nextBoolean() ? Coverage.State.SENT : Coverage.State.RESERVED,
          NOON.minus(Duration.ofHours(random.nextInt(100))));
      request.carried("a" + random.nextInt(60));
    }
    return request;
  }

  private static SelectionRules rules(Random random) {
    List<Section> sections =
        random.nextBoolean()
            ? List.of()
            : List.of(
                new Section("World", random.nextInt(4), random.nextInt(3), random.nextInt(30)),
                new Section("Sport", random.nextInt(4), random.nextInt(3), random.nextInt(30)));
    return new SelectionRules(
        random.nextInt(14),
        random.nextInt(12),
        null,
        Duration.ofMinutes(random.nextInt(60)),
        1 + random.nextInt(4),
        sections,
        random.nextInt(9),
        random.nextInt(4),
        random.nextInt(4),
        SelectionRules.Thin.SEND);
  }

  private static List<Article> articles(Random random, String prefix, int count) {
    List<Article> articles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      articles.add(randomArticle(random, prefix + i));
    }
    return articles;
  }

  private static Article randomArticle(Random random, String id) {
    Articles article =
        article(id)
            .feed(
                random.nextInt(15) == 0 ? "foreign" : pick(random, List.of("one", "two", "three")))
            .source(pick(random, List.of("A", "B", "C", "D")))
            .topics(pick(random, TOPICS), pick(random, TOPICS) + "x")
            .publishedAt(NOON.minusSeconds(random.nextInt(600_000) - 4000L))
            .firstSeenAt(NOON.minusSeconds(random.nextInt(600_000) - 4000L))
            .dating(pick(random, List.of(Dating.EXACT, Dating.EXACT, Dating.DAY, Dating.NONE)))
            .html(random.nextBoolean() ? "" : "<p>" + "word ".repeat(random.nextInt(300)) + "</p>")
            .related(
                new Related("Named", "https://example.org/a" + random.nextInt(80), null),
                new Related("Else", "https://else.example/" + random.nextInt(20), "Else"));
    if (random.nextInt(3) == 0) {
      article.title(pick(random, TITLES));
    }
    if (random.nextInt(12) == 0) {
      article.link("https://example.org/" + id.charAt(0) + random.nextInt(60) + "?utm_source=x");
    }
    if (random.nextInt(20) == 0) {
      article.featured();
    }
    return (random.nextInt(20) == 0 ? article.closed() : article).build();
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
