package digest.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import digest.edition.TeaserRules;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextExtractorTest {

  private final TextExtractor extractor = new TextExtractor();

  @ParameterizedTest
  @DisplayName("safety/T5 picking/T15: no HTML and no script survives")
  @ValueSource(
      strings = {
        "<p>Safe<script>alert(1)</script></p>",
        "<p>Safe</p><SCRIPT SRC=//x.example/x.js></SCRIPT>",
        "<p onclick=alert(1)>Safe</p>",
        "<img src=x onerror=alert(1)><p>Safe</p>",
        "<svg><p><style><!--</style><img title=\"--><img src=x onerror=alert(1)>\"></svg><p>Safe",
        "<p>Safe</p><math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></math>",
        "<p>Safe</p><iframe srcdoc=\"<script>alert(1)</script>\">alert(1)</iframe>",
        "<p>Safe</p><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<p>Safe</p><template><script>alert(1)</script></template>",
        "<p>Safe</p><textarea><script>alert(1)</script></textarea>",
        "<p>Safe</p><!-- <p>alert(1)</p> -->",
        "<p>Safe</p><![CDATA[<script>alert(1)</script>]]>",
        "<p>Safe</p><object data=\"javascript:alert(1)\">alert(1)</object>",
        "<p>Safe</p><div style=\"display : none\">alert(1)</div>",
        "<p>Safe</p><p hidden>alert(1)</p>",
        "<p>Safe</p><select><option>alert(1)</select>",
        "&lt;p&gt;Safe&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
        "<p>Safe</p><title>alert(1)</title>",
        "<p>Safe</p><xmp>alert(1)</xmp>"
      })
  void noMarkupSurvives(String html) {
    assertThat(extractor.text(html, Known.NOTHING))
        .startsWith("Safe")
        .doesNotContain("alert", "<img");
  }

  @Test
  @DisplayName("safety/T5: what was text stays text, for the template to escape")
  void textThatLooksLikeMarkupStaysText() {
    assertThat(extractor.text("<p>5 &lt; 6 &amp; 7 > 3</p>", Known.NOTHING))
        .isEqualTo("5 < 6 & 7 > 3");
    assertThat(extractor.text("<p>Write &lt;script&gt; so.</p>", Known.NOTHING))
        .isEqualTo("Write <script> so.");
  }

  static Stream<String> bombs() {
    return Stream.of(
        "<div>".repeat(100_000) + "deep",
        "<b>".repeat(20_000) + "deep",
        "[caption".repeat(100_000),
        "[caption]".repeat(50_000) + "[/caption]",
        "&amp;".repeat(200_000),
        "a".repeat(1_000_000),
        "a@".repeat(200_000),
        "1 ".repeat(200_000),
        "a-".repeat(200_000),
        "“".repeat(100_000),
        "\u202B".repeat(100_000),
        "<p class=\"share\">" + "<p class=ad>x</p>".repeat(5_000),
        "e" + "\u0301".repeat(300_000),
        "👨\u200D".repeat(50_000),
        "ก".repeat(200_000),
        "http://".repeat(60_000),
        "www.".repeat(100_000),
        "….".repeat(100_000) + " Read more",
        "… ".repeat(1_000_000),
        "<div class=ad><p>a</p><p>b</p></div>".repeat(20_000),
        "<div class=share>".repeat(400) + "<p>a b c</p>".repeat(50_000),
        "<table><tr><td>".repeat(200) + "<p>a b c</p>".repeat(50_000),
        "[gallery ".repeat(100_000),
        "[embed]".repeat(200_000),
        "a/".repeat(500_000),
        "Aa. (".repeat(200_000) + "[…]",
        "x. (".repeat(200_000) + "[…]",
        "! ".repeat(500_000) + "[…]",
        "a.bb/".repeat(200_000),
        "(a ".repeat(300_000),
        "\u1100".repeat(300_000),
        "\u0915\u094D".repeat(200_000),
        "\u200C".repeat(300_000),
        "\u0D4E".repeat(300_000),
        "\uD83C\uDFFB".repeat(200_000),
        "<script>" + "x".repeat(10_000_000) + "</script><p>Late.</p>");
  }

  @ParameterizedTest
  @MethodSource("bombs")
  @DisplayName(
      "safety/T9 safety/F20: a hostile body costs seconds at most, and gives a short teaser")
  void aBombIsHarmless(String body) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          var article = Articles.article("x").html(body).summary(body).build();
          var sentences = new TeaserRules(TeaserRules.Mode.SENTENCES, 240, TeaserRules.MARKER);
          assertThat(new TeaserCutter().cut(article, sentences).text()).hasSizeLessThan(25_000);
          var teaser = new TeaserCutter().cut(article, TeaserRules.DEFAULT);
          assertThat(Graphemes.count(teaser.text())).isLessThan(500);
          assertThat(teaser.text().length()).isLessThan(25_000);
          assertThat(new ReadingTime().minutes(article)).isNotNegative();
        });
  }

  @ParameterizedTest
  @DisplayName("safety/T24: no character can be made of any number of others")
  @ValueSource(
      strings = {
        "👨\u200D",
        "\u1100",
        "\u1161",
        "\u11A8",
        "\uA960",
        "\u0600",
        "\u093E",
        "\u0915\u094D",
        "\u0915\u094D\u200D",
        "\u200C",
        "\uD83C\uDFFB",
        "\uD804\uDCBD",
        "\uD804\uDDC2",
        "\u0D4E",
        "\uFE0F",
        "\u20DD",
        "e\u0301\u0323"
      })
  void aFloodOfJoinsIsCutOff(String joins) {
    String clean = PlainText.clean("x" + joins.repeat(400));
    assertThat(PlainText.clean(clean)).isEqualTo(clean);
    var graphemes = Breaks.graphemes(clean);
    int begin = 0;
    for (int end = graphemes.next(); end >= 0; end = graphemes.next()) {
      assertThat(end - begin).isLessThan(80);
      begin = end;
    }
  }

  @ParameterizedTest
  @DisplayName("safety/T24: what scripts and emoji really join stays whole")
  @ValueSource(
      strings = {
        "👩🏽\u200D❤\uFE0F\u200D💋\u200D👨🏿",
        "👨\u200D👩\u200D👧\u200D👦",
        "می\u200Cخواهم",
        "ക്ഷ്ണ്യം",
        "र्त्स्न्य",
        "བསྒྲུབས",
        "ความรู้สึก",
        "বাংলাদেশের"
      })
  void realWordsStay(String word) {
    assertThat(PlainText.clean(word)).isEqualTo(word);
  }

  @ParameterizedTest
  @DisplayName("picking/T5: lines with nothing but a date or a reading time, and lines with more")
  @CsvSource(
      delimiter = '|',
      value = {
        "en | March 3, 2026 | true",
        "en | Tue, 3 Mar 2026 10:15:00 GMT | true",
        "en | 2026-03-03 10:15 | true",
        "en | 03/03/2026 | true",
        "en | Updated on 3 March 2026 at 5:30 pm | true",
        "en | 5 min read | true",
        "fr | Publié le 3 mars 2026 à 10h15 | true",
        "es | 3 de marzo de 2026 | true",
        "zh | 2026年3月3日 10:15 | true",
        "ko | 2026년 3월 3일 | true",
        "ru | 3 марта 2026 | true",
        "en | 42 | false",
        "en | In March 2026 the bridge fell | false",
        "en | March | false",
        "en | 2026-03-03T10:15:00+01:00 | true",
        "en | 3 hours ago | true",
        "en | Berlin, 3 March 2026 | true",
        "en | Berlin, 3 March 2026. | false",
        "en | Berlin and Rome, 3 March 2026 | false",
        "en | KYIV, March 3, 2026 (Reuters) — | false",
        "de | vor 3 Stunden | true",
        "ar | 3 مارس 2026 | true",
        "bn | প্রকাশ: ০৩ মার্চ ২০২৬, ১০:১৫ | true",
        "th | วันที่ 3 มีนาคม 2569 เวลา 10:15 น. | true",
        "en | KYIV, March 3 (Reuters) — | false"
      })
  void aDateLineIsNothingButADate(String language, String line, boolean expected) {
    assertThat(new DateLine(Locale.forLanguageTag(language)).matches(line)).isEqualTo(expected);
  }

  @Test
  @DisplayName("picking/T5: known dates, captions and bylines above the text go, below they stay")
  void onlyLeadingFurnitureGoes() {
    Known known =
        new Known(
            "Storm", "Jane Doe", List.of("Third of March"), List.of("A roof"), Locale.ENGLISH);
    String html =
        "<p>Third of March</p><p>A ROOF.</p><p>Jane Doe, The Courier</p><p>Roofs flew.</p><p>A roof</p>"
            + "<p>Jane Doe said so.</p>";
    assertThat(extractor.text(html, known)).isEqualTo("Roofs flew. A roof Jane Doe said so.");
    assertThat(extractor.text("<p>Jane Doe won the race.</p>", known))
        .isEqualTo("Jane Doe won the race.");
    assertThat(extractor.text("<p>By Jane and the sea</p>", Known.NOTHING))
        .isEqualTo("By Jane and the sea");
  }

  @Test
  void aLongCaptionAboveTheTextGoesToo() {
    String caption = "A long caption that tells of the harbour at dawn ".repeat(8).strip();
    Known known = new Known("", null, List.of(), List.of(caption), Locale.ROOT);
    assertThat(extractor.text("<p>" + caption + ".</p><p>Text.</p>", known)).isEqualTo("Text.");
  }

  @Test
  void aReadMoreLineIsNoTextAndEndsNothing() {
    assertThat(extractor.text("<p>One.</p><p><a>Read more »</a></p><p>Two.</p>", Known.NOTHING))
        .isEqualTo("One. Two.");
  }

  @Test
  @DisplayName("safety/F20: random markup gives clean text and never fails; seeds 0 to 499")
  void randomMarkupGivesCleanText() {
    List<String> pieces =
        List.of(
            "<p>",
            "</p>",
            "<div class='share'>",
            "</div>",
            "<b>",
            "</i>",
            "<br>",
            "<table>",
            "<td>",
            "text ",
            "&#8217;",
            "&amp;amp;",
            "&",
            "<",
            ">",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "[caption]",
            "[/caption]",
            "<h2>",
            "</h2>",
            "Related News",
            "<svg>",
            "<p",
            "\u0092",
            "\u202E",
            "\uD800",
            "…",
            "<![CDATA[",
            "]]>",
            "<template>",
            "<a href=\"",
            "\">");
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      StringBuilder html = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        html.append(pieces.get(random.nextInt(pieces.size())));
      }
      String text = extractor.text(html.toString(), Known.NOTHING);
      assertThat(PlainText.clean(text)).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void manyThreadsCutTheSameTeasers() throws Exception {
    TeaserCutter cutter = new TeaserCutter();
    List<String> texts =
        List.of(
            "One two three four. ".repeat(90), "ภาษาไทยเป็นภาษา".repeat(40), "他们昨天在北京。".repeat(40));
    Callable<List<String>> work =
        () ->
            texts.stream()
                .map(t -> cutter.cutText(t, TeaserRules.DEFAULT, Locale.ROOT, false).text())
                .toList();
    List<String> expected = work.call();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (Future<List<String>> result : pool.invokeAll(java.util.Collections.nCopies(400, work))) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
