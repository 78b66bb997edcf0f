package digest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * SQLite's statements, prepared once for many commits: to prepare one costs as much as to write ten
 * rows. The pool closes what is prepared through it with each return; these belong to the
 * connection below it, and are made anew when that is another. For PostgreSQL its driver does the
 * same. For one thread.
 */
final class Prepared {

  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private @Nullable SQLiteConnection owner;

  /** Not to be closed, and without a batch when it is given back. */
  PreparedStatement of(Connection connection, String sql) throws SQLException {
    if (!connection.isWrapperFor(SQLiteConnection.class)) {
      return connection.prepareStatement(sql); // the pool closes it
    }
    SQLiteConnection below = connection.unwrap(SQLiteConnection.class);
    if (below != owner) {
      statements.clear(); // closed with their connection
      owner = below;
    }
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = below.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  /** After a fault nothing is known of what they hold. */
  void forget() {
    owner = null;
  }
}
