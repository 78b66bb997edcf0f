package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Feed;
import digest.edition.FeedState;
import digest.net.Http;
import digest.net.HttpSettings;
import digest.testkit.FeedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each feed of {@code feeds/odd}: picking/P5 picking/P6 picking/P11 picking/T7 safety/T6 safety/T7
 * safety/T8 safety/T24 safety/T25 safety/T26 safety/T27.
 */
class OddFeedsTest {

  private static final String NOTHING = "-";

  @TempDir static Path folder;
  private static FeedServer server;
  private static Http http;
  private static FeedFetcher fetcher;

  @BeforeAll
  static void open() {
    server = new FeedServer();
    http =
        new Http(
            new HttpSettings(
                12_000_000, Duration.ofSeconds(5), 5, Set.of("127.0.0.1"), "Digest/test"));
    fetcher = new FeedFetcher(http, InstantSource.fixed(Fixtures.NOW), folder);
  }

  @AfterAll
  static void close() {
    http.close();
    server.close();
  }

  static Stream<OddFeed> feeds() {
    return OddFeed.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("feeds")
  void anOddFeedIsUnderstood(OddFeed odd) throws IOException {
    FetchResult result = fetch(odd);
    ParsedFeed feed =
        result instanceof FetchResult.Fetched fetched
            ? fetched.feed()
            : ((FetchResult.Failed) result).understood();
    for (Map.Entry<String, String> field : odd.expected().entrySet()) {
      String wanted = field.getValue().replace("{server}", server.url(""));
      if (field.getKey().equals("fails")) {
        assertThat(((FetchResult.Failed) result).problem()).contains(wanted);
      } else if (field.getKey().equals("problem")) {
        assertThat(String.join("\n", Objects.requireNonNull(feed).problems())).contains(wanted);
      } else {
        assertThat(result.state().problem() == null || odd.expected().containsKey("fails"))
            .isTrue();
        assertThat(found(Objects.requireNonNull(feed), field.getKey()))
            .as(field.getKey())
            .isEqualTo(wanted);
      }
    }
    if (feed != null && !odd.expected().containsKey("problem")) {
      assertThat(odd.expected().containsKey("fails") || feed.problems().isEmpty())
          .as("no problems, but %s", feed.problems())
          .isTrue();
    }
  }

  @Test
  void thereAreHundredsOfThem() {
    assertThat(OddFeed.all().map(OddFeed::name).distinct()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(OddFeed.all().map(OddFeed::name)).doesNotHaveDuplicates();
  }

  private static FetchResult fetch(OddFeed odd) throws IOException {
    String path = "/" + Integer.toHexString(odd.name().hashCode());
    String type = odd.mediaType();
    if (type == null) {
      Files.write(folder.resolve(path.substring(1)), odd.document());
      return look(path.substring(1));
    }
    byte[] body = odd.document();
    server.on(
        path,
        exchange -> {
          if (!type.equals(NOTHING)) {
            exchange.getResponseHeaders().add("Content-Type", type);
          }
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        });
    return look(server.url(path));
  }

  private static FetchResult look(String location) {
    return fetcher.fetch(Feed.at(location), FeedState.unseen(location));
  }

  /** Of the feed, or of its first article, or of another: {@code 2.title}. */
  private static String found(ParsedFeed feed, String field) {
    return switch (field) {
      case "feed" -> feed.title();
      case "format" -> feed.format();
      case "feed language" -> orNothing(feed.language());
      case "items" -> String.valueOf(feed.articles().size());
      case "left out" -> String.valueOf(feed.leftOut().size());
      case "titles" ->
          feed.articles().stream().map(Article::title).collect(Collectors.joining(" | "));
      default -> {
        boolean isNumbered = field.matches("\\d\\..*");
        int index = isNumbered ? field.charAt(0) - '1' : 0;
        Stream<Article> all = Stream.concat(feed.articles().stream(), feed.leftOut().stream());
        yield found(
            all.skip(index).findFirst().orElseThrow(), isNumbered ? field.substring(2) : field);
      }
    };
  }

  private static String found(Article article, String field) {
    return switch (field) {
      case "title" -> article.title();
      case "length" -> String.valueOf(article.title().codePointCount(0, article.title().length()));
      case "link" -> orNothing(article.link());
      case "guid" -> article.guid();
      case "published" ->
          article.dating() == Article.Dating.NONE ? NOTHING : article.publishedAt().toString();
      case "dating" -> article.dating().name();
      case "author" -> orNothing(article.author());
      case "summary" -> orNothing(article.summary());
      case "html" -> orNothing(article.html());
      case "image" -> article.image() == null ? NOTHING : article.image().url();
      case "topics" -> orNothing(String.join(" | ", article.topics()));
      case "language" -> orNothing(article.language());
      case "access" -> article.access().name();
      case "related" ->
          orNothing(
              article.related().stream()
                  .map(related -> related.title() + " " + related.link())
                  .collect(Collectors.joining(" | ")));
      default -> throw new IllegalArgumentException("no such field: " + field);
    };
  }

  private static String orNothing(@Nullable String text) {
    return text == null || text.isEmpty() ? NOTHING : text;
  }
}
