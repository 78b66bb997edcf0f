package digest.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one table, as texts in the order of its columns, the fastest way there is. */
sealed interface RowSink permits PostgresRows, SqliteRows {

  void row(@Nullable String[] values) throws SQLException;

  /** All rows were given; they are in the table when this returns. */
  void end() throws SQLException;
}
