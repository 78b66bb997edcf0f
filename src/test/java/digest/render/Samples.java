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
import java.util.ArrayList;
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
            englishPicks(),
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

  private static List<Pick> englishPicks() {
    List<Pick> picks = new ArrayList<>();
    picks.add(
        new Pick(
            article(4401, "Night ferries return to Alder Bay after eleven years")
                .source("Alder Bay Courier")
                .on("2026-11-26T09:00:00Z")
                .image(
                    "lead.png",
                    1200,
                    640,
                    "A lit ferry crosses the bay at dusk, with a lighthouse on the far shore.")
                .build(),
            new Teaser(
                "From 4 January the last boat leaves the Old Quay at half past midnight instead of"
                    + " ten past nine. Hospital staff asked for it, the council agreed to a"
                    + " one-year trial, and two refitted boats will draw shore power while they"
                    + " wait. The harbour master expects a quiet January, and a waiting list by"
                    + " March […]",
                true),
            List.of(
                new Related(
                    "How the shore-power berths were paid for",
                    "https://example.org/n/4377",
                    "Quay Street Journal"),
                new Related(
                    "Every crossing from January, on one page",
                    "https://example.org/n/4398",
                    "Alder Bay Courier"),
                new Related(
                    "The captain who kept the last night log",
                    "https://example.org/n/4210",
                    "Tideline")),
            Pick.LEAD,
            1,
            Reason.LEAD,
            5));
    picks.add(
        pick(
            "Town",
            article(4399, "Library drops late fees and gets its books back")
                .source("Alder Bay Courier")
                .on("2026-11-25T09:00:00Z")
                .image("library.png", 240, 240, "A row of books on a shelf."),
            "Six months after the fines ended, returns are up by a third. Staff say the shame was"
                + " always the expensive part, and that three people brought back atlases borrowed"
                + " in the nineties […]"));
    picks.add(
        new Pick(
            article(4396, "A tram map that no longer relies on colour")
                .source("Open Ledger")
                .on("2026-11-25T08:00:00Z")
                .image(
                    "tram.png",
                    240,
                    240,
                    "Detail of a tram map with dashed, dotted and solid lines.")
                .build(),
            new Teaser(
                "Every line now has its own pattern as well as its own shade, and every stop a"
                    + " shape. Forty riders with low vision tested the drafts at the depot before"
                    + " a single poster was printed […]",
                true),
            List.of(
                new Related(
                    "What the test riders circled in red",
                    "https://example.org/n/4381",
                    "Open Ledger"),
                new Related(
                    "Bus shelters get larger timetables in spring",
                    "https://example.org/n/4359",
                    "Alder Bay Courier")),
            "Town",
            3,
            Reason.PICKED,
            0));
    picks.add(
        pick(
            "Town",
            article(4386, "Council opens every contract above 500 crowns")
                .source("Open Ledger")
                .on("2026-11-23T09:00:00Z"),
            "The files go back six years and can be downloaded in one piece. The first thing"
                + " readers found was that the town had been paying for two different street-lamp"
                + " surveys […]"));
    picks.add(
        pick(
            "Land & Sea",
            article(4393, "Growers brace for the hardest early frost in decades")
                .source("Field & Fold")
                .on("2026-11-24T09:00:00Z"),
            "Minus nine is forecast for the upper valley on Sunday night. Orchards are lending"
                + " each other covers, and the fire brigade has agreed to fill water tanks until"
                + " midnight […]"));
    picks.add(
        pick(
            "Land & Sea",
            article(4390, "School basement becomes a seed bank with 2,400 jars")
                .source("Tideline")
                .on("2026-11-24T08:00:00Z")
                .image("seeds.png", 240, 240, "Two labelled glass jars filled with seeds."),
            "What began as a biology project now keeps beans that three nearby farms had stopped"
                + " growing. Pupils write each label by hand and test a spoonful for sprouting"
                + " every autumn […]"));
    picks.add(
        pick(
            Pick.MORE,
            article(4384, "Repair café mends its ten-thousandth object, a toaster")
                .source("Quay Street Journal")
                .on("2026-11-23T08:00:00Z"),
            "It took four minutes and one screw. The owner had driven past the café for years,"
                + " certain that nobody could still fix a machine older than herself […]"));
    picks.add(
        pick(
            Pick.MORE,
            article(4372, "Lighthouse cottage will house three apprentices")
                .source("Alder Bay Courier")
                .on("2026-11-22T09:00:00Z"),
            "The rooms have stood empty since the lamp was automated. From spring they will be let"
                + " at a student rate to trainees from the boatyard, on one condition: someone"
                + " must wind the clock […]"));
    picks.add(
        pick(
            Pick.MORE,
            article(4369, "Choir rehearses by radio after the hall roof leaks")
                .source("Quay Street Journal")
                .on("2026-11-16T09:00:00Z"),
            "Ninety singers, one transmitter and a delay of almost nothing. The conductor now"
                + " counts in from a van outside, and says the altos have never been so punctual"
                + " […]"));
    picks.add(
        pick(
            Pick.MORE,
            article(4365, "Nine benches, nine makers, one long argument about backrests")
                .source("Open Ledger")
                .on("2026-11-15T09:00:00Z"),
            "The promenade asked for seats and got a debate. The jury sat on each of them for an"
                + " hour in the rain before it voted, and then voted again […]"));
    picks.add(
        pick(
            Pick.MORE,
            article(4361, "The ferry cat has a successor")
                .source("Tideline")
                .on("2026-11-14T09:00:00Z"),
            "She came aboard with a crate of leeks and did not leave. The crew have put her on the"
                + " duty roster, between the second mate and the kettle […]"));
    picks.add(
        pick(
            Pick.MORE,
            article(4350, "Why the tide tables are printed on yellow paper")
                .source("Tideline")
                .on("2025-12-30T09:00:00Z"),
            "It has nothing to do with fog. A printer in the old town had one roll left in 1931,"
                + " and the harbour has been polite about it ever since […]"));
    return picks;
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
