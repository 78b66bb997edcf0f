package digest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows by one prepared statement, many at a time; a column's type makes numbers of the texts. */
final class SqliteRows implements RowSink {

  private static final int ROWS = 1000;

  private final PreparedStatement insert;
  private int waiting;

  SqliteRows(Connection connection, String table, List<String> columns) throws SQLException {
    this.insert =
        connection.prepareStatement(
            "INSERT INTO "
                + table
                + " ("
                + String.join(", ", columns)
                + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?"))
                + ")");
  }

  @Override
  public void row(@Nullable String[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      insert.setString(i + 1, values[i]);
    }
    insert.addBatch();
    waiting++;
    if (waiting == ROWS) {
      flush();
    }
  }

  @Override
  public void end() throws SQLException {
    flush();
    insert.close();
  }

  private void flush() throws SQLException {
    insert.executeBatch();
    waiting = 0;
  }
}
