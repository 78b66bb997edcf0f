package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Feed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicatesTest {

  private static final String FIRE =
      "Three workers were killed when a fire swept through a textile mill in Karst on Tuesday,"
          + " officials said. The blaze broke out before dawn in a storage hall and spread quickly,"
          + " the fire chief, Anton Belak, told reporters. Police have sealed off the factory.";

  private static final String DEAL =
      "Fisheries ministers agreed to cut cod quotas by a fifth next year, ending all-night talks in"
          + " Brundel. The deal also bans trawling in two nurseries from spring. Groups of fishermen"
          + " condemned the cuts and announced blockades of harbours all along the coast.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          Storm hits the coast tonight # STORM HITS THE COAST TONIGHT!
          Storm hits the coast tonight # UPDATE 2-Storm hits the coast tonight
          Storm hits the coast tonight # BREAKING: Exclusive: storm hits the coast tonight
          Storm hits the coast tonight # [Video] Storm hits the coast tonight
          Storm hits the coast tonight # Storm hits the coast tonight | The Courier
          Storm hits the coast tonight # Storm hits the coast tonight - Reuters
          Storm hits the coast tonight # Storm hits the coast tonight – Some Other Paper
          “Storm” hits the coast’s towns # "Storm" hits the coast's towns
          Three killed in bus crash # 3 killed in bus crash
          Twenty-five hurt in bus crash # 25 hurt in bus crash
          1.5 million without power tonight # 1.5m without power tonight
          Four thousand without power tonight # 4,000 without power tonight
          Ten per cent more for miners # 10% more for miners
          New centre for coloured glass # New center for colored glass
          海城港口爆炸造成三人死亡 # 快讯：海城港口爆炸造成3人死亡
          """)
  @DisplayName("picking/D1 a: equal headlines of four words, in any house style, are one story")
  void equalHeadlinesAreOneStory(String one, String other) {
    assertThat(likeness(article("a").title(one), article("b").title(other)))
        .isEqualTo(Likeness.SAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          Morning briefing # Morning briefing
          Live-in carers strike over pay # In carers strike over pay
          Council approves 2027 budget today # Council approves 2026 budget today
          The lost railway, part 1: dreamers # The lost railway, part 2: dreamers
          Results of the vote - North # Results of the vote - South
          3 killed in bus crash near Torva # 3 killed in bus crash near Belm
          """)
  @DisplayName("picking/D1 a: short headlines, other years, parts and places are other stories")
  void likeHeadlinesAreNotEnough(String one, String other) {
    assertThat(likeness(article("a").title(one), article("b").title(other)))
        .isEqualTo(Likeness.OTHER);
  }

  @Test
  @DisplayName("picking/D1 a: under equal headlines texts of other content are two stories")
  void equalHeadlinesOverOtherTexts() {
    String title = "Morning briefing: what you need to know today";
    Articles one = article("a").title(title).html(FIRE);
    assertThat(likeness(one, article("b").title(title).html(DEAL))).isEqualTo(Likeness.OTHER);
    assertThat(likeness(one, article("b").title(title))).isEqualTo(Likeness.SAME);
    assertThat(likeness(one, article("b").title(title).html("Word"))).isEqualTo(Likeness.SAME);
  }

  @Test
  @DisplayName(
      "picking/D1 b: one text under another headline is one story, wherever it was written")
  void equalTextsAreOneStory() {
    Articles one = article("a").title("Deadly fire").html(FIRE);
    assertThat(likeness(one, article("b").title("Mill burns").html("<p>KARST (Wire) — " + FIRE)))
        .isEqualTo(Likeness.SAME);
    assertThat(likeness(one, article("b").title("Mill burns").html("By Jane Doe " + FIRE)))
        .isEqualTo(Likeness.SAME);
    assertThat(likeness(one, article("b").title("Mill burns").summary(FIRE)))
        .isEqualTo(Likeness.SAME);
    assertThat(likeness(one, article("b").title("Deadly fire").html(DEAL)))
        .isEqualTo(Likeness.OTHER);
  }

  @Test
  @DisplayName("picking/D1 c: nearly equal headlines over edited texts are one story")
  void editedTextsUnderLikeHeadlines() {
    String edited =
        FIRE.replace("officials said", "according to officials")
            .replace("told reporters", "said at the scene")
            .replace("Police have", "The police");
    assertThat(
            likeness(
                article("a").title("Fire kills three in textile mill").html(FIRE),
                article("b").title("Fire kills three in a textile mill").html(edited)))
        .isEqualTo(Likeness.SAME);
  }

  @Test
  @DisplayName("picking/D2: other numbers make an update; the newer one is kept, whoever wrote it")
  void theNewerUpdateIsKept() {
    String three = "3 killed in fire at Karst mill";
    String five = "5 killed in fire at Karst mill";
    Map<Article.Id, Duplicate> judged =
        judge(
            at("a", 5).title(three).html(FIRE).author("Jane Doe"),
            at("b", 1).title(five).html(FIRE.replace("Three", "Five")),
            at("c", 0).title("Fire in Karst").html(FIRE));
    assertThat(judged)
        .containsOnly(
            Map.entry(id("a"), new Duplicate(id("b"), Likeness.UPDATE)),
            Map.entry(id("c"), new Duplicate(id("b"), Likeness.UPDATE)));
  }

  @Test
  @DisplayName("picking/D2: of three updates the newest is kept")
  void updatesOfUpdatesStandBehindTheNewest() {
    Map<Article.Id, Duplicate> judged =
        judge(
            at("a", 5).title("3 killed in fire at Karst mill"),
            at("b", 3).title("5 killed in fire at Karst mill"),
            at("c", 1).title("7 killed in fire at Karst mill"));
    assertThat(judged.keySet()).containsExactlyInAnyOrder(id("a"), id("b"));
    assertThat(judged.values()).containsOnly(new Duplicate(id("c"), Likeness.UPDATE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Reuters",
        "By Reuters Staff",
        "Jane Doe, AP",
        "Staff and agencies",
        " ",
        "AFP / Jane Doe"
      })
  @DisplayName("picking/D3: an agency's byline is no own byline")
  void agenciesAreNoBylines(String author) {
    String title = "Storm hits the coast tonight";
    assertThat(
            judge(
                at("a", 9).title(title).author(author).html("A longer body than the other."),
                at("b", 1).title(title).author("Anna Pavlova")))
        .containsOnly(Map.entry(id("a"), new Duplicate(id("b"), Likeness.SAME)));
  }

  @Test
  @DisplayName("picking/D1 picking/D3: a chain does not lead to another story")
  void aChainEndsWhereTheStoryEnds() {
    String title = "Five things to know today";
    Map<Article.Id, Duplicate> judged =
        judge(
            at("a", 3).title(title).html(FIRE),
            at("b", 2).title(title),
            at("c", 1).title(title).html(DEAL));
    assertThat(judged).hasSize(1);
    assertThat(judged).doesNotContainKey(id("a")).doesNotContainKey(id("c"));
  }

  @Test
  @DisplayName("picking/D1 picking/P6: equal pages are one story, whatever they say")
  void equalPagesAreOneStory() {
    Map<Article.Id, Duplicate> judged =
        judge(
            at("a", 3).title("Fire in a mill").html(FIRE).link("http://example.org/x/?utm_id=1"),
            at("b", 2).title("Quotas are cut").html(DEAL).link("https://EXAMPLE.org/x#top"));
    assertThat(judged).hasSize(1);
    assertThat(
            judge(
                at("a", 3).title("Fire in a mill").link("https://example.org/"),
                at("b", 2).title("Quotas are cut").link("https://example.org")))
        .as("the front page is no page of an article")
        .isEmpty();
  }

  @Test
  @DisplayName("picking/D4: a story that was told before is found again, surest first")
  void aStoryToldBeforeIsFound() {
    Stories told = new Stories();
    told.add(Telling.of(at("a", 9).title("3 killed in fire at Karst mill").build()));
    told.add(Telling.of(at("b", 8).title("Fire in Karst").html(FIRE).build()));
    Telling again = Telling.of(at("c", 1).title("5 killed in fire at Karst mill").build());
    assertThat(told.match(again)).map(Match::likeness).contains(Likeness.UPDATE);
    Telling same = Telling.of(at("d", 1).title("Karst mill burns").html(FIRE).build());
    assertThat(told.match(same)).map(match -> match.other().id()).contains(id("b"));
    assertThat(told.match(Telling.of(at("e", 1).html(DEAL).build()))).isEmpty();
  }

  @Test
  @DisplayName("picking/D3: the judgement does not depend on the order, and stands when repeated")
  void theOrderMakesNoDifference() {
    List<Telling> tellings = new ArrayList<>();
    for (String file : List.of("tuning.txt", "heldout.txt", "wire.txt", "hard.txt")) {
      for (LabelledPairs.Pair pair : LabelledPairs.of(file)) {
        int n = tellings.size();
        tellings.add(Telling.of(renamed(pair.one(), n)));
        tellings.add(Telling.of(renamed(pair.other(), n + 1)));
      }
    }
    Duplicates duplicates = new Duplicates(List.of());
    Map<Article.Id, Duplicate> judged = duplicates.judge(tellings);
    Random random = new Random(20261123);
    for (int round = 0; round < 3; round++) {
      Collections.shuffle(tellings, random);
      assertThat(duplicates.judge(tellings)).isEqualTo(judged);
    }
    assertThat(judged.values()).allMatch(duplicate -> !judged.containsKey(duplicate.kept()));
    List<Telling> kept = tellings.stream().filter(t -> !judged.containsKey(t.id())).toList();
    assertThat(duplicates.judge(kept).values())
        .allMatch(duplicate -> duplicate.likeness() == Likeness.UPDATE)
        .hasSizeLessThan(kept.size() / 20);
  }

  @Test
  void oddTextsDoNoHarm() {
    Map<Article.Id, Duplicate> judged =
        judge(
            article("a").title(""),
            article("b").title(""),
            article("c").title("x".repeat(5_000)),
            article("d").title("word ".repeat(1_000)),
            article("e").title("word ".repeat(1_000)),
            article("f").title("- | :").html("<p>."),
            article("g").title("٣ قتلى").html("1,2,3,4 5-6-7 8' 9"),
            article("h").title("\uD800 ' ’ .").html("'’ A.B. C-3 $5m 5% 12 000 1e5 二十"),
            article("i").title("thousand million hundred").html("ten million billion 3rd 5G 1.50"));
    assertThat(judged).containsOnlyKeys(id("e"));
  }

  @Test
  void manyCopiesAreOneStory() {
    Articles[] copies =
        Stream.iterate(0, i -> i + 1)
            .limit(500)
            .map(i -> article("c" + i).title("Fire in a mill in Karst").html(FIRE))
            .toArray(Articles[]::new);
    assertThat(judge(copies)).hasSize(499);
  }

  private static Article renamed(Articles article, int n) {
    Article built = article.build();
    return article("n" + n).title(built.title()).html(built.html()).source(built.source()).build();
  }

  private static Likeness likeness(Articles one, Articles other) {
    Stories stories = new Stories();
    stories.add(Telling.of(one.build()));
    return stories.match(Telling.of(other.build())).map(Match::likeness).orElse(Likeness.OTHER);
  }

  private static Map<Article.Id, Duplicate> judge(Articles... articles) {
    return new Duplicates(List.of(Feed.at("https://example.org/feed")))
        .judge(Arrays.stream(articles).map(Articles::build).map(Telling::of).toList());
  }

  private static Article.Id id(String id) {
    return new Article.Id(id);
  }

  private static Articles at(String id, int hoursAgo) {
    return article(id).publishedAt(NOON.minus(Duration.ofHours(hoursAgo)));
  }
}
