package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Article.Dating;
import digest.edition.Image;
import digest.edition.Related;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each format whole, as real sites write it. */
class FeedReadTest {

  @Test
  void wordPressRssIsReadWhole() {
    ParsedFeed feed = Fixtures.read("wordpress-rss.xml", "https://gazette.example.org/feed/");
    assertThat(feed.title()).isEqualTo("Pier & Quay Gazette");
    assertThat(feed.format()).isEqualTo("RSS 2.0");
    assertThat(feed.language()).isEqualTo("en-GB");
    assertThat(feed.problems()).isEmpty();
    assertThat(feed.articles()).hasSize(2);

    Article lock = feed.articles().get(0);
    assertThat(lock.id())
        .isEqualTo(Identity.idOf("https://gazette.example.org/2026/11/02/old-lock", "f", "g", "t"));
    assertThat(lock.feed()).isEqualTo("https://x.example/feed");
    assertThat(lock.source()).isEqualTo("Pier & Quay Gazette");
    assertThat(lock.title()).isEqualTo("Council votes 7–2 to reopen the “Old Lock”");
    assertThat(lock.link()).isEqualTo("https://gazette.example.org/2026/11/02/old-lock/");
    assertThat(lock.guid()).isEqualTo("https://gazette.example.org/?p=4711");
    assertThat(lock.author()).isEqualTo("Mira Holt");
    assertThat(lock.publishedAt()).isEqualTo(Instant.parse("2026-11-02T18:00:00Z"));
    assertThat(lock.dating()).isEqualTo(Dating.EXACT);
    assertThat(lock.firstSeenAt()).isEqualTo(Fixtures.NOW);
    assertThat(lock.topics()).containsExactly("Harbour", "City & Council");
    assertThat(lock.summary()).contains("The lock has been shut for nine years. Now [&#8230;]");
    assertThat(lock.html()).contains("Now the council wants it open by spring.");
    assertThat(lock.image())
        .isEqualTo(
            new Image(
                "https://gazette.example.org/wp-content/uploads/lock.jpg",
                "The old lock at dusk",
                1200,
                800));
    assertThat(lock.related())
        .containsExactly(
            new Related(
                "Dredging begins", "https://gazette.example.org/2026/10/28/dredging/", null),
            new Related(
                "Ferry returns",
                "https://gazette.example.org/2026/10/20/ferry/?utm_source=x",
                null));
    assertThat(lock.language()).isEqualTo("en-GB");
    assertThat(lock.featured()).isFalse();
    assertThat(lock.access()).isEqualTo(Article.Access.OPEN);

    Article tides = feed.articles().get(1);
    assertThat(tides.author()).as("a bare mail address is nobody's name").isNull();
    assertThat(tides.publishedAt()).isEqualTo(Instant.parse("2026-11-01T04:30:00Z"));
    assertThat(tides.html()).isEmpty();
    assertThat(tides.summary()).isEqualTo("High water at 5.");
    assertThat(tides.featured()).isTrue();
    assertThat(tides.image())
        .isEqualTo(
            new Image("https://gazette.example.org/tide-large.png", "A tide gauge", 900, 600));
  }

  @Test
  void rss091WithItsHarmlessDoctypeIsRead() {
    ParsedFeed feed = Fixtures.read("rss091.xml", "");
    assertThat(feed.format()).isEqualTo("RSS 0.91");
    assertThat(feed.title()).isEqualTo("Village Notices");
    assertThat(feed.problems()).isEmpty();
    assertThat(feed.articles())
        .extracting(Article::link)
        .containsExactly(
            "http://village.example/notices/well.html", "http://village.example/notices/fair.html");
    assertThat(feed.articles().get(0).summary()).isEqualTo("The well is clean & open.");
    assertThat(feed.articles()).allMatch(article -> article.dating() == Dating.NONE);
    assertThat(feed.articles()).allMatch(article -> article.publishedAt().equals(Fixtures.NOW));
    assertThat(feed.articles().get(0).guid()).isEqualTo(feed.articles().get(0).link());
  }

  @Test
  void rss10IsReadWhole() {
    ParsedFeed feed = Fixtures.read("rss10.rdf", "https://sternwarte.example/index.rdf");
    assertThat(feed.format()).isEqualTo("RSS 1.0");
    assertThat(feed.title()).isEqualTo("Sternwarte Hügelheim");
    assertThat(feed.language()).isEqualTo("de");
    assertThat(feed.articles()).hasSize(1);
    Article comet = feed.articles().get(0);
    assertThat(comet.title()).isEqualTo("Komet über dem Tal");
    assertThat(comet.author()).isEqualTo("Änne Groß");
    assertThat(comet.guid()).isEqualTo("https://sternwarte.example/komet");
    assertThat(comet.publishedAt()).isEqualTo(Instant.parse("2026-10-30T20:15:00Z"));
    assertThat(comet.topics()).containsExactly("Astronomie");
    assertThat(comet.summary()).isEqualTo("Mit bloßem Auge zu sehen.");
    assertThat(comet.html()).contains("wenn es klar ist");
    assertThat(comet.language()).isEqualTo("de");
  }

