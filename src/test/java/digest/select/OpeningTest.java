package digest.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What articles are compared by (picking/D1 b). */
class OpeningTest {

  private static String opening(String html, int words) {
    return Opening.of(Articles.article("x").title("Storm").html(html).build(), words);
  }

  @Test
  void itHasTheFirstWordsAndNoMore() {
    assertThat(opening("<p>One two</p><p>three four.</p>", 3)).isEqualTo("One two three");
    assertThat(opening("<p>One two</p><p>three four.</p>", 4)).isEqualTo("One two three four.");
    assertThat(opening("<p>One two</p><p>three four.</p>", 40)).isEqualTo("One two three four.");
    assertThat(opening("", 40)).isEmpty();
  }

  @Test
  void twoCharactersOfAScriptWithoutSpacesAreAWord() {
    assertThat(opening("<p>他们昨天在北京大学开会讨论</p>", 3)).isEqualTo("他们昨天在北");
  }

  @Test
  void markupAndHeadlineMakeNoDifference() {
    String plain = "Roofs flew in the harbour town on Monday, officials said. ".repeat(60);
    String dressed =
        "<style>p{}</style><h1>Storm</h1><p>Storm</p><p>"
            + plain.replace("harbour", "<a href='https://example.org/a/long/address'>harbour</a>")
            + "</p><h3>Related News</h3>";
    assertThat(opening(dressed, 200)).isEqualTo(opening(plain, 200));
  }

  @Test
  void aBodyWithoutTextLeavesTheSummary() {
    var article = Articles.article("x").html("<p>&nbsp;</p>").summary("Roofs flew.").build();
    assertThat(Opening.of(article, 5)).isEqualTo("Roofs flew.");
  }

  @Test
  void absurdlyLongWordsEndTheOpening() {
    String word = "w".repeat(900);
    assertThat(opening("<p>" + "w".repeat(30) + " end</p>", 1)).isEqualTo("w".repeat(30));
    assertThat(opening("<p>" + (word + " ").repeat(300) + "</p>", 200)).hasSize(200 * 40);
  }

  @Test
  @DisplayName("safety/T9: ten megabytes of body, or of nothing, cost little")
  void aHugeBodyIsReadNoFurtherThanNeeded() {
    String huge = "<p>Roofs flew in the harbour town.</p>".repeat(280_000);
    String hidden = "<script>" + "x".repeat(10_000_000) + "</script><p>Late.</p>";
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(opening(huge, 200)).startsWith("Roofs flew in").hasSizeLessThan(2_000);
          assertThat(opening(hidden, 200)).isEmpty();
        });
  }
}
