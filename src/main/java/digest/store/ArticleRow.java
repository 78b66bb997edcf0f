package digest.store;

import digest.edition.Article;
import digest.edition.Image;
import digest.edition.Related;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** An article as a row. */
final class ArticleRow {

  static final String INSERT =
      """
      INSERT INTO articles
        (id, feed, source, guid, link, title, author, published_at, dating, first_seen_at, html,
         summary, topics, image, language, related, featured, access, words, revision)
      VALUES
        (:id, :feed, :source, :guid, :link, :title, :author, :published, :dating, :firstSeen, :html,
         :summary, :topics, :image, :language, :related, :featured, :access, :words,
         (SELECT revision FROM store))""";

  static final String UPDATE =
      """
      UPDATE articles SET
        source = :source, guid = :guid, link = :link, title = :title, author = :author,
        published_at = :published, dating = :dating, html = :html, summary = :summary,
        topics = :topics, image = :image, language = :language, related = :related,
        featured = :featured, access = :access, words = :words,
        revision = (SELECT revision FROM store)
      WHERE id = :id""";

  private static final TypeReference<List<Related>> RELATED = new TypeReference<>() {};

  /** So much of a body is searched. */
  private static final int SEARCHED = 20_000;

  private ArticleRow() {}

  static Article read(ResultSet row, StatementContext context) throws SQLException {
    String image = row.getString("image");
    return new Article(
        new Article.Id(row.getString("id")),
        row.getString("feed"),
        row.getString("source"),
        row.getString("guid"),
        row.getString("link"),
        row.getString("title"),
        row.getString("author"),
        Micros.at(row, "published_at"),
        Article.Dating.valueOf(row.getString("dating")),
        Micros.at(row, "first_seen_at"),
        row.getString("html"),
        row.getString("summary"),
        Json.strings(row.getString("topics")),
        image == null ? null : Json.read(image, Image.class),
        row.getString("language"),
        Json.read(row.getString("related"), RELATED),
        row.getInt("featured") == 1,
        Article.Access.valueOf(row.getString("access")));
  }

  static void bind(SqlStatement<?> statement, Article article) {
    statement
        .bind("id", article.id().value())
        .bind("feed", article.feed())
        .bind("source", article.source())
        .bind("guid", article.guid())
        .bind("link", article.link())
        .bind("title", article.title())
        .bind("author", article.author())
        .bind("published", Micros.of(article.publishedAt()))
        .bind("dating", article.dating().name())
        .bind("firstSeen", Micros.of(article.firstSeenAt()))
        .bind("html", article.html())
        .bind("summary", article.summary())
        .bind("topics", Json.write(article.topics()))
        .bind("image", article.image() == null ? null : Json.write(article.image()))
        .bind("language", article.language())
        .bind("related", Json.write(article.related()))
        .bind("featured", article.featured() ? 1 : 0)
        .bind("access", article.access().name())
        .bind("words", words(article));
  }

  private static String words(Article article) {
    return Words.folded(
        Stream.of(
                article.title(),
                orEmpty(article.author()),
                article.source(),
                String.join(" ", article.topics()),
                text(orEmpty(article.summary())),
                text(article.html()))
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining("\n")));
  }

  /** Good enough to find something; what is shown is made elsewhere. */
  private static String text(String html) {
    String start = html.substring(0, Math.min(html.length(), SEARCHED));
    return start.replaceAll("<[^>]*+>?", " ").replaceAll("\\s+", " ").strip();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
