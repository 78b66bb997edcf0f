package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How sites name their feeds. */
class DiscoveryTest {

  private static final String PAGE = "https://tide.example/news/";

  private static String first(String head) {
    return Discovery.candidates("<html><head>" + head + "</head></html>", PAGE).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<link rel=alternate type='application/rss+xml' href='a.xml'> | https://tide.example/news/a.xml",
        "<link rel='ALTERNATE' type='Application/RSS+XML' href='/a'> | https://tide.example/a",
        "<link rel='alternate feed' type='application/atom+xml; charset=utf-8' href='/a'> | https://tide.example/a",
        "<link rel='feed' type='application/feed+json' href='/a'> | https://tide.example/a",
        "<link rel='alternate' type='text/xml' href='/rss.php'> | https://tide.example/rss.php",
        "<link rel='alternate' type='application/json' href='/feed.json'> | https://tide.example/feed.json",
        "<link rel='alternate' type='application/x.atom+xml' href='/a'> | https://tide.example/a",
        "<base href='https://cdn.example/x/'><link rel='alternate' type='application/rss+xml' href='a'> | https://cdn.example/x/a",
        "<link rel='alternate' type='application/rss+xml' href='//cdn.example/a'> | https://cdn.example/a",
      })
  void aFeedIsFoundHoweverItIsNamed(String head, String address) {
    assertThat(first(head)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<link rel='alternate' hreflang='de' href='/de/feed'>",
        "<link rel='alternate' type='application/json+oembed' href='/oembed?feed'>",
        "<link rel='alternate' type='application/json' href='/wp-json/wp/v2/pages/1'>",
        "<link rel='alternate' type='application/rss+xml' title='Comments' href='/comments/feed'>",
        "<link rel='alternate' media='print' type='text/html' href='/rss'>",
        "<link rel='stylesheet' type='application/rss+xml' href='/a'>",
      })
  void whatIsNoFeedIsNotTaken(String head) {
    assertThat(first(head)).as("the usual place instead").isEqualTo("https://tide.example/feed");
  }
}
