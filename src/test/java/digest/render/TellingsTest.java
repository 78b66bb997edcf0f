package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Rendering;
import digest.edition.Masthead;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Teaser;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who else tells a story, and what was sent of it before. */
class TellingsTest {
  private static final Related LEDGER =
      new Related("Boats are back", "https://example.org/o/1", "Open Ledger");
  private static final Related TIDELINE =
      new Related("The <late> ferry", "https://example.org/t/2", "Tideline");
  private static final Related OLDER =
      new Related("Three boats return", "https://example.org/n/3", "Courier");

  private final Renderer renderer = new Renderer(Templates.at(null));

  @ParameterizedTest
  @ValueSource(strings = {Pick.LEAD, "Town", Pick.MORE})
  @DisplayName("picking/D3: the other sources stand under the teaser, each a link to its telling")
  void otherSourcesAreNamed(String section) {
    Rendering rendering = render(section, new Pick.Story(List.of(LEDGER, TIDELINE), null, 1));
    Element line = html(rendering).expectFirst("p:contains(Also)");
    assertThat(line.text()).isEqualTo("Also: Open Ledger, Tideline");
    assertThat(line.select("a").eachAttr("href")).containsExactly(LEDGER.link(), TIDELINE.link());
    assertThat(line.select("a").eachAttr("aria-label"))
        .containsExactly("Open Ledger: Boats are back", "Tideline: The <late> ferry");
    assertThat(line.select("a").eachAttr("style")).allMatch(css -> css.contains("underline"));
    assertThat(String.valueOf(line.previousElementSibling())).contains("The teaser");
    assertThat(rendering.text())
        .containsSubsequence(
            "The teaser",
            "Also:",
            "- Boats are back (Open Ledger)",
            LEDGER.link(),
            "- The <late> ferry (Tideline)",
            TIDELINE.link());
    assertThat(MarkupCheck.check(rendering)).extracting(Finding::rule).doesNotContain("parity");
  }

  @Test
  @DisplayName("picking/P8: an update says so in its meta line, and nothing else does")
  void anUpdateSaysSo() {
    Rendering update = render(Pick.MORE, new Pick.Story(List.of(), null, 2));
    assertThat(html(update).expectFirst("h3 + p").text()).isEqualTo("Updated · Courier");
    assertThat(update.text()).contains("Updated | Courier");
    Rendering plain = render(Pick.MORE, Pick.Story.PLAIN);
    assertThat(plain.html() + plain.text())
        .doesNotContain("Updated", "Update to", "Also: <a", "Also:\n");
  }

  @Test
  @DisplayName("picking/D2: a story with new figures names what was sent before, linked")
  void whatWasSentBeforeIsNamed() {
    Rendering rendering = render(Pick.MORE, new Pick.Story(List.of(), OLDER, 1));
    Element line = html(rendering).expectFirst("p:contains(Update to)");
    assertThat(line.text()).isEqualTo("Update to: Three boats return");
    assertThat(line.select("a").attr("href")).isEqualTo(OLDER.link());
    assertThat(rendering.text())
        .containsSubsequence("Update to:", "- Three boats return (Courier)", OLDER.link());
    assertThat(rendering.html()).doesNotContain(">Updated<");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Also:, Updated, Update to:",
    "de, Auch bei:, Aktualisiert, Aktualisierung zu:",
    "ar, أيضًا لدى:, مُحدَّث, تحديث لخبر:",
    "fr, Also:, Updated, Update to:"
  })
  @DisplayName("desk: said in the newsletter's language, else in English")
  void saidInTheNewslettersLanguage(String tag, String also, String updated, String updateTo) {
    Rendering rendering =
        render(
            Samples.mastheadIn(Locale.forLanguageTag(tag)),
            null,
            Pick.MORE,
            new Pick.Story(List.of(LEDGER), OLDER, 3));
    assertThat(html(rendering).text()).contains(also, updated, updateTo);
    assertThat(rendering.text()).contains(also, updated, updateTo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "//example.org/", "data:text/html,x", "", "a b"})
  @DisplayName("safety/T6: a telling whose link is not http or https is left out")
  void anUnsafeLinkIsLeftOut(String link) {
    Related unsafe = new Related("Title", link, "Nowhere");
    Rendering rendering = render(Pick.MORE, new Pick.Story(List.of(unsafe, LEDGER), unsafe, 1));
    assertThat(html(rendering).expectFirst("p:contains(Also)").text())
        .isEqualTo("Also: Open Ledger");
    assertThat(rendering.html() + rendering.text()).doesNotContain("Nowhere", "Update to");
  }

  @Test
  @DisplayName("picking/T16: names and titles of the other direction say so, and are isolated")
  void theOtherDirectionIsIsolated() {
    Related arabic = new Related("خريطة لكل الركاب", "https://example.org/t/9", "السجل");
    Rendering rendering = render(Pick.MORE, new Pick.Story(List.of(LEDGER, arabic), arabic, 1));
    Document html = html(rendering);
    assertThat(html.select("p:contains(Also) a").eachAttr("dir")).containsExactly("rtl");
    assertThat(html.expectFirst("p:contains(Update to) a").attr("dir")).isEqualTo("rtl");
    assertThat(rendering.text()).contains("- \u2068خريطة لكل الركاب\u2069 (\u2068السجل\u2069)");
  }

  @Test
  @DisplayName("picking/T16: under a story of another language the line keeps the newsletter's")
  void theLineKeepsTheNewslettersDirection() {
    Rendering rendering =
        render(Samples.masthead(), "he", Pick.MORE, new Pick.Story(List.of(LEDGER), null, 1));
    Element line = html(rendering).expectFirst("p:contains(Also)");
    assertThat(line.attr("lang") + line.attr("dir")).isEqualTo("enltr");
  }

  @Test
  @DisplayName("desk/M10: a telling without a source is shown by its title, not labelled twice")
  void aTellingWithoutASourceIsShownByItsTitle() {
    Related unnamed = new Related("Boats are back", "https://example.org/o/1", null);
    Element link =
        html(render(Pick.MORE, new Pick.Story(List.of(unnamed), null, 1)))
            .expectFirst("p:contains(Also) a");
    assertThat(link.text()).isEqualTo("Boats are back");
    assertThat(link.hasAttr("aria-label")).isFalse();
  }

  private Rendering render(String section, Pick.Story story) {
    return render(Samples.masthead(), null, section, story);
  }

  private Rendering render(
      Masthead masthead, @Nullable String language, String section, Pick.Story story) {
    Samples.ArticleOf article = Samples.article(1, "Ferries return").source("Courier");
    Pick pick =
        new Pick(
            (language == null ? article : article.language(language)).build(),
            new Teaser("The teaser.", false),
            List.of(),
            section,
            1,
            Reason.PICKED,
            0,
            story);
    return renderer.full(masthead, Samples.of(pick), Samples.MIRA);
  }

  private static Document html(Rendering rendering) {
    return Jsoup.parse(rendering.html());
  }
}
