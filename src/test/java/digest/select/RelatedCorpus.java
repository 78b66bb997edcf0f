package digest.select;

import static digest.select.Articles.NOON;
import static digest.select.Articles.article;

import digest.edition.Article;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An invented archive, in which each article's subject is known; its files tell the format. */
final class RelatedCorpus {

  private static final Path FOLDER = Path.of("src/test/resources/related");
  private static final String LONE = "lone";

  private final List<Article> articles = new ArrayList<>();
  private final Map<Article.Id, String> subjects = new LinkedHashMap<>();

  private String subject = "";
  private String language = "";

  private RelatedCorpus() {}

  /** The files whose names begin so. */
  static RelatedCorpus of(String... beginnings) {
    RelatedCorpus corpus = new RelatedCorpus();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files
          .filter(file -> Stream.of(beginnings).anyMatch(file.getFileName().toString()::startsWith))
          .sorted()
          .forEach(corpus::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return corpus;
  }

  List<Article> articles() {
    return articles;
  }

  /** Those that have a subject with others. */
  List<Article> hosts() {
    return articles.stream().filter(one -> !isLone(one)).toList();
  }

  boolean isLone(Article article) {
    return subject(article.id()).startsWith(LONE);
  }

  /** How many others are about the same. */
  long others(Article host) {
    return articles.stream().filter(one -> sameSubject(one.id(), host.id())).count() - 1;
  }

  String subject(Article.Id id) {
    return subjects.getOrDefault(id, "");
  }

  boolean sameSubject(Article.Id one, Article.Id other) {
    return subject(one).equals(subject(other));
  }

  private void read(Path file) {
    try {
      for (String part : Files.readString(file, StandardCharsets.UTF_8).split("\n(?=[=#])", -1)) {
        if (part.startsWith("## ")) {
          subject = part.split(" ", -1)[1];
          language = part.strip().split(" ", -1)[2];
        } else if (part.startsWith("= ")) {
          add(part.substring(2).strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String id = "a%03d%s".formatted(articles.size(), subject);
    String title = lines.remove(0);
    List<String> topics =
        lines.get(0).startsWith(":")
            ? List.of(lines.remove(0).substring(1).strip().split("\\s*;\\s*", -1))
            : List.of();
    Article article =
        article(id)
            .title(title)
            .topics(topics.toArray(new String[0]))
            .html("<p>" + String.join("</p><p>", lines) + "</p>")
            .language(language)
            .publishedAt(NOON.minus(Duration.ofHours(articles.size())))
            .build();
    subjects.put(article.id(), subject.equals(LONE) ? id.replace("a", LONE) : subject);
    articles.add(article);
  }
}
