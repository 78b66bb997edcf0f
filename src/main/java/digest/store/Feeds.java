package digest.store;

import digest.edition.FeedState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** What is known of each feed between two looks. */
public final class Feeds {

  private static final String SAVE =
      """
      INSERT INTO feeds
        (location, etag, last_modified, last_good_at, failures, next_look_at, problem, gone)
      VALUES (:location, :etag, :lastModified, :lastGood, :failures, :nextLook, :problem, :gone)
      ON CONFLICT (location) DO UPDATE SET
        etag = excluded.etag, last_modified = excluded.last_modified,
        last_good_at = excluded.last_good_at, failures = excluded.failures,
        next_look_at = excluded.next_look_at, problem = excluded.problem, gone = excluded.gone""";

  private final Database database;

  /** Works on an open store. */
  public Feeds(Database database) {
    this.database = database;
  }

  /** The state of one feed, or empty when it was never looked at. */
  public Optional<FeedState> find(String location) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM feeds WHERE location = :location")
                .bind("location", location)
                .map(Feeds::state)
                .findOne());
  }

  /** Replaces what was known. */
  public void save(FeedState state) {
    database.write(
        handle ->
            handle
                .createUpdate(SAVE)
                .bind("location", state.location())
                .bind("etag", state.etag())
                .bind("lastModified", state.lastModified())
                .bind("lastGood", Micros.orNull(state.lastGood()))
                .bind("failures", state.failures())
                .bind("nextLook", Micros.of(state.nextLook()))
                .bind("problem", state.problem())
                .bind("gone", state.gone() ? 1 : 0)
                .execute());
  }

  /** All of them, by location. */
  public List<FeedState> all() {
    return database.read(
        handle ->
            handle.createQuery("SELECT * FROM feeds ORDER BY location").map(Feeds::state).list());
  }

  private static FeedState state(ResultSet row, StatementContext context) throws SQLException {
    return new FeedState(
        row.getString("location"),
        row.getString("etag"),
        row.getString("last_modified"),
        Micros.atOrNull(row, "last_good_at"),
        row.getInt("failures"),
        Micros.at(row, "next_look_at"),
        row.getString("problem"),
        row.getInt("gone") == 1);
  }
}
