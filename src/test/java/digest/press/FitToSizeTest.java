package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Image;
import digest.edition.Masthead;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Site;
import digest.edition.Slot;
import digest.edition.Teaser;
import digest.edition.TeaserRules;
import digest.render.Renderer;
import digest.render.Templates;
import digest.select.TeaserCutter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** picking, invariant 9 and delivery/M4: no mail is cut off, and nothing is left out silently. */
class FitToSizeTest {

  private static final int MAX = 95_000;
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");

  /** The order of the steps, as their words tell them. */
  private static final List<Pattern> ORDER =
      List.of(
          Pattern.compile("titles shortened to 500 characters"),
          Pattern.compile("teasers shortened to \\d+ words"),
          Pattern.compile("\\d+ titles? under Related news left out"),
          Pattern.compile("\\d+ titles? under Related posts left out"),
          Pattern.compile("\\d+ names? under Also left out"),
          Pattern.compile("\\d+ pictures? left out"),
          Pattern.compile("\\d+ articles? left out"));

  private final WeighHtml weigh = weigh(Locale.ENGLISH);
  private final FitToSize fitToSize =
      new FitToSize(new TeaserCutter(), TeaserRules.DEFAULT, TeaserRules.LEAD);

  @Test
  @DisplayName("delivery/M4: an edition that fits is weighed once and stays as it is")
  void whatFitsIsWeighedOnce() {
    EditionContent content = content(12, "word ", 55, 2);
    AtomicInteger weighed = new AtomicInteger();
    FitToSize.Fitted fitted =
        fitToSize.fit(
            content,
            each -> {
              weighed.incrementAndGet();
              return weigh.bytes(each);
            });
    assertThat(fitted.content()).isSameAs(content);
    assertThat(fitted.steps()).isEmpty();
    assertThat(fitted.droppedPicks()).isEmpty();
    assertThat(weighed).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 'word ', 0",
    "45, 'word ', 1",
    "60, 'longerwords ', 2",
    "60, 'कखग ', 3",
    "60, '新聞', 3",
    "200, 'слово ', 6"
  })
  @DisplayName("picking/10.9: any number of picks in any script fits; no step without its words")
  void anyEditionFits(int picks, String word, int fewestSteps) {
    EditionContent content = content(picks, word, 55, 3);
    FitToSize.Fitted fitted = fit(content);
    assertThat(weigh.bytes(fitted.content())).isLessThanOrEqualTo(MAX);
    assertThat(fitted.steps()).hasSizeGreaterThanOrEqualTo(fewestSteps);
    assertInOrder(fitted);
    assertThat(fitted.content().picks().size() + fitted.droppedPicks().size()).isEqualTo(picks);
  }

  @Test
  @DisplayName("delivery/M4: teasers give way first, the longest first, and no word too many")
  void teasersAreShortenedOnlyAsFarAsNeeded() {
    EditionContent content = content(40, "word ", 100, 0);
    FitToSize.Fitted fitted = fit(content);
    assertThat(fitted.steps())
        .singleElement()
        .asString()
        .matches("teasers shortened to \\d+ words");
    int words = Integer.parseInt(fitted.steps().get(0).replaceAll("\\D", ""));
    assertThat(fitted.content().picks())
        .allSatisfy(
            pick -> {
              assertThat(pick.teaser().text()).hasSize(5 * words + 3).endsWith("word […]");
              assertThat(pick.teaser().truncated()).isTrue();
              assertThat(pick.article().image()).isNotNull();
            });
    EditionContent oneMore =
        Shortening.teasers(
            content,
            pick ->
                new TeaserCutter()
                    .cutText(
                        pick.teaser().text(),
                        new TeaserRules(TeaserRules.Mode.WORDS, words + 1, TeaserRules.MARKER),
                        Locale.ENGLISH,
                        false));
    assertThat(weigh.bytes(oneMore)).isGreaterThan(MAX);
  }

  @Test
  @DisplayName("delivery/M4: a teaser that says little already keeps its words and its marker")
  void shortTeasersStay() {
    EditionContent content = content(120, "word ", 12, 3);
    FitToSize.Fitted fitted = fit(content);
    assertThat(fitted.steps()).noneMatch(step -> step.startsWith("teasers"));
    assertThat(fitted.content().picks())
        .allSatisfy(pick -> assertThat(pick.teaser()).isEqualTo(content.picks().get(0).teaser()));
  }

  @Test
  @DisplayName("delivery/M4: related titles go from the last pick on, the first picks keep theirs")
  void relatedTitlesGoFromTheEnd() {
    FitToSize.Fitted fitted = fit(content(40, "word ", 18, 3));
    List<Integer> left =
        fitted.content().picks().stream().map(pick -> pick.related().size()).toList();
    assertThat(left).isSortedAccordingTo((one, other) -> other - one);
    assertThat(left.get(0)).isEqualTo(3);
    assertThat(left.get(39)).isZero();
    assertThat(fitted.content().relatedPosts()).hasSize(3);
  }

  @Test
  @DisplayName("delivery/M4: the lead keeps its picture longest; More news loses items first")
  void theLeadComesLast() {
    EditionContent content = content(250, "word ", 30, 1);
    FitToSize.Fitted fitted = fit(content);
    assertThat(fitted.content().picks().get(0).section()).isEqualTo(Pick.LEAD);
    assertThat(fitted.content().picks()).allMatch(pick -> pick.article().image() == null);
    assertThat(fitted.droppedPicks()).isNotEmpty().allMatch(each -> each.section().equals("more"));
    assertThat(fitted.droppedPicks())
        .isEqualTo(content.picks().subList(fitted.content().picks().size(), 250));
    assertThat(fitted.steps())
        .last()
        .isEqualTo(fitted.droppedPicks().size() + " articles left out");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 11})
  @DisplayName("picking/10.9: one enormous title is shortened, and costs the others nothing")
  void oneEnormousTitle(int place) {
    EditionContent content = content(12, "word ", 55, 1);
    List<Pick> picks = new ArrayList<>(content.picks());
    Pick plain = picks.get(place);
    picks.set(place, pick(place, "新".repeat(100_000), plain.teaser(), plain.related(), 30));
    EditionContent enormous = with(content, picks);
    FitToSize.Fitted fitted = fit(enormous);
    assertThat(weigh.bytes(fitted.content())).isLessThanOrEqualTo(MAX);
    assertThat(fitted.steps()).containsExactly("titles shortened to 500 characters");
    assertThat(fitted.droppedPicks()).isEmpty();
    assertThat(fitted.content().picks().get(place).article().title()).hasSize(501).endsWith("…");
  }

  @Test
  @DisplayName("picking/10.9: links of 3,800 characters fit, at the cost of what they lead to")
  void longLinks() {
    EditionContent content = content(10, "word ", 55, 3, 3_800);
    FitToSize.Fitted fitted = fit(content);
    assertThat(weigh.bytes(fitted.content())).isLessThanOrEqualTo(MAX);
    assertThat(fitted.steps()).isNotEmpty();
    assertInOrder(fitted);
  }

  @Test
  @DisplayName("delivery/M4: what cannot be helped is said, never hidden")
  void whatCannotBeHelpedIsSaid() {
    FitToSize.Fitted fitted = fitToSize.fit(content(2, "word ", 5, 0), each -> 200_000);
    assertThat(fitted.steps()).last().asString().startsWith("still 200000 bytes");
    assertThat(fitted.content().picks()).hasSize(1);
  }

  @Test
  @DisplayName("picking/10.9: property: the result fits, and the steps keep their order")
  void anyContentFits() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int round = 0; round < 15; round++) {
      EditionContent content = any(random);
      FitToSize.Fitted fitted = fit(content);
      assertThat(weigh.bytes(fitted.content()))
          .as("seed %d round %d: %s", seed, round, fitted.steps())
          .isLessThanOrEqualTo(MAX);
      assertInOrder(fitted);
      assertThat(fitted.steps().isEmpty()).isEqualTo(fitted.content().equals(content));
      assertThat(fit(fitted.content()).steps()).isEmpty();
    }
  }

  private FitToSize.Fitted fit(EditionContent content) {
    return fitToSize.fit(content, weigh::bytes);
  }

  /** Each step once, none before its turn, and each earlier one spent before a later begins. */
  private static void assertInOrder(FitToSize.Fitted fitted) {
    List<Integer> places = new ArrayList<>();
    for (String step : fitted.steps()) {
      for (int i = 0; i < ORDER.size(); i++) {
        if (ORDER.get(i).matcher(step).matches()) {
          places.add(i);
        }
      }
    }
    assertThat(places).hasSameSizeAs(fitted.steps()).isSorted().doesNotHaveDuplicates();
    List<Pick> picks = fitted.content().picks();
    if (places.contains(3)) {
      assertThat(picks).allMatch(pick -> pick.related().isEmpty());
    }
    if (places.contains(5)) {
      assertThat(picks).allMatch(pick -> pick.story().also().isEmpty());
      assertThat(fitted.content().relatedPosts()).isEmpty();
    }
    if (places.contains(6)) {
      assertThat(picks).allMatch(pick -> pick.article().image() == null);
    }
  }

  private static EditionContent any(Random random) {
    List<String> words =
        List.of("a ", "word ", "слово ", "خبر ", "新聞", "ข่าว", "<b>&\"' ", "👩‍👩‍👧 ");
    String word = words.get(random.nextInt(words.size()));
    return content(
        1 + random.nextInt(90),
        word,
        random.nextInt(300),
        random.nextInt(4),
        10 + random.nextInt(random.nextInt(10) == 0 ? 3_900 : 200));
  }

  private static EditionContent content(int picks, String word, int words, int related) {
    return content(picks, word, words, related, 60);
  }

  private static EditionContent content(
      int many, String word, int words, int related, int linkLength) {
    String text = word.repeat(words).strip();
    Teaser teaser = text.isEmpty() ? Teaser.EMPTY : new Teaser(text + " […]", true);
    List<Pick> picks = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      picks.add(
          pick(i, word.repeat(8).strip(), teaser, titles(related, word, linkLength), linkLength));
    }
    return new EditionContent("Subject", "", null, picks, titles(3, word, linkLength));
  }

  private static EditionContent with(EditionContent content, List<Pick> picks) {
    return new EditionContent(
        content.subject(), content.preheader(), content.intro(), picks, content.relatedPosts());
  }

  private static List<Related> titles(int many, String word, int linkLength) {
    List<Related> titles = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      titles.add(new Related(word.repeat(7).strip() + i, link(i, linkLength), "A source"));
    }
    return titles;
  }

  private static Pick pick(
      int place, String title, Teaser teaser, List<Related> related, int linkLength) {
    String section = place == 0 ? Pick.LEAD : place < 9 ? "Town" : Pick.MORE;
    Pick.Story story =
        place % 7 == 2
            ? new Pick.Story(titles(2, "w ", linkLength), titles(1, "w ", linkLength).get(0), 2)
            : Pick.Story.PLAIN;
    Image image = new Image("https://example.org/" + place + ".png", title, 1200, 640);
    return new Pick(
        article(title, link(place, linkLength), image),
        teaser,
        related,
        section,
        place + 1,
        Reason.PICKED,
        3,
        story);
  }

  private static String link(int number, int length) {
    return "https://example.org/" + "x".repeat(length) + "/" + number;
  }

  private static Article article(String title, String link, @Nullable Image image) {
    return new Article(
        new Article.Id("a".repeat(20)),
        "https://example.org/feed",
        "Alder Bay Courier",
        link,
        link,
        title,
        null,
        NOW,
        Article.Dating.EXACT,
        NOW,
        "",
        null,
        List.of(),
        image,
        null,
        List.of(),
        false,
        Article.Access.OPEN);
  }

  private static WeighHtml weigh(Locale language) {
    Masthead masthead =
        new Masthead(
            "Alder Bay Courier",
            "The day in stories",
            language,
            ZONE,
            new Site("Alder Bay Courier", "https://example.org/", "12 Old Quay, 4021 Alder Bay"),
            "https://example.org/e/1",
            "digest");
    Edition edition =
        new Edition(
            new Edition.Id(1),
            new Newsletter.Id("courier"),
            1,
            Slot.due(LocalDateTime.of(2026, 11, 22, 7, 0), ZONE),
            new EditionContent("", "", null, List.of(), List.of()),
            1,
            "",
            Edition.State.DRAFT,
            Edition.Marks.NONE,
            NOW);
    return new WeighHtml(
        new Renderer(Templates.at(null)), masthead, edition, "https://example.org");
  }
}
