package digest.render;

import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Masthead;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Site;
import digest.edition.Teaser;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The samples and the editions that break layouts, rendered. */
final class WorstCases {

  static final String LONG_WORD = "Donaudampfschiff".repeat(19);

  private final Renderer renderer;

  WorstCases(Renderer renderer) {
    this.renderer = renderer;
  }

  /** The samples and the worst cases, by name. */
  Map<String, Rendering> all() {
    Map<String, Rendering> all = new LinkedHashMap<>();
    all.put("english", renderer.full(Samples.masthead(), Samples.english(), Samples.MIRA));
    all.put("arabic", render(Samples.arabicMasthead(), Samples.arabic()));
    all.put("german", render(Samples.mastheadIn(Locale.GERMAN), Samples.english()));
    all.put("french", render(Samples.mastheadIn(Locale.FRENCH), Samples.english()));
    all.put("english in arabic", render(Samples.arabicMasthead(), Samples.english()));
    all.put("arabic in english", render(Samples.masthead(), Samples.arabic()));
    all.put("empty", render(Samples.masthead(), Samples.of()));
    all.put(
        "one", render(Samples.masthead(), Samples.of(Samples.lead(Samples.article(1, "A"), "T"))));
    all.put("bare", bare());
    all.put("long", longWords());
    all.put("mixed", mixed());
    all.put("correction", correction(Samples.masthead()));
    all.put("correction in arabic", correction(Samples.arabicMasthead()));
    all.put(
        "correction on the web",
        renderer.full(inTemplate(Samples.masthead()), retracted(), Map.of()));
    all.put("web", renderer.full(Samples.masthead(), Samples.english(), Map.of()));
    return all;
  }

  Rendering render(Masthead masthead, Edition edition) {
    return renderer.full(masthead, edition, Samples.mira(renderer, masthead));
  }

  private Rendering correction(Masthead masthead) {
    return render(inTemplate(masthead), retracted());
  }

  private static Masthead inTemplate(Masthead of) {
    return new Masthead(
        of.title(), of.tagline(), of.language(), of.zone(), of.site(), of.webLink(), "correction");
  }

  /** An editor's words, with all that hurts a layout. */
  private static Edition retracted() {
    return Samples.edition(
        new EditionContent(
            "Correction: " + LONG_WORD,
            "We were < wrong > & say so",
            "We were < wrong > & say so:\n" + LONG_WORD + "\n\n\n\nשגיאה שלנו\n\nThe desk",
            List.of(),
            List.of()));
  }

  Rendering bare() {
    Masthead masthead =
        new Masthead(
            "Courier",
            "",
            Locale.ENGLISH,
            Samples.ZONE,
            new Site("Courier", "", "1 Quay"),
            "",
            "digest");
    Edition edition =
        Samples.edition(
            new EditionContent(
                "Subject",
                "",
                null,
                List.of(
                    Samples.lead(Samples.article(1, "Bare").link(""), ""),
                    Samples.pick(Pick.MORE, Samples.article(2, "Also bare").link(""), "")),
                List.of()));
    Map<Field, String> unnamed = new EnumMap<>(Samples.MIRA);
    unnamed.remove(Field.NAME);
    return renderer.full(masthead, edition, unnamed);
  }

  Rendering longWords() {
    Pick pick =
        new Pick(
            Samples.article(1, LONG_WORD).source(LONG_WORD).image("a.png", 9, 9, LONG_WORD).build(),
            new Teaser(LONG_WORD, false),
            List.of(new Related(LONG_WORD, "https://example.org/" + "x".repeat(300), LONG_WORD)),
            LONG_WORD,
            1,
            Reason.PICKED,
            1);
    return render(Samples.masthead(), Samples.of(pick));
  }

  Rendering mixed() {
    Pick hebrew =
        Samples.pick(
            "Town",
            Samples.article(1, "כותרת בעברית").language("he").image("a.png", 9, 9, ""),
            "טקסט");
    Pick arabic =
        new Pick(
            Samples.article(2, "مكتبة تلغي الغرامات").source("Ledger").build(),
            new Teaser("نص", false),
            List.of(new Related("كيف دُفع", "https://example.org/r", "Ledger")),
            "Town",
            2,
            hebrew.reason(),
            0);
    Pick plain = Samples.pick("Town", Samples.article(3, "Plain").language("en"), "Text.");
    return render(Samples.masthead(), Samples.of(hebrew, arabic, plain));
  }
}
