package digest.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * Rows by {@code COPY}: one statement and no answer for each row.
 *
 * <p>PostgreSQL manual, COPY, text format: fields end with a tab, rows with a line feed, a
 * backslash goes before what would be taken for one of these, and {@code \N} is null.
 */
final class PostgresRows implements RowSink {

  private static final int CHUNK = 64 * 1024;

  private final CopyIn copy;
  private final StringBuilder chunk = new StringBuilder(CHUNK + CHUNK / 2);

  PostgresRows(Connection connection, String table, List<String> columns) throws SQLException {
    // Not by PGConnection: an annotation on its package is missing, and a guard of ours minds.
    this.copy =
        new CopyManager(connection.unwrap(BaseConnection.class))
            .copyIn("COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN");
  }

  @Override
  public void row(@Nullable String[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        chunk.append('\t');
      }
      String value = values[i];
      if (value == null) {
        chunk.append("\\N");
      } else {
        append(value);
      }
    }
    chunk.append('\n');
    if (chunk.length() >= CHUNK) {
      flush();
    }
  }

  @Override
  public void end() throws SQLException {
    flush();
    copy.endCopy();
  }

  private void append(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> chunk.append("\\\\");
        case '\n' -> chunk.append("\\n");
        case '\r' -> chunk.append("\\r");
        case '\t' -> chunk.append("\\t");
        default -> chunk.append(c);
      }
    }
  }

  private void flush() throws SQLException {
    byte[] bytes = chunk.toString().getBytes(StandardCharsets.UTF_8);
    chunk.setLength(0);
    copy.writeToCopy(bytes, 0, bytes.length);
  }
}
