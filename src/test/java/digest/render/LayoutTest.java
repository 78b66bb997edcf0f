package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Rendering;
import digest.edition.Pick;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the mail's look, on the shipped templates and on the worst editions. */
class LayoutTest {
  private final Renderer renderer = new Renderer(Templates.at(null));
  private final WorstCases cases = new WorstCases(renderer);

  @Test
  @DisplayName("desk/M1: twelve rich picks stay far under 40 kB, their lines under 998 bytes")
  void twelveRichPicksAreSmall() {
    assertThat(bytes(english().html())).isLessThan(30_000);
    for (Rendering rendering : cases.all().values()) {
      assertThat(rendering.html().lines()).allMatch(line -> bytes(line) <= 998);
      assertThat(rendering.text().lines()).allMatch(line -> bytes(line) <= 998);
    }
  }

  @Test
  @DisplayName("desk/M2: text lines have at most 72 columns unless they hold one URL")
  void textLinesAreNarrow() {
    cases
        .all()
        .forEach(
            (name, rendering) ->
                assertThat(rendering.text().lines())
                    .as(name)
                    .allMatch(
                        line -> Columns.width(line) <= 72 || line.matches(".*https?://\\S+")));
  }

  @Test
  @DisplayName("desk/M3, delivery/M5: both parts have the same picks and links in the same order")
  void bothPartsSayTheSame() {
    cases
        .all()
        .forEach(
            (name, rendering) -> {
              assertThat(Parity.check(Jsoup.parse(rendering.html()), rendering.text()))
                  .as(name)
                  .isEmpty();
              assertThat(links(rendering.text())).as(name).isEqualTo(htmlLinks(rendering.html()));
            });
  }

  @Test
  @DisplayName("desk/M3: no entity, tag or filler in the text part, no blank line tripled")
  void theTextPartIsPlain() {
    cases
        .all()
        .forEach(
            (name, rendering) ->
                assertThat(rendering.text())
                    .as(name)
                    .doesNotContainPattern(
                        "&(#\\d+|[a-z]+);|</?[a-z]+|[\\u2007\\uFEFF\\u034F\\u200B]")
                    .doesNotContain("\n\n\n\n")
                    .doesNotContainPattern("(?m)[ \\t]+$|^ *[|-]? *[|:]|\\| *$")
                    .endsWith("\n"));
  }

  @Test
  @DisplayName("desk/M6: one h1, no skipped levels, layout tables, pictures with alt and size")
  void theOutlineIsWhole() {
    cases
        .all()
        .forEach(
            (name, rendering) -> {
              Document html = Jsoup.parse(rendering.html());
              assertThat(html.select("h1")).as(name).hasSize(1);
              int before = 1;
              for (Element heading : html.select("h1, h2, h3, h4, h5, h6")) {
                int level = heading.tagName().charAt(1) - '0';
                assertThat(level).as(name + ": " + heading.text()).isLessThanOrEqualTo(before + 1);
                before = level;
              }
              assertThat(html.select("table:not([role=presentation])")).as(name).isEmpty();
              assertThat(html.select("img:not([alt]), img:not([width]), img:not([height])"))
                  .isEmpty();
              assertThat(html.select("img").eachAttr("src"))
                  .allMatch(src -> src.startsWith("https:"));
              assertThat(html.select("a:not(:matches(\\S)):not(:has(img[alt~=.]))"))
                  .as(name)
                  .isEmpty();
            });
  }

  @Test
  @DisplayName("desk/M7: lang and dir stand on html and on the article")
  void languageStandsTwice() {
    cases
        .all()
        .forEach(
            (name, rendering) -> {
              Document html = Jsoup.parse(rendering.html());
              Element article = html.expectFirst("[role=article]");
              Element root = html.expectFirst("html");
              assertThat(article.attr("lang")).as(name).isNotEmpty().isEqualTo(root.attr("lang"));
              assertThat(article.attr("dir")).as(name).isNotEmpty().isEqualTo(root.attr("dir"));
            });
  }

  @Test
  @DisplayName("desk/M8: no text under 14 px; each colour has a class that the dark rules reach")
  void textIsLargeAndColoursHaveADarkSide() {
    Document html = Jsoup.parse(english().html());
    for (Element element : html.body().getAllElements()) {
      Pattern.compile("font-size:(\\d+)px")
          .matcher(element.attr("style"))
          .results()
          .forEach(size -> assertThat(Integer.parseInt(size.group(1))).isGreaterThanOrEqualTo(14));
      boolean isColoured = element.attr("style").matches("(^|.*[;])(background-)?color:.*");
      boolean isPicture = element.tagName().equals("img");
      boolean isButton = element.parents().hasClass("btn");
      if (isColoured && !isPicture && !isButton) {
        assertThat(element.classNames())
            .as(element.outerHtml())
            .containsAnyOf("bg", "card", "ink", "txt", "mut", "acc", "rust", "tint", "btn", "bar");
      }
    }
  }

