package digest.store;

import digest.edition.Article;
import digest.edition.Newsletter;
import digest.edition.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** What editors want of articles; at most one wish of a kind, newsletter and article. */
public final class Wishes {

  private static final String SAVE =
      """
      INSERT INTO wishes (newsletter_id, article_id, kind, points, made_at)
      VALUES (:newsletter, :article, :kind, :points, :at)
      ON CONFLICT (newsletter_id, article_id, kind)
      DO UPDATE SET points = excluded.points, made_at = excluded.made_at""";

  private static final String OF_NEWSLETTER =
      """
      SELECT * FROM wishes WHERE newsletter_id = :newsletter
      ORDER BY article_id, kind""";

  private final Database database;

  /** Works on an open store. */
  public Wishes(Database database) {
    this.database = database;
  }

  /** Keeps a wish in the place of an earlier one of its kind. */
  public void save(Wish wish) {
    database.write(
        handle ->
            handle
                .createUpdate(SAVE)
                .bind("newsletter", wish.newsletter().value())
                .bind("article", wish.article().value())
                .bind("kind", wish.kind().name())
                .bind("points", wish.points())
                .bind("at", Micros.of(wish.at()))
                .execute());
  }

  /** Forgets all that was wanted of an article in a newsletter; how many wishes there were. */
  public int clear(Newsletter.Id newsletter, Article.Id article) {
    String sql = "DELETE FROM wishes WHERE newsletter_id = :newsletter AND article_id = :article";
    return database.write(
        handle ->
            handle
                .createUpdate(sql)
                .bind("newsletter", newsletter.value())
                .bind("article", article.value())
                .execute());
  }

  /** All of a newsletter, by article and kind. */
  public List<Wish> of(Newsletter.Id newsletter) {
    return database.read(
        handle ->
            handle
                .createQuery(OF_NEWSLETTER)
                .bind("newsletter", newsletter.value())
                .map(Wishes::read)
                .list());
  }

  private static Wish read(ResultSet row, StatementContext context) throws SQLException {
    return new Wish(
        new Newsletter.Id(row.getString("newsletter_id")),
        new Article.Id(row.getString("article_id")),
        Wish.Kind.valueOf(row.getString("kind")),
        row.getInt("points"),
        Micros.at(row, "made_at"));
  }
}
