package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Pick;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** desk/D3: the part of preflight that needs nothing but the rendering. */
class MarkupCheckTest {
  private final Renderer renderer = new Renderer(Templates.at(null));
  private final Rendering good =
      renderer.open(Samples.masthead(), Samples.english(), new Variant(true)).orElseThrow();

  @Test
  void theShippedLookHasNoFindings() {
    assertThat(MarkupCheck.check(good)).isEmpty();
    assertThat(
            MarkupCheck.check(
                renderer
                    .open(Samples.arabicMasthead(), Samples.arabic(), new Variant(false))
                    .orElseThrow()))
        .isEmpty();
  }

  @Test
  void aFullRenderingIsCheckedWithTheMarkAsItsLink() {
    Map<Field, String> fields = new EnumMap<>(Samples.MIRA);
    fields.put(Field.UNSUBSCRIBE_LINK, String.valueOf(Field.UNSUBSCRIBE_LINK.mark()));
    assertThat(MarkupCheck.check(renderer.full(Samples.masthead(), Samples.english(), fields)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<a href='/x'>y</a>                   | links       | BLOCKER",
        "<a>y</a>                             | links       | BLOCKER",
        "<a href='javascript:x'>y</a>         | links       | BLOCKER",
        "<a href='//example.org'>y</a>        | links       | BLOCKER",
        "<a href='#top'>y</a>                 | links       | BLOCKER",
        "<a href='https://x.org/new'>y</a>    | parity      | WARNING",
        "<h3><a href='https://example.org/n/4399'>Other words</a></h3> | parity | WARNING",
        "<img src='https://x.org/a' alt='' width=1> | pictures | WARNING",
        "<img src='https://x.org/a' width=1 height=1>| pictures | WARNING",
        "<img src='http://x.org/a' alt='' width=1 height=1> | pictures | WARNING",
        "<img src='data:x' alt='' width=1 height=1> | pictures | WARNING",
        "<p>${recipient.name}</p>             | leftover    | WARNING",
        "<!-- <#if x> -->                     | leftover    | BLOCKER"
      })
  @DisplayName("desk/D3: each fault of the HTML part is found, once, with its rule")
  void eachFaultIsFound(String markup, String rule, Finding.Severity severity) {
    Rendering bad = new Rendering(good.html().replace("</body>", markup + "</body>"), good.text());
    assertThat(MarkupCheck.check(bad))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.text()).isNotBlank();
            });
  }

  @Test
  void mailAndFieldLinksAreFine() {
    Rendering mail =
        new Rendering(
            good.html().replace("</body>", "<a href='mailto:a@example.org'>x</a></body>"),
            good.text());
    assertThat(MarkupCheck.check(mail)).isEmpty();
  }

  @Test
  @DisplayName("desk/D3, delivery/M5: what the text part lacks, and what it has alone, is found")
  void partsThatDifferAreFound() {
    String link = "https://example.org/n/4396";
    assertThat(MarkupCheck.check(new Rendering(good.html(), good.text().replace(link, ""))))
        .extracting(Finding::text)
        .containsExactly("The link " + link + " is missing in the text part");
    assertThat(MarkupCheck.check(new Rendering(good.html(), good.text() + "https://x.org/alone\n")))
        .extracting(Finding::text)
        .containsExactly("The link https://x.org/alone is missing in the HTML part");
    String title = "Council opens every contract above 500 crowns";
    assertThat(MarkupCheck.check(new Rendering(good.html(), good.text().replace(title, "x"))))
        .extracting(Finding::text)
        .containsExactly("The headline \"" + title + "\" is missing in the text part");
    String moved = good.text().replace(title, "x").replaceFirst("\n", "\n" + title + "\n");
    assertThat(MarkupCheck.check(new Rendering(good.html(), moved)))
        .extracting(Finding::text)
        .containsExactly("The headline \"" + title + "\" stands elsewhere in the text part");
  }

  @Test
  @DisplayName("desk/D3: a mail without its unsubscribe link is blocked, whichever part lacks it")
  void aMailWithoutUnsubscribeIsBlocked() {
    String mark = String.valueOf(Field.UNSUBSCRIBE_LINK.mark());
    Rendering noText = new Rendering(good.html(), good.text().replace(mark, ""));
    Rendering noHtml =
        new Rendering(good.html().replace(mark, "https://example.org/"), good.text());
    for (Rendering bad : new Rendering[] {noText, noHtml}) {
      assertThat(MarkupCheck.check(bad))
          .singleElement()
          .satisfies(finding -> assertThat(finding.rule()).isEqualTo("unsubscribe"))
          .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Finding.Severity.BLOCKER));
    }
  }

  @ParameterizedTest
  @CsvSource({"85000,", "85001,WARNING", "95000,WARNING", "95001,BLOCKER"})
  @DisplayName("desk/M1, desk/D3: the size warns from 85,000 bytes and blocks from 95,000")
  void theSizeIsWatched(int bytes, Finding.@Nullable Severity severity) {
    assertThat(MarkupCheck.size(bytes).map(Finding::severity).orElse(null)).isEqualTo(severity);
  }

  @Test
  void aMailWithoutLanguageIsNoted() {
    Rendering silent = new Rendering(good.html().replace(" lang=\"en\"", ""), good.text());
    assertThat(MarkupCheck.check(silent)).extracting(Finding::rule).containsExactly("language");
  }

  @Test
  @DisplayName("safety/T24: a link to a host that looks like another is flagged")
  void aLookAlikeHostIsFlagged() {
    Pick pick = Samples.pick(Pick.MORE, Samples.article(1, "T").link("https://аpple.com/"), "");
    Rendering rendering =
        renderer.open(Samples.masthead(), Samples.of(pick), new Variant(false)).orElseThrow();
    assertThat(MarkupCheck.check(rendering)).extracting(Finding::rule).containsOnly("homograph");
  }
}
