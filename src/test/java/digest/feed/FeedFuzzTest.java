package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good documents, spoilt at random. */
@DisplayName("safety/F20: no document makes the reader crash or hang")
class FeedFuzzTest {

  private static final int ROUNDS = 200;

  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\x{FDD0}-\\x{FDEF}\u202e]");

  private static final List<String> PIECES =
      List.of(
          "<",
          ">",
          "&",
          "]]>",
          "<![CDATA[",
          "<!--",
          "-->",
          "</item>",
          "<item>",
          "</entry>",
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\\u0000",
          "\\",
          "\0",
          "\u001b[31m",
          "&#xfdd0;",
          "&amp;#x202e;",
          "<!DOCTYPE x [",
          "xmlns:a='b'",
          " a:b='c'",
          "%s",
          "null",
          "1e999",
          "-",
          "\u00c3\u00bf");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wordpress-rss.xml",
        "rss091.xml",
        "rss10.rdf",
        "atom10.xml",
        "atom03.xml",
        "feed11.json",
        "wordpress-posts.json",
        "sloppy.xml"
      })
  void aSpoiltDocumentIsReadOrRefused(String file) {
    byte[] good = Fixtures.bytes(file);
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] spoilt = spoilt(good, new Random(seed));
      long start = System.nanoTime();
      Reading reading = Fixtures.reading(spoilt, "text/xml", "https://x.example/feed");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      if (reading instanceof Reading.Read read) {
        assertPlain(read.feed(), "%s, seed %d".formatted(file, seed));
      }
    }
  }

  private static byte[] spoilt(byte[] good, Random random) {
    byte[] bytes = good;
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(bytes.length - at, random.nextInt(30));
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      byte[] middle = piece.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      bytes =
          joined(Arrays.copyOf(bytes, at), middle, bytes, at + (random.nextBoolean() ? length : 0));
    }
    return bytes;
  }

  private static byte[] joined(byte[] before, byte[] middle, byte[] all, int from) {
    byte[] bytes = Arrays.copyOf(before, before.length + middle.length + all.length - from);
    System.arraycopy(middle, 0, bytes, before.length, middle.length);
    System.arraycopy(all, from, bytes, before.length + middle.length, all.length - from);
    return bytes;
  }

  private static void assertPlain(ParsedFeed feed, String name) {
    assertThat(feed.title()).as(name).isNotBlank().doesNotContainPattern(FORBIDDEN);
    assertThat(feed.problems()).as(name).noneMatch(line -> FORBIDDEN.matcher(line).find());
    for (Article article : feed.articles()) {
      assertThat(article.title()).as(name).isNotBlank().doesNotContainPattern(FORBIDDEN);
      assertThat(article.link()).as(name).matches("https?://[^\\s\"<>]+");
      assertThat(article.guid()).as(name).isNotBlank().doesNotContainPattern(FORBIDDEN);
      assertThat(String.valueOf(article.author())).as(name).doesNotContainPattern(FORBIDDEN);
      assertThat(article.topics()).as(name).noneMatch(topic -> FORBIDDEN.matcher(topic).find());
      assertThat(article.html() + article.summary())
          .as(name)
          .doesNotContainPattern("[\\x{FDD0}-\\x{FDEF}\u001b]");
    }
  }
}
