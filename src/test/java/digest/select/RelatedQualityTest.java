package digest.select;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.select.RelatedIndex.Mark;
import digest.select.RelatedIndex.Match;
import digest.select.RelatedIndex.Scope;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How well related items are chosen, measured on an archive whose subjects are known. */
class RelatedQualityTest {

  private static final int FIVE = 5;

  /** What is missing counts as wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"tuning", "held-out", ""})
  @DisplayName("picking/R2: four of five are about the same subject, more than by plain TF-IDF")
  void fourOfFiveAreAboutTheSameSubject(String half) {
    RelatedCorpus corpus = RelatedCorpus.of(half);
    TfIdfCosine plain = new TfIdfCosine(corpus.articles());
    try (RelatedIndex index = index(corpus.articles())) {
      double ours = precision(corpus, host -> ids(index.near(host, Scope.ALL, FIVE)));
      double textbook =
          precision(corpus, host -> plain.near(host, FIVE).stream().map(Article::id).toList());
      System.out.printf(
          "related items of \"%s\": precision at 5 %.3f, plain TF-IDF %.3f%n",
          half, ours, textbook);
      assertThat(ours).isGreaterThanOrEqualTo(0.85).isGreaterThan(textbook + 0.15);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tuning", "held-out", ""})
  @DisplayName("picking/R1: what is shown is right; what has no company mostly shows nothing")
  void whatIsShownIsRight(String half) {
    RelatedCorpus corpus = RelatedCorpus.of(half);
    int shown = 0;
    int right = 0;
    int lonely = 0;
    int padded = 0;
    try (RelatedIndex index = index(corpus.articles())) {
      for (Article host : corpus.articles()) {
        List<Match> matches = index.near(host, Scope.ALL, FIVE);
        shown += corpus.isLone(host) ? 0 : matches.size();
        right += (int) matches.stream().filter(m -> corpus.sameSubject(m.id(), host.id())).count();
        lonely += corpus.isLone(host) ? 1 : 0;
        padded += corpus.isLone(host) && !matches.isEmpty() ? 1 : 0;
      }
    }
    assertThat((double) right / shown).isGreaterThanOrEqualTo(0.92);
    assertThat(padded).isLessThanOrEqualTo(lonely / 3);
  }

  @Test
  @DisplayName("picking/R2: an archive of twelve articles finds its own as one of hundreds does")
  void anArchiveOfTwelveFindsItsOwn() {
    RelatedCorpus corpus = RelatedCorpus.of("");
    Set<String> few = Set.of("museum-theft", "chess-prodigy", "wolf", "gyoko");
    List<Article> twelve =
        few.stream()
            .sorted()
            .flatMap(one -> corpus.articles().stream().filter(a -> is(corpus, a, one)).limit(3))
            .toList();
    int shown = 0;
    int right = 0;
    try (RelatedIndex index = index(twelve)) {
      for (Article host : twelve) {
        List<Match> matches = index.near(host, Scope.ALL, FIVE);
        shown += matches.size();
        right += (int) matches.stream().filter(m -> corpus.sameSubject(m.id(), host.id())).count();
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(15).isGreaterThanOrEqualTo((int) (shown * 0.9));
  }

  @Test
  @DisplayName(
      "picking/R2: articles of four hundred words, in an older manner, find their own first")
  void longArticlesFindTheirOwnFirst() {
    RelatedCorpus corpus = RelatedCorpus.of("");
    try (RelatedIndex index = index(corpus.articles())) {
      for (Article host : RelatedCorpus.of("long").articles()) {
        Article known =
            corpus.articles().stream()
                .filter(one -> one.title().equals(host.title()))
                .findFirst()
                .orElseThrow();
        assertThat(index.near(known, Scope.ALL, 2))
            .hasSize(2)
            .allMatch(match -> corpus.sameSubject(match.id(), known.id()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"desalination", "qitar", "ditie", "gyoko", "namthuam", "wolf"})
  @DisplayName(
      "picking/R2: Arabic, Chinese, Japanese, Thai and German, declared wrongly as English")
  void everyLanguageFindsItsOwn(String subject) {
    RelatedCorpus corpus = RelatedCorpus.of("");
    List<Article> mislabelled =
        corpus.articles().stream().map(RelatedQualityTest::saidToBeEnglish).toList();
    int right = 0;
    int wanted = 0;
    try (RelatedIndex index = index(mislabelled)) {
      for (Article host : mislabelled) {
        if (is(corpus, host, subject)) {
          wanted += FIVE;
          Set<Article.Id> found = new HashSet<>(ids(index.near(host, Scope.ALL, FIVE)));
          right += (int) found.stream().filter(id -> corpus.sameSubject(id, host.id())).count();
        }
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(wanted * 3 / 4);
  }

  private static Article saidToBeEnglish(Article article) {
    return Articles.article(article.id().value())
        .title(article.title())
        .topics(article.topics().toArray(new String[0]))
        .html(article.html())
        .language("en-US")
        .build();
  }

  private static boolean is(RelatedCorpus corpus, Article article, String subject) {
    return corpus.subject(article.id()).equals(subject);
  }

  private static double precision(
      RelatedCorpus corpus, Function<Article, Collection<Article.Id>> found) {
    long right = 0;
    long wanted = 0;
    for (Article host : corpus.hosts()) {
      right += found.apply(host).stream().filter(id -> corpus.sameSubject(id, host.id())).count();
      wanted += Math.min(FIVE, corpus.others(host));
    }
    return (double) right / wanted;
  }

  private static List<Article.Id> ids(List<Match> matches) {
    return matches.stream().map(Match::id).toList();
  }

  private static RelatedIndex index(List<Article> articles) {
    RelatedIndex index = RelatedIndex.inMemory();
    assertThat(index.isWritable()).isTrue();
    index.add(articles, new Mark("store", 1, ""));
    return index;
  }
}
