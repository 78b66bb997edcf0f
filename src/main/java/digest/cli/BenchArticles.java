package digest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The articles a bench sends: invented ones, always the same, or those of a file.
 *
 * @param all as the feed of the bench has them
 */
record BenchArticles(List<BenchArticle> all) {

  /** One of them, by the names that a file of articles has. */
  record BenchArticle(
      String title, String section, String author, String url, String image, String summary) {}

  private static final int INVENTED = 12;
  private static final int SENTENCES = 9;
  private static final long SEED = 2026;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> SECTIONS =
      List.of("City", "Science", "Work", "Culture", "Travel", "Food");
  private static final List<String> AUTHORS =
      List.of("Ana Brož", "J. Okafor", "Mei Lin", "Søren Dahl");
  private static final List<String> WORDS =
      List.of(
          ("harbour ferry tram council school garden bridge harvest station winter orchard library"
                  + " signal copper teacher cyclist budget museum weather kitchen festival northern"
                  + " quiet steady early local careful second narrow public small bright open paper"
                  + " window engine valley reader letter answer lighthouse baker river market pilot"
                  + " meadow violin granite lantern anchor")
              .split(" ", -1));

  /** Twelve, the same on every machine. */
  static BenchArticles invented() {
    Random random = new Random(SEED);
    return new BenchArticles(
        IntStream.range(0, INVENTED).mapToObj(i -> invent(i, random)).toList());
  }

  /**
   * Those of a file: a JSON list of objects with title, section, author, url, image and summary.
   *
   * @throws CommandFault when it cannot be read or holds no article
   */
  static BenchArticles of(Path file) {
    try {
      List<BenchArticle> articles = new ArrayList<>();
      MAPPER.readTree(Files.readAllBytes(file)).forEach(node -> articles.add(article(node)));
      if (articles.isEmpty() || articles.stream().anyMatch(one -> one.title().isEmpty())) {
        throw unfit(file, "it holds no list of articles with titles", null);
      }
      return new BenchArticles(articles);
    } catch (IOException | JacksonException e) {
      throw unfit(file, e.getClass().getSimpleName(), e);
    }
  }

  /** A JSON Feed of them, the first the newest, all of them fresh. */
  String feed(Instant now) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      items.add(item(all.get(i), now.minus(Duration.ofMinutes(30L * (i + 1)))));
    }
    return MAPPER.writeValueAsString(
        Map.of("version", "https://jsonfeed.org/version/1.1", "title", "Bench", "items", items));
  }

  List<String> sections() {
    return all.stream().map(BenchArticle::section).distinct().toList();
  }

  private static Map<String, Object> item(BenchArticle article, Instant published) {
    return Map.of(
        "id", article.url(),
        "url", article.url(),
        "title", article.title(),
        "summary", article.summary(),
        "image", article.image(),
        "date_published", published.toString(),
        "authors", List.of(Map.of("name", article.author())),
        "tags", List.of(article.section()));
  }

  private static BenchArticle article(JsonNode node) {
    return new BenchArticle(
        text(node, "title"),
        text(node, "section"),
        text(node, "author"),
        text(node, "url"),
        text(node, "image"),
        text(node, "summary"));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }

  private static BenchArticle invent(int number, Random random) {
    String title = capital(words(6, random));
    String slug = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    String summary =
        IntStream.range(0, SENTENCES)
            .mapToObj(i -> sentence(random))
            .collect(Collectors.joining(" "));
    return new BenchArticle(
        number % 4 == 0 ? title + " & more" : title,
        SECTIONS.get(number % SECTIONS.size()),
        AUTHORS.get(random.nextInt(AUTHORS.size())),
        "https://news.example.test/a/"
            + number
            + "/"
            + slug
            + "?utm_source=digest&utm_medium=email",
        "https://img.example.test/" + number + "/" + slug + "-640.jpg",
        summary);
  }

  private static String sentence(Random random) {
    String words = capital(words(9 + random.nextInt(8), random));
    return words + (random.nextInt(5) == 0 ? "; see the café notes – page 4." : ".");
  }

  private static String words(int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
        .collect(Collectors.joining(" "));
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static CommandFault unfit(Path file, String why, @Nullable Exception cause) {
    String message =
        "--articles \""
            + file
            + "\" cannot be used ("
            + why
            + "). It must be a JSON list of objects with title, section, author, url, image and"
            + " summary; leave it out for invented ones";
    return cause == null ? new CommandFault(message) : new CommandFault(message, cause);
  }
}
