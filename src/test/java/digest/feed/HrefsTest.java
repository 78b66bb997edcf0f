package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("safety/T6: only absolute http and https addresses come through")
class HrefsTest {

  private static final String BASE = "https://a.example/b/c/d?q";

  /** The last lines are RFC 3986 §5.4's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://x.example/y | https://x.example/y",
        "HTTP://X.example/y | http://X.example/y",
        "//x.example/y | https://x.example/y",
        "/y?z=1&amp;w=2 | https://a.example/y?z=1&w=2",
        "/y?z=%2F+~[]&w='é' | https://a.example/y?z=%2F+~[]&w='é'",
        "/y z | https://a.example/y%20z",
        "/y\"<z>| https://a.example/y%22%3Cz%3E",
        "g | https://a.example/b/c/g",
        "./g | https://a.example/b/c/g",
        "g/ | https://a.example/b/c/g/",
        "?y | https://a.example/b/c/d?y",
        "#s | https://a.example/b/c/d?q#s",
        "../g | https://a.example/b/g",
        "../../../g | https://a.example/g",
        ".. | https://a.example/b/",
        "/./g | https://a.example/g",
        "g/./h/../i | https://a.example/b/c/g/i",
      })
  void whatIsRelativeIsResolved(String href, String resolved) {
    assertThat(Hrefs.resolve(BASE, href)).contains(resolved);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6a;avascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.example/",
        "mailto:a@x.example",
        "https://good.example@evil.example/",
        "https://user:pass@x.example/",
        "https://good.example\\@evil.example/",
        "//user@x.example/",
        "https:///y",
        "https://",
        "https://x y.example/",
        "https://x.example:port/",
        "http:relative",
      })
  void everythingElseIsNot(String href) {
    assertThat(Hrefs.resolve(BASE, href)).isEmpty();
  }

  @Test
  void withoutABaseOnlyAbsoluteOnesAre() {
    assertThat(Hrefs.resolve("", "/y")).isEmpty();
    assertThat(Hrefs.resolve("", "y")).isEmpty();
    assertThat(Hrefs.resolve("", "//x.example/y")).isEmpty();
    assertThat(Hrefs.resolve("", "https://x.example/y")).contains("https://x.example/y");
    assertThat(Hrefs.resolve("https://x.example", "y")).contains("https://x.example/y");
  }

  @Test
  void whatSteersTextIsWrittenAsNumbers() {
    assertThat(Hrefs.resolve("", "https://x.example/\u202egpj.exe\ufdd0"))
        .contains("https://x.example/%E2%80%AEgpj.exe%EF%B7%90");
  }
}
