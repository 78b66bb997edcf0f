package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("picking/P6 and safety/T27: what is the same article")
class IdentityTest {

  @Test
  void theIdIsTwentyLettersOfTheOwnLinkWhateverFeedItCameFrom() {
    Article.Id id = Identity.idOf("https://a.example/x", "one", "1", "A");
    assertThat(id.value()).matches("[a-z2-7]{20}");
    assertThat(Identity.idOf("https://a.example/x", "two", "2", "B")).isEqualTo(id);
    assertThat(Identity.idOf("https://a.example/y", "one", "1", "A")).isNotEqualTo(id);
  }

  /** Stored ids must stay what they are. */
  @Test
  void theIdOfALinkNeverChanges() {
    assertThat(Identity.idOf("https://a.example/x", "", "", "").value())
        .isEqualTo("ixbyldtd7mbtork5e4bx");
  }

  @Test
  void withoutALinkTheGuidCountsWithinItsFeedAndWithoutThatTheTitle() {
    Article.Id id = Identity.idOf(null, "f", "1", "A");
    assertThat(Identity.idOf(null, "f", "1", "B")).isEqualTo(id);
    assertThat(Identity.idOf(null, "g", "1", "A")).isNotEqualTo(id);
    assertThat(Identity.idOf(null, "f", "", "A")).isEqualTo(Identity.idOf(null, "f", " ", "A"));
    assertThat(Identity.idOf(null, "f", "", "1")).isNotEqualTo(id);
  }

  @Test
  void theSameEntryTwiceInADocumentIsOneArticle() {
    ParsedFeed feed =
        Fixtures.rss(
            "<item><title>One</title><link>https://x.example/1</link><guid>g1</guid></item>",
            "<item><title>One</title><link>http://x.example/1/?utm_source=f</link></item>",
            "<item><title>One more</title><link>https://x.example/1b</link><guid>g1</guid></item>");
    assertThat(feed.articles()).extracting(Article::title).containsExactly("One");
  }

  @Test
  void oneGuidForAllEntriesDoesNotMakeThemOne() {
    ParsedFeed feed =
        Fixtures.rss(
            "<item><title>Ferry returns</title><link>https://x.example/1</link><guid>x</guid></item>",
            "<item><title>Bakery opens</title><link>https://x.example/2</link><guid>x</guid></item>",
            "<item><title>Snow on the pass</title><guid>x</guid></item>",
            "<item><title>Council votes</title><guid>x</guid></item>");
    assertThat(feed.articles()).hasSize(4);
    assertThat(feed.articles()).extracting(Article::guid).doesNotHaveDuplicates();
  }

  @Test
  void entriesThatOnlyLinkToTheFrontPageAreToldApartByTheirGuids() {
    ParsedFeed feed =
        Fixtures.rss(
            "<item><title>A</title><link>https://x.example</link><guid>1</guid></item>",
            "<item><title>B</title><link>https://x.example/</link><guid>2</guid></item>",
            "<item><title>C</title><guid isPermaLink=\"false\">3</guid></item>");
    assertThat(feed.articles()).extracting(Article::id).doesNotHaveDuplicates().hasSize(3);
    assertThat(feed.articles()).extracting(Article::link).containsOnly("https://x.example/");
  }

  @Test
  void theIdDoesNotDependOnTheOrderOfTheDocument() {
    List<String> titles = List.of("Ferry", "Bakery", "Snow", "Council", "Museum", "Tram");
    String item = "<item><title>%s</title><guid>%d</guid></item>";
    String[] items =
        IntStream.range(0, 6)
            .mapToObj(i -> item.formatted(titles.get(i), i / 3))
            .toArray(String[]::new);
    String[] turned = IntStream.range(0, 6).mapToObj(i -> items[5 - i]).toArray(String[]::new);
    assertThat(Fixtures.rss(items).articles())
        .extracting(Article::title, Article::id)
        .containsExactlyInAnyOrderElementsOf(
            Fixtures.rss(turned).articles().stream()
                .map(a -> Tuple.tuple(a.title(), a.id()))
                .toList());
  }
}
