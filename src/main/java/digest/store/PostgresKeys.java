package digest.store;

import digest.delivery.Claim;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows named by delivery and fencing token, as arrays, and which of them a statement changed.
 *
 * <p>The token is compared by {@code IS NOT DISTINCT FROM}, which no index answers: the planner
 * would look through all rows of a claim for each few of them, and not find them by their key.
 */
final class PostgresKeys {

  private PostgresKeys() {}

  /** A delivery as long as it is a claim's. */
  record Key(long edition, long subscriber, long token) {
    static Key of(Claim claim) {
      return new Key(claim.id().edition().value(), claim.id().subscriber().value(), claim.token());
    }
  }

  /** Three arrays: editions, subscribers, tokens. */
  static void bind(PreparedStatement statement, int from, List<Key> keys) throws SQLException {
    array(statement, from, "int8", keys, Key::edition);
    array(statement, from + 1, "int8", keys, Key::subscriber);
    array(statement, from + 2, "int8", keys, Key::token);
  }

  /** One value of each. */
  static <T> void array(
      PreparedStatement statement,
      int place,
      String type,
      List<T> all,
      Function<T, @Nullable Object> value)
      throws SQLException {
    Array array =
        statement
            .getConnection()
            .createArrayOf(type, all.stream().map(value).toArray(Object[]::new));
    statement.setArray(place, array);
  }

  /** For each, in order, whether the statement, which returns keys, changed its row; once each. */
  static boolean[] changed(PreparedStatement statement, List<Key> keys) throws SQLException {
    Set<Key> found = new HashSet<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(new Key(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
      }
    }
    boolean[] changed = new boolean[keys.size()];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = found.remove(keys.get(i));
    }
    return changed;
  }
}
