package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

  @DisplayName("picking/T7: entities once, and once more when still to be seen")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Rock &amp;#8217;n&#8217; roll | Rock ’n’ roll",
        "A &amp;amp; B | A & B",
        "<b>Bold</b> &amp; <i>more</i> | Bold & more",
        "One<br>two | One two",
        "<script>alert(1)</script>Safe | Safe",
        "5 < 6 > 4 | 5 < 6 > 4",
        "It&#146;s | It’s",
        "&nbsp; a &nbsp;&#8203;b  | a b",
        "AT&T and R&D | AT&T and R&D",
      })
  void htmlIsReadAsAReaderSeesIt(String html, String plain) {
    assertThat(PlainText.ofHtml(html)).isEqualTo(plain);
  }

  @Test
  @DisplayName("safety/T24, T25: nothing that steers text, readers or terminals comes through")
  void whatSteersIsTakenOut() {
    assertThat(PlainText.ofText("a\u202eb\u2066c\u200bd\u0007e\u001b[31mf\ufdd0g\uffffh\ud800i"))
        .isEqualTo("abcde[31mfghi");
    assertThat(PlainText.ofText("a\r\nb\u2028c\u0085d\u00a0\u3000e")).isEqualTo("a b c d e");
    assertThat(PlainText.ofText("it\u0092s")).isEqualTo("it’s");
    assertThat(PlainText.ofText("&#xFDD0;&#27;x")).isEqualTo("x");
    assertThat(PlainText.ofText("نیم\u200cفاصله")).as("joiners stay").isEqualTo("نیم\u200cفاصله");
    assertThat(PlainText.ofText("e" + "\u0301".repeat(5_000))).hasSizeLessThan(12);
    assertThat(PlainText.ofText("\ud83d\udc68\u200d\ud83d\udc69")).hasSize(5);
  }

  @Test
  void aBodyKeepsItsHtmlButNoFieldMarks() {
    assertThat(
            PlainText.safeHtml(
                "<p>a\ufdd0&#xFDD1;&#64976;&amp;#xfdd2;b&#8217;\n&#10;&#0;&#146;c\u0000</p>"))
        .isEqualTo("<p>ab&#8217;\n&#10;&#146;c</p>");
    assertThat(PlainText.safeHtml("&#99999999999999999999;")).isNotNull();
  }

  @Test
  void aLineIsNeverLongerThanALine() {
    assertThat(PlainText.ofHtml("<p>" + "word ".repeat(100_000))).hasSizeLessThan(510);
  }

  @Test
  void noTextKeepsAFieldMarkOrAControlHoweverItIsWritten() {
    long seed = 20261103;
    Random random = new Random(seed);
    String[] pieces = {
      "\ufdd0",
      "\ufdef",
      "&#xfdd0;",
      "&amp;#xFDD5;",
      "&amp;amp;#64976;",
      "&#64976",
      "a",
      "<b>",
      ";",
      "&",
      "#",
      "x",
      "fdd0",
      "amp;",
      "\u001b",
      "&#27;",
      "\u202e",
      "&#8238;",
      "\ud83f",
      "\udfff"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(8); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      for (String plain :
          new String[] {PlainText.ofHtml(text.toString()), PlainText.ofText(text.toString())}) {
        assertThat(plain)
            .as("seed %d, %s", seed, text)
            .matches("[^\\p{Cntrl}\\x{FDD0}-\\x{FDEF}\u202e]*");
      }
      assertThat(PlainText.safeHtml(text.toString()))
          .as("seed %d, %s", seed, text)
          .doesNotContainPattern("[\\x{FDD0}-\\x{FDEF}\u001b]");
    }
  }
}