  @Test
  void atomIsReadWhole() {
    ParsedFeed feed = Fixtures.read("atom10.xml", "https://journal.example.fr/atom.xml");
    assertThat(feed.format()).isEqualTo("Atom 1.0");
    assertThat(feed.title()).isEqualTo("Le Journal d’Été");
    assertThat(feed.language()).isEqualTo("fr");
    assertThat(feed.problems()).isEmpty();

    Article market = feed.articles().get(0);
    assertThat(market.title()).isEqualTo("Le marché couvert rouvre");
    assertThat(market.link()).isEqualTo("https://journal.example.fr/billets/marche");
    assertThat(market.guid()).isEqualTo("tag:journal.example.fr,2026:1");
    assertThat(market.author()).isEqualTo("La rédaction");
    assertThat(market.publishedAt()).isEqualTo(Instant.parse("2026-11-03T07:00:00Z"));
    assertThat(market.topics()).containsExactly("La ville", "marché");
    assertThat(market.summary()).isEqualTo("<p>Après deux ans de travaux &amp; de bruit.</p>");
    assertThat(market.html()).contains("<p").contains("Après deux ans de travaux.");
    assertThat(market.image())
        .isEqualTo(new Image("https://journal.example.fr/images/marche.jpg", "Le marché", 0, 0));
    assertThat(market.related())
        .containsExactly(
            new Related(
                "Les halles, dix ans après", "https://journal.example.fr/billets/halles", null),
            new Related(
                "Le grand incendie de 1998",
                "https://journal.example.fr/archives/le-grand-incendie-de-1998",
                null));

    Article mayor = feed.articles().get(1);
    assertThat(mayor.title()).isEqualTo("2 < 3, dit le maire");
    assertThat(mayor.author()).isEqualTo("Jòrdi Vidal");
    assertThat(mayor.language()).isEqualTo("oc");
    assertThat(mayor.summary()).isNull();
    assertThat(mayor.html()).isEqualTo("<p>Il compte bien.</p>");
    // picking/P5: the date of the last change is never used.
    assertThat(mayor.dating()).isEqualTo(Dating.NONE);
    assertThat(mayor.publishedAt()).isEqualTo(Fixtures.NOW);
  }

  @Test
  void atom03IsDatedByItsLastChangeOnlyWithoutAnother() {
    ParsedFeed feed = Fixtures.read("atom03.xml", "");
    assertThat(feed.format()).isEqualTo("Atom 0.3");
    assertThat(feed.articles())
        .extracting(Article::publishedAt)
        .containsExactly(
            Instant.parse("2026-09-12T12:29:29Z"), Instant.parse("2026-09-13T18:30:02Z"));
    assertThat(feed.articles().get(0).html()).isEqualTo("<p>Text</p>");
    assertThat(feed.articles().get(0).link()).isEqualTo("https://early.example/issued");
  }

