package digest.store;

import static digest.store.Samples.NOW;
import static digest.store.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticlesTest {

  private static final String FEED = "https://feed.example.org/rss";

  @TempDir Path folder;
  private TestDatabase store;
  private Articles articles;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    articles = new Articles(store.get());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anArticleComesBackAsItWasRead() {
    Article read = article("a");
    assertThat(save(read)).isEqualTo(new Articles.Saved(1, 0, 0));
    assertThat(articles.find(read.id())).contains(read);
    assertThat(save(read)).isEqualTo(new Articles.Saved(0, 0, 1));
    assertThat(articles.count()).isEqualTo(1);
  }

  @Test
  @DisplayName("picking/P8: an edited article keeps its id and its first sight")
  void anEditedArticleIsNotNews() {
    Article first = article("a");
    save(first);
    Article edited =
        changed(first, "x", first.guid(), first.link(), "Corrected headline", NOW.plusSeconds(900));
    assertThat(save(edited)).isEqualTo(new Articles.Saved(0, 1, 0));
    Article kept = articles.find(first.id()).orElseThrow();
    assertThat(kept.title()).isEqualTo("Corrected headline");
    assertThat(kept.firstSeenAt()).isEqualTo(NOW);
    assertThat(articles.find(new Article.Id("x"))).contains(kept);
  }

  @Test
  @DisplayName("picking/P6, safety/T27: http or https, tracking or not, slash or not: one article")
  void spellingsOfOneLinkAreOneArticle() {
    Article first = article("a");
    save(first);
    String[] spellings = {
      "http://news.example.org/a",
      "https://NEWS.example.org:443/a/",
      "https://news.example.org/a?utm_source=rss&fbclid=1#top"
    };
    for (String link : spellings) {
      Article other = changed(first, "id" + link.length(), "new " + link, link, "Else", NOW);
      save(other);
      assertThat(articles.byLink(link).orElseThrow().id()).isEqualTo(first.id());
    }
    assertThat(articles.count()).isEqualTo(1);
    assertThat(articles.byLink("https://news.example.org/a?page=2")).isEmpty();
  }

  @Test
  @DisplayName("picking/P6: a moved article with the same guid and a like title is the same")
  void aMovedArticleIsKnownByItsGuid() {
    Article first = article("a", "Council votes to close the harbour");
    save(first);
    Article moved =
        changed(
            first,
            "b",
            first.guid(),
            "https://news.example.org/moved",
            "Council votes to close harbour",
            NOW);
    save(moved);
    assertThat(articles.count()).isEqualTo(1);
    assertThat(articles.byLink("https://news.example.org/moved").orElseThrow().id())
        .isEqualTo(first.id());
    assertThat(articles.byLink("https://news.example.org/a").orElseThrow().id())
        .isEqualTo(first.id());
  }

  @Test
  @DisplayName("picking/P6, safety/T27: one guid for all entries does not make them one article")
  void oneGuidForAllIsNoIdentity() {
    List<Article> all = new ArrayList<>();
    String[] titles = {"Harbour closed", "Mayor resigns", "Zoo welcomes lynx", "Snow expected"};
    for (int i = 0; i < titles.length; i++) {
      String link = "https://news.example.org/" + i;
      all.add(changed(article("same"), "same", "1", link, titles[i], NOW));
    }
    assertThat(articles.save(all)).isEqualTo(new Articles.Saved(4, 0, 0));
    assertThat(articles.save(all)).isEqualTo(new Articles.Saved(0, 0, 4));
    assertThat(articles.latest(10)).extracting(Article::title).containsExactlyInAnyOrder(titles);
    assertThat(articles.latest(10)).extracting(Article::id).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("safety/T27: a guid that changes each day does not make an old article new")
  void aChangingGuidIsNoNewArticle() {
    for (int day = 0; day < 5; day++) {
      save(changed(article("a"), "a", "day-" + day, article("a").link(), "Headline of a", NOW));
    }
    assertThat(articles.count()).isEqualTo(1);
  }

  @Test
  @DisplayName("picking/P6: equal guids of two feeds say nothing")
  void aGuidCountsWithinItsFeed() {
    Article ours = changed(article("a"), "a", "1", "https://a.example.org/1", "Same title", NOW);
    Article theirs =
        inFeed(
            changed(article("b"), "b", "1", "https://b.example.org/1", "Same title", NOW), "feed2");
    articles.save(List.of(ours, theirs));
    assertThat(articles.count()).isEqualTo(2);
  }

  @Test
  void entriesThatPointToTheFrontPageAreNotOneArticle() {
    Article one = changed(article("a"), "a", "1", "https://news.example.org/", "Mayor", NOW);
    Article two = changed(article("b"), "b", "2", "https://news.example.org", "Zoo", NOW);
    articles.save(List.of(one, two));
    assertThat(articles.count()).isEqualTo(2);
    assertThat(articles.byLink("https://news.example.org/")).isEmpty();
  }

  @Test
  void anArticleInTwoFeedsIsSeenByBothAndBelongsToTheFirst() {
    save(article("a"));
    Article again = inFeed(article("a", "Another wording"), "feed2");
    assertThat(save(again)).isEqualTo(new Articles.Saved(0, 0, 1));
    for (String feed : List.of(FEED, "feed2")) {
      assertThat(seen(List.of(feed), NOW)).containsExactly(inFeed(article("a"), feed));
    }
    assertThat(seen(List.of(), NOW)).isEmpty();
    assertThat(seen(List.of("feed3"), NOW)).isEmpty();
  }

  @Test
  @DisplayName("picking/P1: what is dated back and first seen late is seen all the same")
  void seenMeansPublishedOrFirstSeen() {
    Instant early = NOW.minus(Duration.ofDays(30));
    Article backDated = dated(article("a"), early, Article.Dating.EXACT, NOW);
    Article old = dated(article("b"), early, Article.Dating.EXACT, early);
    Article future = dated(article("c"), NOW.plusSeconds(60), Article.Dating.EXACT, early);
    articles.save(List.of(backDated, old, future));
    assertThat(seen(List.of(FEED), NOW.minusSeconds(1)))
        .extracting(Article::id)
        .containsExactlyInAnyOrder(future.id(), backDated.id());
    assertThat(seen(List.of(FEED), early, NOW.minusSeconds(60)))
        .as("neither published nor seen by then: nobody could know it")
        .extracting(Article::id)
        .containsExactlyInAnyOrder(backDated.id(), old.id(), future.id());
    assertThat(seen(List.of(FEED), early, early.minusSeconds(1))).isEmpty();
  }

  @Test
  @DisplayName("picking/P5: of what is dated by a day, the whole local day counts")
  void aDayThatHasBegunIsSeen() {
    Instant midnight = NOW.minus(Duration.ofHours(20));
    save(dated(article("a"), midnight, Article.Dating.DAY, midnight));
    save(dated(article("b"), midnight, Article.Dating.EXACT, midnight));
    assertThat(seen(List.of(FEED), NOW)).extracting(a -> a.id().value()).containsExactly("a");
  }

  @Test
  void onlyTheOpeningOfABodyThatMayBePickedIsRead() {
    Instant early = NOW.minus(Duration.ofDays(30));
    save(article("a"));
    save(dated(article("b"), early, Article.Dating.EXACT, NOW));
    List<Article> seen = new ArrayList<>();
    articles.eachSeen(List.of(FEED), NOW.minusSeconds(1), NOW, 4, seen::add);
    assertThat(seen)
        .extracting(a -> a.id() + " " + a.html().length())
        .containsExactlyInAnyOrder("a 4", "b 0");
  }

  @Test
  void aCopyLearnsWhatChangedAfterItsLastLook() {
    save(article("a"));
    save(article("b"));
    List<Articles.Change> first = articles.changedAfter(0, "", 1);
    assertThat(first).extracting(c -> c.article().id().value()).containsExactly("a");
    Articles.Change known = first.get(0);
    assertThat(articles.changedAfter(known.revision(), known.article().id().value(), 10))
        .extracting(c -> c.article().id().value())
        .containsExactly("b");
    long before = articles.revision();
    save(article("a"));
    assertThat(articles.changedAfter(before, "b", 10)).as("nothing has changed").isEmpty();
    save(article("a", "A new wording"));
    assertThat(articles.changedAfter(before, "b", 10))
        .extracting(c -> c.article().title())
        .containsExactly("A new wording");
  }

  @Test
  @DisplayName("picking/P5: a date that a feed forgets stays; one that it learns is taken")
  void aForgottenDateStays() {
    Instant published = NOW.minusSeconds(7200);
    save(dated(article("a"), published, Article.Dating.EXACT, NOW));
    Instant later = NOW.plusSeconds(900);
    save(dated(article("a"), later, Article.Dating.NONE, later));
    Article kept = articles.find(new Article.Id("a")).orElseThrow();
    assertThat(kept.publishedAt()).isEqualTo(published);
    assertThat(kept.dating()).isEqualTo(Article.Dating.EXACT);
    save(dated(article("b"), NOW, Article.Dating.NONE, NOW));
    save(dated(article("b"), published, Article.Dating.EXACT, later));
    assertThat(articles.find(new Article.Id("b")).orElseThrow().publishedAt()).isEqualTo(published);
  }

  @Test
  void aNanosecondIsNoEdit() {
    Article precise =
        dated(article("a"), NOW.plusNanos(1_234_567), Article.Dating.EXACT, NOW.plusNanos(42));
    save(precise);
    assertThat(save(precise)).isEqualTo(new Articles.Saved(0, 0, 1));
  }

  @Test
  void aSearchFindsWordsInAnyCaseAndNoWildcards() {
    save(article("a", "ÄRGER um 100% Rabatt"));
    save(article("b", "Quiet day"));
    assertThat(titles(articles.search("rabatt ärger", 10))).containsExactly("ÄRGER um 100% Rabatt");
    assertThat(titles(articles.search("body", 10))).hasSize(2);
    assertThat(titles(articles.search("100%", 10))).hasSize(1);
    assertThat(titles(articles.search("%", 10))).hasSize(1);
    assertThat(titles(articles.search("_____", 10))).isEmpty();
    assertThat(titles(articles.search("' OR 1=1 --", 10))).isEmpty();
    assertThat(titles(articles.search("", 10))).hasSize(2);
  }

  private Articles.Saved save(Article article) {
    return articles.save(List.of(article));
  }

  private static List<String> titles(List<Article> found) {
    return found.stream().map(Article::title).toList();
  }

  private static Article changed(
      Article a, String id, String guid, String link, String title, Instant firstSeenAt) {
    return copy(
        a, id, a.feed(), guid, link, title, a.publishedAt(), Article.Dating.EXACT, firstSeenAt);
  }

  private static Article inFeed(Article a, String feed) {
    return copy(
        a,
        a.id().value(),
        feed,
        a.guid(),
        a.link(),
        a.title(),
        a.publishedAt(),
        a.dating(),
        a.firstSeenAt());
  }

  private static Article dated(
      Article a, Instant published, Article.Dating dating, Instant firstSeenAt) {
    return copy(
        a, a.id().value(), a.feed(), a.guid(), a.link(), a.title(), published, dating, firstSeenAt);
  }

  private static Article copy(
      Article a,
      String id,
      String feed,
      String guid,
      String link,
      String title,
      Instant published,
      Article.Dating dating,
      Instant firstSeenAt) {
    return new Article(
        new Article.Id(id),
        feed,
        a.source(),
        guid,
        link,
        title,
        a.author(),
        published,
        dating,
        firstSeenAt,
        a.html(),
        a.summary(),
        a.topics(),
        a.image(),
        a.language(),
        a.related(),
        a.featured(),
        a.access());
  }

  private List<Article> seen(List<String> feeds, Instant from) {
    return seen(feeds, from, NOW.plus(Duration.ofDays(1)));
  }

  private List<Article> seen(List<String> feeds, Instant from, Instant until) {
    List<Article> seen = new ArrayList<>();
    articles.eachSeen(feeds, from, until, 1_000, seen::add);
    return seen;
  }
}
