package digest.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The numbers a database gives by itself: none is ever given twice, wherever the rows move. */
final class Counters {

  /** Whose numbers are given once only, also when the row is gone (delivery L6). */
  private static final String TOKENS = "claims";

  private Counters() {}

  /** The last token that was ever given out. */
  static long lastToken(Handle handle, boolean shared) {
    String last =
        shared
            ? "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM claims_token_seq"
            : "SELECT seq FROM sqlite_sequence WHERE name = '" + TOKENS + "'";
    return handle.createQuery(last).mapTo(Long.class).findOne().orElse(0L);
  }

  /** The next numbers are greater than all there are, and the next token than this one. */
  static void goOnAfter(Handle handle, boolean shared, long token) {
    if (shared) {
      for (String table : List.of("editions", "subscribers")) {
        next(handle, table, "id", 0);
      }
      next(handle, TOKENS, "token", token);
    } else if (token > 0) {
      handle.execute("DELETE FROM sqlite_sequence WHERE name = ?", TOKENS);
      handle.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", TOKENS, token);
    }
  }

  private static void next(Handle handle, String table, String column, long least) {
    handle
        .createQuery(
            "SELECT setval(pg_get_serial_sequence('"
                + table
                + "', '"
                + column
                + "'), GREATEST((SELECT COALESCE(MAX("
                + column
                + "), 0) FROM "
                + table
                + "), :least) + 1, false)")
        .bind("least", least)
        .mapTo(Long.class)
        .one();
  }
}