  @Test
  void jsonFeed11IsReadWhole() {
    ParsedFeed feed = Fixtures.read("feed11.json", "https://bread.example.net/feed.json");
    assertThat(feed.format()).isEqualTo("JSON Feed 1.1");
    assertThat(feed.title()).isEqualTo("Bread & Bytes");
    assertThat(feed.language()).isEqualTo("en-US");
    assertThat(feed.problems()).isEmpty();

    Article rye = feed.articles().get(0);
    assertThat(rye.title()).isEqualTo("Rye at altitude");
    assertThat(rye.link()).isEqualTo("https://bread.example.net/rye?b=2&a=1");
    assertThat(rye.guid()).isEqualTo("https://bread.example.net/rye");
    assertThat(rye.author()).isEqualTo("Ola Nord");
    assertThat(rye.publishedAt()).isEqualTo(Instant.parse("2026-11-01T14:05:00Z"));
    assertThat(rye.summary()).isEqualTo("<p>Patience &amp; heat.</p>");
    assertThat(rye.html()).isEqualTo("<p>It rises <em>slowly</em>.</p>");
    assertThat(rye.image())
        .isEqualTo(new Image("https://bread.example.net/img/rye.webp", "", 0, 0));
    assertThat(rye.topics()).containsExactly("Rye", "Altitude");
    assertThat(rye.related())
        .containsExactly(
            new Related("Wheat at sea", "https://bread.example.net/wheat", null),
            new Related("A loaf for two", "https://bread.example.net/a-loaf-for-two", null));

    Article note = feed.articles().get(1);
    assertThat(note.title()).isEqualTo("Just a note: the oven door sticks again and nobody…");
    assertThat(note.guid()).isEqualTo("42");
    assertThat(note.author()).isEqualTo("Guest One, Guest Two");
    assertThat(note.dating()).isEqualTo(Dating.DAY);
    assertThat(note.publishedAt()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(note.html())
        .isEqualTo(
            "<p>Just a note: the oven door sticks again and nobody has the right screwdriver.</p>"
                + "<p>Second line.</p>");
    assertThat(note.language()).isEqualTo("sv");
    // picking/P11
    assertThat(note.access()).isEqualTo(Article.Access.RESTRICTED);
  }

  @Test
  void jsonFeed10HasOneAuthorAndABanner() {
    ParsedFeed feed = Fixtures.read("feed10.json", "https://kites.example/feed.json");
    assertThat(feed.format()).isEqualTo("JSON Feed 1");
    Article wind = feed.articles().get(0);
    assertThat(wind.author()).isEqualTo("The Club");
    assertThat(wind.link()).isEqualTo("https://elsewhere.example/wind");
    assertThat(wind.publishedAt()).isEqualTo(Instant.parse("2026-10-10T08:10:10Z"));
    assertThat(wind.image()).isEqualTo(new Image("https://kites.example/banner.png", "", 0, 0));
  }

  @Test
  void wordPressPostsAreReadWhole() {
    ParsedFeed feed =
        Fixtures.read("wordpress-posts.json", "https://berg.example.no/wp-json/wp/v2/posts?_embed");
    assertThat(feed.format()).isEqualTo("WordPress REST");
    assertThat(feed.title()).isEqualTo("Bergposten");
    assertThat(feed.problems()).isEmpty();

    Article slide = feed.articles().get(0);
    assertThat(slide.title()).isEqualTo("Skred på fjellveien – to biler fast");
    assertThat(slide.link()).isEqualTo("https://berg.example.no/2026/11/skred/");
    assertThat(slide.guid()).isEqualTo("https://berg.example.no/?p=901");
    assertThat(slide.author()).isEqualTo("Liv Dahl");
    assertThat(slide.publishedAt()).isEqualTo(Instant.parse("2026-11-03T07:15:00Z"));
    assertThat(slide.topics()).containsExactly("Nyheter & vei", "Skred");
    assertThat(slide.image())
        .isEqualTo(new Image("https://berg.example.no/skred.jpg", "Stein på veien", 1600, 900));
    assertThat(slide.related())
        .containsExactly(new Related("Ras i fjor", "https://berg.example.no/2025/02/ras/", null));
    assertThat(slide.featured()).isTrue();
    assertThat(slide.access()).isEqualTo(Article.Access.OPEN);

    // picking/P11: protected by a password.
    assertThat(feed.articles().get(1).access()).isEqualTo(Article.Access.RESTRICTED);
    assertThat(feed.articles().get(1).author()).isNull();
  }

  @Test
  void aSloppyFeedIsMendedAndWhatCannotBeIsNamed() {
    ParsedFeed feed = Fixtures.read("sloppy.xml", "https://sloppy.example/feed");
    assertThat(feed.title()).isEqualTo("Sloppy Times");
    assertThat(feed.articles())
        .extracting(Article::title)
        .containsExactly(
            "Fish & Chips é & ’n’ more",
            "No namespace",
            "Bold and unescaped",
            "Guid only",
            "Without a title, but with a good many words in…");
    Article fish = feed.articles().get(0);
    assertThat(fish.link()).isEqualTo("https://sloppy.example/a?x=1&y=2");
    assertThat(fish.author()).isEqualTo("Jo Berg");
    assertThat(fish.publishedAt()).isEqualTo(Instant.parse("2026-11-04T00:05:00Z"));
    // safety/T7: the counting pixel is no picture.
    assertThat(fish.image()).isEqualTo(new Image("https://cdn.sloppy.example/p.png", "", 0, 0));
    Article second = feed.articles().get(1);
    assertThat(second.author()).isEqualTo("Kim");
    assertThat(second.image()).isEqualTo(new Image("https://sloppy.example/b.jpg", "", 0, 0));
    assertThat(second.dating()).isEqualTo(Dating.NONE);
    assertThat(feed.articles().get(2).summary()).contains("<p>One<br>two");
    assertThat(feed.problems())
        .hasSize(6)
        .satisfiesExactlyInAnyOrder(
            line ->
                assertThat(line)
                    .startsWith("the document is not well-formed (")
                    .contains("7 of its 8"),
            line -> assertThat(line).isEqualTo("entry 8 has no end and was left out."),
            line -> assertThat(line).contains("\"next Tuesday\" makes no sense"),
            line -> assertThat(line).contains("link \"javascript:alert(1)\" is no http or https"),
            line -> assertThat(line).contains("\"javascript\" has no usable link"),
            line -> assertThat(line).contains("neither title nor link and"));
  }
}