  @Test
  @DisplayName("desk/M9: Outlook's branches, phone and dark rules are there, in their own blocks")
  void specialBlocksAreKept() {
    String html = english().html();
    assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\"");
    assertThat(html)
        .contains(
            "<!--[if mso]><table role=\"presentation\" border=\"0\" cellpadding=\"0\""
                + " cellspacing=\"0\" width=\"600\" align=\"center\"><tr><td><![endif]-->",
            "<!--[if mso]></td></tr></table><![endif]-->",
            "@media (max-width:620px){\n.px{padding-left:22px!important",
            "<style>\n@media (prefers-color-scheme:dark){\n.bg{background-color:#101416!important}",
            "<style>\n[data-ogsb] .bg{background-color:#101416!important}",
            "@media (hover:hover){a:hover{text-decoration:underline!important}}");
    assertThat(Jsoup.parse(html).select("head > style")).hasSize(3);
    assertThat(html).doesNotContain("var(", "data-embed", "rgb(", "${", "<#", "<@");
  }

  @Test
  @DisplayName("desk/M12: the preview line comes first, followed by 40 fillers only")
  void thePreviewLineComesFirst() {
    Element first = Jsoup.parse(english().html()).body().child(0);
    assertThat(first.attr("style")).contains("display:none", "mso-hide:all");
    assertThat(first.text()).startsWith("Also: a tram map");
    String filler = first.wholeText().substring(first.wholeText().indexOf('\n'));
    assertThat(filler.replaceAll("[\\s]", "")).isEqualTo("\u2007\uFEFF\u034F".repeat(40));
  }

  @Test
  @DisplayName("desk/M14: why, unsubscribe, preferences, web view and postal address in both parts")
  void theFooterIsComplete() {
    Rendering english = english();
    for (String part : List.of(Jsoup.parse(english.html()).text(), english.text())) {
      assertThat(part)
          .contains("You get this because", "mira@example.org", "3 March 2025", "Unsubscribe")
          .contains("Change preferences", "View in browser", "12 Old Quay, 4021 Alder Bay");
    }
  }

  @Test
  @DisplayName("desk/M10: what is missing leaves no gap and no orphan dot")
  void whatIsMissingLeavesNoGap() {
    Document html = Jsoup.parse(sample("bare").html());
    assertThat(html.body().text())
        .isEqualTo(
            "Courier Friday, 27 November 2026 · No. 129 Lead story Bare More news Also bare"
                + " You get this because mira@example.org signed up for Courier on 3 March 2025."
                + " Unsubscribe · Change preferences 1 Quay");
    assertThat(html.select("p:matchesOwn(^\\s*$):not(:has(*))")).isEmpty();
    assertThat(html.select("img, ul, [class=tint]")).isEmpty();
    assertThat(sample("bare").text())
        .isEqualTo(
            """
            COURIER
            Friday, 27 November 2026 | No. 129
            ========================================================================


            LEAD STORY
            ========================================================================

            1. Bare


            MORE NEWS
            ========================================================================

            2. Also bare


            ========================================================================
            You get this because this address signed up for Courier:
            mira@example.org
            Since 3 March 2025

            Unsubscribe:
            https://example.org/u/7fQ2k9
            Change preferences:
            https://example.org/p/7fQ2k9

            1 Quay
            """);
  }

  @Test
  @DisplayName(
      "desk/M10: a word of 300 letters can break every 30 and shows no seam in the text part")
  void aLongWordCanBreak() {
    Rendering rendering = sample("long");
    assertThat(rendering.html()).doesNotContainPattern("(?<![\\w:/.-])[A-Za-z]{41}");
    Document html = Jsoup.parse(rendering.html());
    assertThat(html.expectFirst("h3").wholeText().replace("\u200B", ""))
        .isEqualTo(WorstCases.LONG_WORD);
    assertThat(html.expectFirst("h3").wholeText().split("\u200B", -1))
        .allMatch(part -> part.length() <= 40);
    assertThat(rendering.text().replaceAll("\\s", ""))
        .contains(WorstCases.LONG_WORD)
        .doesNotContain("\u200B");
  }

  @Test
  @DisplayName("picking/T16, desk/M10: a story in the other direction says so on its cell")
  void aStoryInTheOtherDirectionSaysSo() {
    Document html = Jsoup.parse(sample("mixed").html());
    Element cell = html.select("h3:contains(עברית)").parents().select("td").first();
    assertThat(
            String.valueOf(
                cell == null ? "" : cell.attr("dir") + cell.attr("lang") + cell.attr("align")))
        .isEqualTo("rtlheright");
    Element guessed = html.expectFirst("h3:contains(مكتبة)").parent();
    assertThat(guessed == null ? "" : guessed.attr("dir") + guessed.attr("lang"))
        .isEqualTo("rtlund");
    assertThat(html.expectFirst("li a").attr("dir")).isEqualTo("rtl");
    assertThat(html.expectFirst("h3:contains(Plain)").parents().eachAttr("dir"))
        .containsOnly("ltr");
    assertThat(sample("mixed").text())
        .contains("1. \u2068כותרת בעברית\u2069", "3. Plain", "\u2068مكتبة تلغي الغرامات\u2069");
  }

  @Test
  @DisplayName(
      "desk: right to left swaps sides, arrow, fonts, and sets neither italics nor spacing")
  void rightToLeftSwapsSides() {
    String arabic = sample("arabic").html();
    String english = english().html();
    assertThat(arabic)
        .contains("border-right:3px", "padding-right:20px", "←", "Noto Sans Arabic")
        .doesNotContain("border-left:3px", "→", "font-style:italic", "Georgia", "-0.01em");
    assertThat(english)
        .contains("border-left:3px", "padding-left:20px", "→", "Georgia", "-0.01em")
        .doesNotContain("border-right:3px", "←", "dir=\"rtl\"", "&#39;Segoe");
    Document html = Jsoup.parse(arabic);
    assertThat(html.select("td[align=left]:not(.thumbcell):not([dir=ltr])")).isEmpty();
    assertThat(html.select("td.thumbcell").eachAttr("align")).containsOnly("left");
  }

  @Test
  @DisplayName("desk: pictures are shown in proportion, the lead 600 wide, the others 112")
  void picturesKeepTheirProportion() {
    Pick lead = Samples.lead(Samples.article(1, "A").image("a.png", 1600, 900, "Alt"), "");
    Pick other =
        Samples.pick(Pick.MORE, Samples.article(2, "B").image("b.png", 400, 300, "Alt"), "");
    Document html =
        Jsoup.parse(
            renderer.full(Samples.masthead(), Samples.of(lead, other), Samples.MIRA).html());
    Element large = html.select("img").get(0);
    Element small = html.select("img").get(1);
    assertThat(large.attr("width") + "x" + large.attr("height")).isEqualTo("600x338");
    assertThat(small.attr("width") + "x" + small.attr("height")).isEqualTo("112x84");
  }

  @Test
  @DisplayName("desk: sections stand in order between lead and More news, each under its heading")
  void sectionsStandInOrder() {
    assertThat(Jsoup.parse(english().html()).select("h2").eachText())
        .containsExactly(
            "Night ferries return to Alder Bay after eleven years",
            "Town",
            "Land & Sea",
            "More news",
            "Related posts");
    assertThat(english().text())
        .containsSubsequence("LEAD STORY", "TOWN", "LAND & SEA", "MORE NEWS", "RELATED POSTS");
  }

  @Test
  @DisplayName("desk/M15: same input, same bytes, from any instance")
  void sameInputSameBytes() {
    Rendering other =
        new Renderer(Templates.frozen(Templates.at(null).files()))
            .full(Samples.masthead(), Samples.english(), Samples.MIRA);
    assertThat(other).isEqualTo(english());
  }

  @Test
  @DisplayName("desk: comments in the mail are Outlook's or name a part, never a construct")
  void commentsAreHarmless() {
    List<String> comments = new ArrayList<>();
    Jsoup.parse(english().html())
        .traverse(
            (node, depth) -> {
              if (node instanceof Comment comment) {
                comments.add(comment.getData().strip());
              }
            });
    assertThat(comments)
        .isNotEmpty()
        .allMatch(comment -> comment.startsWith("[if mso]") || comment.matches("[a-z ]+"));
  }

  private Rendering english() {
    return renderer.full(Samples.masthead(), Samples.english(), Samples.MIRA);
  }

  private Rendering sample(String name) {
    return Objects.requireNonNull(cases.all().get(name), name);
  }

  private static List<String> links(String text) {
    return Pattern.compile("https?://\\S+")
        .matcher(text)
        .results()
        .map(found -> found.group())
        .distinct()
        .toList();
  }

  private static List<String> htmlLinks(String html) {
    return Jsoup.parse(html).select("a").eachAttr("href").stream().distinct().toList();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
