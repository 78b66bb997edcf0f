package digest.render;

import digest.delivery.Field;
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
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invented newsletters and stories. */
final class Samples {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  static final Map<Field, String> MIRA =
      Map.of(
          Field.NAME, "Mira",
          Field.ADDRESS, "mira@example.org",
          Field.SINCE, "3 March 2025",
          Field.UNSUBSCRIBE_LINK, "https://example.org/u/7fQ2k9",
          Field.PREFERENCES_LINK, "https://example.org/p/7fQ2k9");

  private Samples() {}

  static Map<Field, String> mira(Renderer renderer, Masthead masthead) {
    Map<Field, String> fields = new EnumMap<>(MIRA);
    fields.put(Field.SINCE, renderer.day(masthead, Instant.parse("2025-03-03T08:00:00Z")));
    return fields;
  }

  static Masthead masthead() {
    return new Masthead(
        "Alder Bay Courier",
        "The week in twelve stories",
        Locale.ENGLISH,
        ZONE,
        new Site(
            "Alder Bay Courier",
            "https://example.org/",
            "Alder Bay Courier, 12 Old Quay, 4021 Alder Bay"),
        "https://example.org/e/129",
        "digest");
  }

  static Masthead mastheadIn(Locale language) {
    Masthead english = masthead();
    return new Masthead(
        english.title(),
        english.tagline(),
        language,
        ZONE,
        english.site(),
        english.webLink(),
        "digest");
  }

  static Masthead arabicMasthead() {
    return new Masthead(
        "بريد خليج الحور",
        "الأسبوع في ستة أخبار",
        Locale.forLanguageTag("ar"),
        ZONE,
        new Site(
            "بريد خليج الحور",
            "https://example.org/",
            "بريد خليج الحور، ١٢ الرصيف القديم، خليج الحور"),
        "https://example.org/e/129",
        "digest");
  }

  static Edition edition(EditionContent content) {
    return new Edition(
        new Edition.Id(412),
        new Newsletter.Id("courier"),
        129,
        Slot.due(LocalDateTime.of(2026, 11, 27, 7, 0), ZONE),
        content,
        1,
        "0".repeat(64),
        Edition.State.DRAFT,
        Edition.Marks.NONE,
        Instant.parse("2026-11-27T05:00:00Z"));
  }

  static Edition of(Pick... picks) {
    return edition(
        new EditionContent(
            "Night ferries return, fines vanish, and 2,400 jars of seed",
            "Also: a tram map that works without colour, an early frost, and a toaster.",
            null,
            List.of(picks),
            List.of()));
  }

  static Edition english() {
    return edition(
        new EditionContent(
            "Night ferries return, fines vanish, and 2,400 jars of seed",
            "Also: a tram map that works without colour, an early frost, and a toaster that made"
                + " history.",
            "After eleven winters the late boat is back on the timetable, so we sent two reporters"
                + " across the water and back. Below that: a library that stopped counting days, a"
                + " basement full of beans, and the quiet pleasure of a map redrawn with care.",
            EnglishPicks.all(),
            List.of(
                new Related(
                    "How to read a ferry timetable like a local",
                    "https://example.org/b/311",
                    "Courier Notebook"),
                new Related(
                    "Five things we learned by counting bicycles",
                    "https://example.org/b/308",
                    "Courier Notebook"),
                new Related(
                    "How we choose the lead story, and who can say no",
                    "https://example.org/b/302",
                    null))));
  }

  static Edition arabic() {
    return edition(
        new EditionContent(
            "عودة عبّارات الليل ومكتبة بلا غرامات",
            "وأيضًا: خريطة ترام تُقرأ من دون ألوان، وصقيع مبكر في الوادي.",
            "بعد أحد عشر شتاءً عاد القارب المتأخر إلى جدول المواعيد، فأرسلنا مراسلَين عبرا الخليج"
                + " ذهابًا وإيابًا. وتجدون بعده مكتبة كفّت عن عدّ الأيام، وقبوًا مليئًا بالبذور.",
            ArabicPicks.all(),
            List.of(
                new Related(
                    "كيف تقرأ جدول العبّارات مثل أهل البلد",
                    "https://example.org/b/311",
                    "دفتر البريد"),
                new Related(
                    "خمسة أشياء تعلمناها من عدّ الدراجات",
                    "https://example.org/b/308",
                    "دفتر البريد"))));
  }

  static Pick pick(String section, ArticleOf article, String teaser) {
    return new Pick(
        article.build(),
        new Teaser(teaser, teaser.endsWith("[…]")),
        List.of(),
        section,
        2,
        Reason.PICKED,
        0);
  }

  static Pick lead(ArticleOf article, String teaser) {
    return new Pick(
        article.build(), new Teaser(teaser, false), List.of(), Pick.LEAD, 1, Reason.LEAD, 0);
  }

  static ArticleOf article(int number, String title) {
    return new ArticleOf("https://example.org/n/" + number, title);
  }

  /** An article in the making. */
  static final class ArticleOf {
    private final String title;
    private String link;
    private String source = "";
    private @Nullable Instant published;
    private @Nullable Image image;
    private @Nullable String language;

    private ArticleOf(String link, String title) {
      this.link = link;
      this.title = title;
    }

    ArticleOf link(String other) {
      link = other;
      return this;
    }

    ArticleOf source(String name) {
      source = name;
      return this;
    }

    ArticleOf on(String instant) {
      published = Instant.parse(instant);
      return this;
    }

    ArticleOf image(String file, int width, int height, String alt) {
      image = new Image("https://example.org/img/" + file, alt, width, height);
      return this;
    }

    ArticleOf image(Image other) {
      image = other;
      return this;
    }

    ArticleOf language(String tag) {
      language = tag;
      return this;
    }

    Article build() {
      Instant seen = Instant.parse("2026-11-26T12:00:00Z");
      return new Article(
          new Article.Id("a".repeat(20)),
          "https://example.org/feed",
          source,
          link,
          link,
          title,
          null,
          published == null ? seen : published,
          published == null ? Article.Dating.NONE : Article.Dating.EXACT,
          seen,
          "",
          null,
          List.of(),
          image,
          language,
          List.of(),
          false,
          Article.Access.OPEN);
    }
  }
}
