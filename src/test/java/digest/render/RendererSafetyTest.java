package digest.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import digest.delivery.Rendering;
import digest.edition.Image;
import digest.edition.Masthead;
import digest.edition.Pick;
import digest.edition.Related;
import digest.edition.Site;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What feeds and templates must not be able to do. */
class RendererSafetyTest {
  private static final Limits TIGHT = new Limits(Duration.ofMillis(400), 20_000);

  private final Renderer renderer = new Renderer(Templates.at(null));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${1+1}",
        "<#assign x=1>",
        "<#include \"digest.txt.ftl\">",
        "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
        "#{3}",
        "[#if true]",
        "<@story/>",
        "${'$'}{recipient.address}"
      })
  @DisplayName("safety/T4: FreeMarker's syntax in a feed is text")
  void freeMarkersSyntaxInAFeedIsText(String hostile) {
    Rendering rendering = renderAll(hostile);

    Document html = Jsoup.parse(rendering.html());
    assertThat(html.expectFirst("h2").text()).isEqualTo(hostile);
    assertThat(html.expectFirst("h3").text()).isEqualTo(hostile);
    assertThat(rendering.text()).contains("1. " + hostile, "2. " + hostile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
        "${\"freemarker.template.utility.ObjectConstructor\"?new()(\"java.io.File\", \"/\")}",
        "${lead?api.class}",
        "${lead.class.name}",
        "${lead.article.getClass()}",
        "${newsletter.title.bytes}",
        "${lead.article.title?interpret}",
        "<@lead.article.title?interpret />",
        "${lead.article.title?eval}",
        "${lead.article.title?no_esc}",
        "<#noautoesc>${lead.article.title}</#noautoesc>",
        "<#outputformat \"plainText\">${lead.article.title}</#outputformat>",
        "<#ftl auto_esc=false>${lead.article.title}",
        "<#ftl output_format=\"plainText\">${lead.article.title}",
        "<#include \"/etc/passwd\">",
        "<#include \"../../../../../etc/passwd\">",
        "<#include \"file:///etc/passwd\" parse=false>",
        "<#import \"..\\\\..\\\\secret.ftl\" as x>"
      })
  @DisplayName("safety/T4, safety/T11: a hostile template reaches no class, no file, no raw markup")
  void aHostileTemplateReachesNothing(String hostile) {
    assertThatThrownBy(() -> render(hostile, Limits.DEFAULT))
        .isInstanceOf(TemplateFault.class)
        .hasMessageStartingWith("templates/digest.html.ftlh")
        .hasMessageNotContaining("root:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<#list 1.. as x></#list>",
        "<#list 1.. as x><#list 1..10 as y></#list></#list>",
        "<#macro m><#list 1.. as x><#assign y = x></#list></#macro><@m/>",
        "<#attempt><#list 1.. as x></#list><#recover>done</#attempt>",
        "${(1..60000000)?filter(x -> x < 0)?size}",
        "<#macro m n><#if n gt 0><@m n-1/><@m n-1/></#if></#macro><@m 24/>"
      })
  @DisplayName("safety/T4: a template without end is ended")
  void aTemplateWithoutEndIsEnded(String endless) {
    long start = System.nanoTime();

    assertThatThrownBy(() -> render(endless, TIGHT))
        .isInstanceOf(TemplateFault.class)
        .hasMessageContaining("took longer than");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("safety/T4: a loop without output hears the interrupt, in included files too")
  void aLoopWithoutOutputHearsTheInterrupt() {
    Map<String, String> files =
        Map.of(
            "digest.html.ftlh", "<#include \"parts/loop.ftlh\">",
            "digest.txt.ftl", "",
            "parts/loop.ftlh", "<#list 1.. as x></#list>");
    Renderer tight = new Renderer(Templates.frozen(files), TIGHT);

    assertThatThrownBy(() -> tight.full(Samples.masthead(), Samples.of(), Samples.MIRA))
        .isInstanceOf(TemplateFault.class);

    await().atMost(Duration.ofSeconds(30)).until(() -> !isRendering());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<#list 1.. as x>0123456789</#list>",
        "<#macro m>x<@m/></#macro><@m/>",
        "<#assign x = 'x'><#list 1..1000 as i><#assign x = x + x></#list>"
      })
  @DisplayName("safety/T4: a template that makes too much is ended")
  void aTemplateThatMakesTooMuchIsEnded(String greedy) {
    assertThatThrownBy(() -> render(greedy, new Limits(Duration.ofSeconds(30), 2_000_000)))
        .isInstanceOf(TemplateFault.class)
        .hasMessageMatching("(?s).*(made more than 2000000 bytes|needs too much memory).*");
  }

  @Test
  @DisplayName("safety/T4: five seconds and two megabytes are the limits")
  void theLimitsAreThoseOfTheRule() {
    assertThat(Limits.DEFAULT).isEqualTo(new Limits(Duration.ofSeconds(5), 2_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</td></tr></table><h1>Gone</h1>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "<!--",
        "]]><style>*{display:none}</style>",
        "&lt;b&gt; &amp; &#60;",
        "<svg><style><img src=x></style></svg>"
      })
  @DisplayName("safety/T5, desk/M11: HTML in feeds is text, and what comes after stays whole")
  void htmlInFeedsIsText(String hostile) {
    Document html = Jsoup.parse(renderAll(hostile).html());
    Document harmless = Jsoup.parse(renderAll("Harmless").html());

    assertThat(html.expectFirst("h2").text()).isEqualTo(hostile);
    assertThat(html.select("h3").eachText()).contains(hostile, "What comes after");
    assertThat(html.select("li").text()).contains(hostile);
    assertThat(html.getAllElements().eachAttr("class"))
        .isEqualTo(harmless.getAllElements().eachAttr("class"));
    assertThat(html.select("script, svg, [onerror], [onmouseover]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//example.org/x",
        "/relative",
        "relative",
        "https://user:word@example.org/",
        "https://user@example.org/",
        "https:///nohost",
        "http://",
        "https://example.org/a b",
        "https://example.org/\"onclick=",
        "https://example.org\\@evil.example",
        "https://example.org/\u202Egro",
        "https://example.org/\uFDD3",
        "mailto:a@example.org",
        ""
      })
  @DisplayName("safety/T6: only absolute http and https links without user info get into a mail")
  void otherLinksAreDropped(String link) {
    Pick pick =
        Samples.pick(Pick.MORE, Samples.article(1, "The title stays").link(link), "Text stays.");
    Masthead masthead =
        new Masthead(
            "Courier",
            "",
            Samples.masthead().language(),
            Samples.ZONE,
            new Site("Courier", link, "1 Quay"),
            link,
            "digest");
    Rendering rendering = renderer.full(masthead, Samples.of(pick), Samples.MIRA);

    assertThat(Jsoup.parse(rendering.html()).select("a").eachAttr("href"))
        .containsExactly("https://example.org/u/7fQ2k9", "https://example.org/p/7fQ2k9");
    assertThat(rendering.text()).contains("1. The title stays", "Text stays.");
    assertThat(rendering.text().lines()).noneMatch(line -> line.contains("Read more"));
    assertThat(Jsoup.parse(rendering.html()).select("h3").text()).isEqualTo("The title stays");
  }

  @Test
  @DisplayName("safety/T6: a query is kept byte for byte")
  void aQueryIsKeptByteForByte() {
    String link = "HTTPS://example.org/a%2Fb?x=1&y=%20&z=a+b;c='d'&copy=1#frag";
    Pick pick = Samples.pick(Pick.MORE, Samples.article(1, "Title").link(link), "");
    Rendering rendering = renderer.full(Samples.masthead(), Samples.of(pick), Samples.MIRA);

    assertThat(Jsoup.parse(rendering.html()).select("h3 a").attr("href")).isEqualTo(link);
    assertThat(rendering.text()).contains("Read more: " + link + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "//example.org/x.png", "data:image/png;base64,x"})
  @DisplayName("safety/T6: a picture from elsewhere is dropped")
  void aPictureFromElsewhereIsDropped(String address) {
    Pick odd =
        Samples.pick(
            Pick.MORE, Samples.article(1, "Title").image(new Image(address, "", 100, 100)), "");
    Pick unmeasured =
        Samples.pick(Pick.MORE, Samples.article(2, "Two").image("a.png", 0, 0, ""), "");

    assertThat(
            Jsoup.parse(
                    renderer
                        .full(Samples.masthead(), Samples.of(odd, unmeasured), Samples.MIRA)
                        .html())
                .select("img"))
        .isEmpty();
  }

  @Test
  @DisplayName("safety/T24: overrides, unbalanced isolates, tags and combining floods go nowhere")
  void hiddenCharactersGoNowhere() {
    String hostile =
        "a\u202Eb\u202Dc\u2066d\u2067e\u2068f\u2069g\u202A\u202Bh\u202Ci"
            + "\u200B\uFEFF\u2060\u00ADj\uDB40\uDC41\uD800k\u0000\u001B[31m\u0085\u2028l"
            + "\uFDD0\uFDD3\uFFFEe"
            + "\u0301".repeat(500)
            + "m";
    Rendering rendering = renderAll(hostile);

    for (String part : new String[] {rendering.html(), rendering.text()}) {
      assertThat(part)
          .doesNotContainPattern(
              "[\\u202A-\\u202E\\uFDD0-\\uFDEF\\uFFFE\\u0000-\\u0009\\u000B-\\u001F]")
          .doesNotContainPattern("[\\u0080-\\u009F\\u2028\\u2029\\u00AD]|\\x{E0041}")
          .doesNotContainPattern("\\u0301{9}");
    }
    assertThat(rendering.html())
        .doesNotContainPattern("[\\u2066-\\u2069\\uD800](?![\\uDC00-\\uDFFF])");
    assertThat(Jsoup.parse(rendering.html()).expectFirst("h2").text())
        .startsWith("abcdefghijk [31m le\u0301")
        .endsWith("m");
  }

  @Test
  @DisplayName("safety/T24: isolates are balanced on each line of the text part")
  void isolatesAreBalancedOnEachLine() {
    String mixed =
        "نص \u2067 unbalanced \u2068 words that go on for more than one line of text".repeat(4);
    for (Masthead masthead : new Masthead[] {Samples.masthead(), Samples.arabicMasthead()}) {
      Pick pick = Samples.pick(Pick.MORE, Samples.article(1, mixed).source(mixed), mixed);
      String text = renderer.full(masthead, Samples.of(pick), Samples.MIRA).text();
      assertThat(text).contains("\u2068");
      for (String line : text.lines().toList()) {
        assertThat(line.chars().filter(c -> c == '\u2068').count())
            .as(line)
            .isEqualTo(line.chars().filter(c -> c == '\u2069').count());
      }
    }
  }

  private Rendering renderAll(String text) {
    Pick lead =
        Samples.lead(Samples.article(1, text).source(text).image("a.png", 600, 300, text), text);
    Pick other =
        new Pick(
            Samples.article(2, text).source(text).image("b.png", 600, 300, text).build(),
            lead.teaser(),
            List.of(new Related(text, "https://example.org/r", text)),
            Pick.MORE,
            2,
            lead.reason(),
            3);
    Pick after = Samples.pick(Pick.MORE, Samples.article(3, "What comes after"), "Still here.");
    return renderer.full(Samples.masthead(), Samples.of(lead, other, after), Samples.MIRA);
  }

  private static void render(String html, Limits limits) {
    Map<String, String> files = Map.of("digest.html.ftlh", html, "digest.txt.ftl", "");
    Pick lead = Samples.lead(Samples.article(1, "\"<b>\""), "Teaser");
    new Renderer(Templates.frozen(files), limits)
        .full(Samples.masthead(), Samples.of(lead), Samples.MIRA);
  }

  private static boolean isRendering() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("render"))
        .anyMatch(
            thread ->
                Arrays.stream(thread.getValue())
                    .anyMatch(frame -> frame.getClassName().startsWith("freemarker.")));
  }
}
