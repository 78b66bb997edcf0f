package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.edition.Article;
import digest.select.RelatedIndex.Mark;
import digest.select.RelatedIndex.Match;
import digest.select.RelatedIndex.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RelatedIndexTest {

  private static final String DREDGERS =
      "<p>The dredgers deepen the channel for container ships and pump silt ashore.</p>";

  private final RelatedIndex index = RelatedIndex.inMemory();

  @AfterEach
  void close() {
    index.close();
  }

  private void add(Article... articles) {
    assertThat(index.isWritable()).isTrue();
    index.add(List.of(articles), new Mark("store", 1, "a"));
  }

  private static Articles dredging(String id) {
    return article(id).title("Dredgers deepen the harbour channel").html(DREDGERS);
  }

  private List<String> near(Article host, Scope scope) {
    return index.near(host, scope, 5).stream().map(match -> match.id().value()).toList();
  }

  @Test
  @DisplayName("picking/R1: nothing near gives nothing, not the least far")
  void nothingNearGivesNothing() {
    add(
        article("b")
            .title("Apple trees want pruning")
            .html("<p>In January, with a saw.</p>")
            .build(),
        article("c").title("Lentils with quince").html("<p>Roast the fruit first.</p>").build());
    assertThat(near(dredging("a").build(), Scope.ALL)).isEmpty();
  }

  @Test
  @DisplayName(
      "picking/R1: an empty archive, an article without words and a count of 0 give nothing")
  void nothingAskedOrKnownGivesNothing() {
    Article host = dredging("a").build();
    assertThat(near(host, Scope.ALL)).isEmpty();
    assertThat(index.withTopics(Set.of("Port"), Scope.ALL, 3)).isEmpty();
    add(dredging("b").build());
    assertThat(index.near(host, Scope.ALL, 0)).isEmpty();
    assertThat(near(article("x").title("").build(), Scope.ALL)).isEmpty();
    assertThat(near(article("x").title("!!! 5 …").build(), Scope.ALL)).isEmpty();
  }

  @Test
  @DisplayName("picking/R1: one common word of two headlines is no proof")
  void oneCommonWordIsNoProof() {
    add(RelatedCorpus.of("tuning").articles().toArray(new Article[0]));
    add(article("b").title("Harbour festival draws crowds").build());
    assertThat(near(article("a").title("Thief hides in harbour").build(), Scope.ALL)).isEmpty();
  }

  @Test
  @DisplayName("picking/R2: a match tells all that a mail shows, without asking the store")
  void aMatchTellsAll() {
    Article other = dredging("b").source("Tideline").build();
    add(other);
    List<Match> matches = index.near(dredging("a").build(), Scope.ALL, 5);
    assertThat(matches).hasSize(1);
    Match match = matches.get(0);
    assertThat(match.id()).isEqualTo(other.id());
    assertThat(match.title()).isEqualTo(other.title());
    assertThat(match.link()).isEqualTo(other.link());
    assertThat(match.source()).isEqualTo("Tideline");
    assertThat(match.publishedAt()).isEqualTo(other.publishedAt());
    assertThat(match.score())
        .isBetween(0.2, 1.01)
        .isEqualTo(Math.rint(match.score() * 1000) / 1000);
  }

  @Test
  @DisplayName("picking/R2: equal ones come newest first, then by id; the host never")
  void equalOnesComeNewestFirst() {
    Article host = dredging("a").build();
    add(
        host,
        dredging("d").build(),
        dredging("c").build(),
        dredging("b").publishedAt(NOON.minus(Duration.ofDays(9))).build(),
        dredging("e").publishedAt(NOON).build());
    assertThat(near(host, Scope.ALL)).containsExactly("e", "c", "d", "b");
    assertThat(index.near(host, Scope.ALL, 2))
        .extracting(m -> m.id().value())
        .containsExactly("e", "c");
  }

  @Test
  @DisplayName("picking/R2: only the feeds asked for, published in (after, until]")
  void onlyWhatTheScopeHolds() {
    Instant time = Instant.parse("2026-11-20T08:00:00.000001Z");
    add(
        dredging("b").publishedAt(time).feed("one").build(),
        dredging("c").publishedAt(time.plusNanos(1000)).feed("two").build());
    Article host = dredging("a").build();
    assertThat(near(host, new Scope(Set.of(), time.minusNanos(1), time))).containsExactly("b");
    assertThat(near(host, new Scope(Set.of(), time, Instant.MAX))).containsExactly("c");
    assertThat(near(host, new Scope(Set.of("one", "none"), Instant.MIN, Instant.MAX)))
        .containsExactly("b");
    assertThat(near(host, new Scope(Set.of("none"), Instant.MIN, Instant.MAX))).isEmpty();
  }

  @Test
  @DisplayName("picking/R2: related posts have one of the topics, newest first, each once")
  void relatedPostsHaveATopic() {
    add(
        article("b").topics("Port", "News").publishedAt(NOON.minusSeconds(9)).build(),
        article("c").topics("PORT").publishedAt(NOON).build(),
        article("d").topics("Garden").build(),
        article("e").topics("Port").closed().build());
    assertThat(index.withTopics(Set.of("port", "news"), Scope.ALL, 5))
        .extracting(match -> match.id().value())
        .containsExactly("c", "b");
    assertThat(index.withTopics(Set.of("Port"), Scope.ALL, 1)).hasSize(1);
  }

  @Test
  @DisplayName("picking/R3: what is no longer open to all is no longer found, and comes back")
  void whatIsWithdrawnIsNotFound() {
    Article host = dredging("a").build();
    add(host, dredging("b").build());
    add(dredging("b").closed().build());
    assertThat(near(host, Scope.ALL)).isEmpty();
    assertThat(index.size()).isEqualTo(2);
    add(dredging("b").build());
    assertThat(near(host, Scope.ALL)).containsExactly("b");
  }

  @Test
  @DisplayName("picking/R2: an edited article is found as it is now, once")
  void anEditedArticleIsFoundAsItIsNow() {
    Article host = dredging("a").build();
    add(host, article("b").title("Lentils with quince").build());
    add(dredging("b").link("https://example.org/new").build());
    assertThat(index.near(host, Scope.ALL, 5))
        .extracting(Match::link)
        .containsExactly("https://example.org/new");
  }

  @Test
  @DisplayName(
      "picking/R2: built bit by bit, edited and reordered, it answers as when built at once")
  void bitByBitAnswersAsAtOnce() {
    List<Article> articles = RelatedCorpus.of("tuning").articles();
    long seed = 4711;
    List<Article> shuffled = new ArrayList<>(articles);
    Collections.shuffle(shuffled, new Random(seed));
    add(articles.toArray(new Article[0]));
    try (RelatedIndex other = RelatedIndex.inMemory()) {
      assertThat(other.isWritable()).isTrue();
      other.add(shuffled.stream().map(RelatedIndexTest::everySecondADraft).toList(), Mark.NONE);
      for (int i = 0; i < shuffled.size(); i += 40) {
        assertThat(other.isWritable()).isTrue();
        List<Article> part = shuffled.subList(i, Math.min(i + 40, shuffled.size()));
        List<Article> drafts =
            part.stream().filter(one -> !everySecondADraft(one).equals(one)).toList();
        other.add(drafts, new Mark("store", i, ""));
        other.rest();
      }
      for (Article host : articles) {
        assertThat(other.near(host, Scope.ALL, 9)).isEqualTo(index.near(host, Scope.ALL, 9));
      }
    }
  }

  /** The others stay, so that what was replaced stays on the disk beside them. */
  private static Article everySecondADraft(Article article) {
    if (article.id().hashCode() % 2 == 0) {
      return article;
    }
    return article(article.id().value()).title("Draft").html(DREDGERS).build();
  }

  @Test
  @DisplayName("picking/R2: the threshold does not move when the archive grows")
  void theThresholdDoesNotMoveWhenTheArchiveGrows() {
    RelatedCorpus corpus = RelatedCorpus.of("held-out");
    Article host = corpus.hosts().get(0);
    add(corpus.articles().toArray(new Article[0]));
    List<String> before = near(host, Scope.ALL);
    Random random = new Random(11);
    List<Article> more =
        IntStream.range(0, 5000).mapToObj(i -> invented("more" + i, random)).toList();
    add(more.toArray(new Article[0]));
    assertThat(near(host, Scope.ALL)).containsAnyElementsOf(before).hasSizeGreaterThan(2);
    assertThat(near(host, Scope.ALL)).noneMatch(id -> id.startsWith("more"));
  }

  /** Syllables, the first of them oftener, as in every language. */
  private static Article invented(String id, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append("syl").append((int) Math.exp(random.nextDouble() * 9)).append("able ");
    }
    return article(id).title(text.substring(0, 60)).html("<p>" + text + "</p>").build();
  }

  @Test
  @DisplayName("picking/R2: hostile articles are taken, and found by what they say")
  void hostileArticlesAreTaken() {
    String zalgo = "e" + "\u0301".repeat(400) + "vil";
    Article[] hostile = {
      dredging("long").title("Dredgers harbour channel " + "x".repeat(5_000)).build(),
      dredging("word").html(DREDGERS + "<p>" + "y".repeat(40_000) + "</p>").build(),
      dredging("body").html(DREDGERS + "<p>filler text</p>".repeat(600_000)).build(),
      dredging("marks").html(DREDGERS + "<p>" + (zalgo + " ").repeat(300) + "</p>").build(),
      dredging("han").html(DREDGERS + "<p>" + "漢".repeat(40_000) + "</p>").build(),
      dredging("controls").html(DREDGERS + "<p>\u0000\u0007\u202e\ud800 \udc00</p>").build(),
      dredging("topics").topics("z".repeat(40_000), "#", "", "\ud83d").build(),
      article("untitled").title("").html(DREDGERS + DREDGERS).build(),
      dredging("feed").feed("f".repeat(40_000)).build()
    };
    add(hostile);
    Article host = dredging("a").build();
    assertThat(index.near(host, Scope.ALL, 20))
        .extracting(match -> match.id().value())
        .contains("long", "word", "body", "marks", "han", "controls", "topics", "feed");
    for (Article one : hostile) {
      assertThat(near(one, Scope.ALL)).doesNotContain(one.id().value());
    }
    assertThat(index.withTopics(Set.of("z".repeat(40_000)), Scope.ALL, 5)).hasSize(1);
  }

  @Test
  @DisplayName("picking/R2: dates before 1970 and beyond all calendars keep their order")
  void oddDatesKeepTheirOrder() {
    add(
        dredging("b").publishedAt(Instant.MIN).build(),
        dredging("c").publishedAt(Instant.parse("1912-04-15T02:20:00Z")).build(),
        dredging("d").publishedAt(Instant.MAX).build());
    Scope scope = new Scope(Set.of(), Instant.parse("1900-01-01T00:00:00Z"), Instant.MAX);
    assertThat(near(dredging("a").build(), scope)).containsExactly("d", "c");
  }

  @Test
  void itTellsHowFarItKnowsItsStore() {
    assertThat(index.mark()).isEqualTo(Mark.NONE);
    add(dredging("b").build());
    assertThat(index.mark()).isEqualTo(new Mark("store", 1, "a"));
    assertThat(index.size()).isOne();
    index.clear();
    assertThat(index.mark()).isEqualTo(Mark.NONE);
    assertThat(index.size()).isZero();
  }

  @Test
  void whoDidNotAskMayNotWrite() {
    Article one = dredging("b").build();
    assertThatThrownBy(() -> index.add(List.of(one), Mark.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("isWritable");
  }
}
