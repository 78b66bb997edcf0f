package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that cannot do anything but be read. */
class CleanTextTest {

  @ParameterizedTest
  @CsvSource({
    "'  a \t\r\n b\u00A0c\u2028d\u0085e ', 'a b\u00A0c d e'",
    "'a\u202Eb\u2066c\u2069\u200Bd\uFEFF', abcd",
    "'\u200Fשלום\u200E', '\u200Fשלום\u200E'",
    "'می\u200Cخواهم', 'می\u200Cخواهم'",
    "'👩\u200D👧', '👩\u200D👧'",
    "'🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F', "
        + "'🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F'",
    "'a\uDB40\uDC67\uDB40\uDC62b', ab",
    "'\uFDD0\uFDEF\uFFFF', ''",
    "'\uD83D', ''",
    "'𠮷', '𠮷'"
  })
  @DisplayName("safety/T24: what hides or turns text is dropped, what letters need is kept")
  void onlyWhatHidesIsDropped(String text, String clean) {
    assertThat(CleanText.line(text)).isEqualTo(clean);
    assertThat(CleanText.line(clean)).isEqualTo(clean);
  }

  @Test
  @DisplayName("safety/T24: no letter carries more than eight marks")
  void noLetterCarriesAFlood() {
    assertThat(CleanText.line("a" + "\u0301".repeat(1000) + "b"))
        .isEqualTo("a" + "\u0301".repeat(8) + "b");
  }

  @Test
  void paragraphsStayApart() {
    assertThat(CleanText.paragraphs("One\nline\r\n\r\n  \nTwo\u202E"))
        .isEqualTo("One\n\nline\n\nTwo");
  }

  @Test
  @DisplayName("desk/M10: words of more than 40 letters can break every 30, not inside a letter")
  void longWordsCanBreak() {
    assertThat(CleanText.breakable("x".repeat(40))).doesNotContain("\u200B");
    assertThat(CleanText.breakable("a " + "x".repeat(70) + " b"))
        .isEqualTo(
            "a " + "x".repeat(30) + "\u200B" + "x".repeat(30) + "\u200B" + "x".repeat(10) + " b");
    assertThat(CleanText.breakable("👩‍👩‍👧".repeat(30)).split("\u200B", -1))
        .hasSizeGreaterThan(3)
        .allMatch(part -> part.startsWith("👩") && part.endsWith("👧"));
  }

  @Test
  void longTextIsFoldedAtSpaces() {
    String folded = CleanText.forHtml("word ".repeat(400).strip());
    assertThat(folded.lines()).allMatch(line -> line.length() <= 310).hasSizeGreaterThan(6);
    assertThat(folded.replace('\n', ' ')).isEqualTo("word ".repeat(400).strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://аpple.com/",
        "https://www.раураӏ.com/",
        "https://xn--80ak6aa92e.com/",
        "HTTPS://gοοgle.com/x?y"
      })
  @DisplayName("safety/T24: hosts that look like others are suspect")
  void homographsAreSuspect(String link) {
    assertThat(Homographs.isSuspect(link)).isTrue();
  }

  @Test
  @DisplayName("safety/T24: honest hosts are not suspect")
  void honestHostsAreNot() {
    assertThat(
            Arrays.asList(
                "https://example.org/а",
                "https://ace.co/",
                "https://bücher.example/",
                "https://пример.рф/",
                "https://παράδειγμα.gr/",
                "https://例え.jp/x",
                "https://xn--fa-hia.de/",
                "https://1.2.3.4:80/",
                "mailto:a@example.org"))
        .noneMatch(Homographs::isSuspect);
  }

  @ParameterizedTest
  @CsvSource({
    "xn--fa-hia, faß",
    "xn--80ak6aa92e, аррӏе",
    "xn--bcher-kva, bücher",
    "xn--r8jz45g, 例え",
    "XN--E1AFMKFD, пример",
    "xn--ls8h, 💩",
    "example, example",
    "xn--, ''",
    "xn--99999999999999, xn--99999999999999",
    "xn--a-!, xn--a-!"
  })
  @DisplayName("safety/T24: a host is judged by the letters it shows")
  void punycodeIsDecoded(String label, String letters) {
    assertThat(Punycode.decode(label)).isEqualTo(letters);
  }
}
