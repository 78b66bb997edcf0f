package digest.select;

import digest.edition.Article;
import digest.edition.Image;
import digest.edition.Related;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds articles for tests: everything has a plain value until a test says otherwise. */
final class Articles {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final String id;
  private String feed = "https://example.org/feed";
  private String source = "The Courier";
  private String link;
  private String title;
  private @Nullable String author;
  private Instant publishedAt = NOON.minusSeconds(3600);
  private Article.Dating dating = Article.Dating.EXACT;
  private Instant firstSeenAt = NOON.minusSeconds(3000);
  private String html = "";
  private @Nullable String summary;
  private List<String> topics = List.of();
  private @Nullable Image image;
  private @Nullable String language;
  private List<Related> related = List.of();
  private boolean featured;
  private Article.Access access = Article.Access.OPEN;

  private Articles(String id) {
    this.id = id;
    this.link = "https://example.org/" + id;
    this.title = "Headline of " + id;
  }

  static Articles article(String id) {
    return new Articles(id);
  }

  Articles feed(String value) {
    feed = value;
    return this;
  }

  Articles source(String value) {
    source = value;
    return this;
  }

  Articles link(String value) {
    link = value;
    return this;
  }

  Articles title(String value) {
    title = value;
    return this;
  }

  Articles author(@Nullable String value) {
    author = value;
    return this;
  }

  Articles publishedAt(Instant value) {
    publishedAt = value;
    return this;
  }

  Articles dating(Article.Dating value) {
    dating = value;
    return this;
  }

  Articles firstSeenAt(Instant value) {
    firstSeenAt = value;
    return this;
  }

  Articles html(String value) {
    html = value;
    return this;
  }

  Articles summary(@Nullable String value) {
    summary = value;
    return this;
  }

  Articles topics(String... values) {
    topics = List.of(values);
    return this;
  }

  Articles caption(@Nullable String alt) {
    image = alt == null ? null : new Image("https://example.org/i.jpg", alt, 600, 320);
    return this;
  }

  Articles language(@Nullable String value) {
    language = value;
    return this;
  }

  Articles related(Related... values) {
    related = List.of(values);
    return this;
  }

  Articles featured() {
    featured = true;
    return this;
  }

  Articles unpublished() {
    access = Article.Access.UNPUBLISHED;
    return this;
  }

  Articles closed() {
    access = Article.Access.RESTRICTED;
    return this;
  }

  Article build() {
    return new Article(
        new Article.Id(id),
        feed,
        source,
        link,
        link,
        title,
        author,
        publishedAt,
        dating,
        firstSeenAt,
        html,
        summary,
        topics,
        image,
        language,
        related,
        featured,
        access);
  }
}
