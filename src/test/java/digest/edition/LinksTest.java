package digest.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("picking/P6: links in the form in which they are compared")
class LinksTest {

  @ParameterizedTest
  @CsvSource({
    "http://a.example/x, https://a.example/x",
    "HTTPS://A.Example/X, https://a.example/X",
    "https://a.example:443/x, https://a.example/x",
    "http://a.example:80/x, https://a.example/x",
    "https://a.example:8443/x, https://a.example:8443/x",
    "https://a.example./x, https://a.example/x",
    "https://a.example/x#part, https://a.example/x",
    "https://a.example/x/, https://a.example/x",
    "https://a.example/, https://a.example",
    "https://a.example/x/?b=1, https://a.example/x?b=1",
    "https://a.example/x?utm_source=m&utm_Medium=e&id=7, https://a.example/x?id=7",
    "https://a.example/x?fbclid=1&gclid=2&mc_cid=3&mc_eid=4, https://a.example/x",
    "https://a.example/x?b=2&a=1&b=1, https://a.example/x?a=1&b=1&b=2",
    "https://a.example/x?, https://a.example/x",
    "https://a.example/x?utm_campaign, https://a.example/x",
    "https://a.example?id=1, https://a.example?id=1",
    "'  https://a.example/x  ', https://a.example/x",
    "https://a.example/x?q=a%20b&Q=C, https://a.example/x?Q=C&q=a%20b",
  })
  void whatDoesNotChangeThePageDoesNotChangeTheLink(String link, String normalised) {
    assertThat(Links.normalise(link)).isEqualTo(normalised);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag:a.example,2026:1", "mailto:a@a.example", "", "/x", "ftp://a/x/"})
  void whatIsNoWebLinkStaysAsItIs(String link) {
    assertThat(Links.normalise(link)).isEqualTo(link);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x?id=1, https://a.example/x?id=2",
    "https://a.example/x, https://a.example/X",
    "https://a.example/x, https://b.example/x",
    "https://a.example/x?mc=1, https://a.example/x",
    "https://a.example/x?gclids=1, https://a.example/x",
  })
  void whatMayChangeThePageChangesTheLink(String one, String other) {
    assertThat(Links.normalise(one)).isNotEqualTo(Links.normalise(other));
  }

  @Test
  void normalisingTwiceChangesNothing() {
    long seed = 20261103;
    Random random = new Random(seed);
    String[] pieces = {
      "http://",
      "https://",
      "a.Example",
      ".",
      ":80",
      ":443",
      ":",
      "/",
      "x",
      "?",
      "&",
      "b=1",
      "utm_x=1",
      "fbclid",
      "#",
      "%2F",
      "é",
      "@",
      " "
    };
    for (int i = 0; i < 5_000; i++) {
      StringBuilder link = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        link.append(pieces[random.nextInt(pieces.length)]);
      }
      String once = Links.normalise(link.toString());
      assertThat(Links.normalise(once)).as("seed %d, %s", seed, link).isEqualTo(once);
    }
  }
}
