package digest.schedule;

import digest.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * Quartz's own tables in a shared store, made from the script in its jar when they are missing, so
 * that they always fit the version in use.
 */
final class ClockTables {

  private static final String SCRIPT = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  /** Nodes that start together make them once; the number is anybody's. */
  private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7180943)";

  private static final String THERE = "SELECT to_regclass('qrtz_triggers') IS NOT NULL";

  private ClockTables() {}

  static void ensure(Database database) {
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(ONE_AT_A_TIME);
        if (!areThere(statement)) {
          for (String definition : definitions()) {
            statement.execute(definition);
          }
        }
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the tables of the schedule cannot be made in "
              + database
              + ": "
              + e.getMessage()
              + ". The database's user needs the right to create tables",
          e);
    }
  }

  private static boolean areThere(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(THERE)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Without what would drop those of others, and without its own transaction. */
  private static List<String> definitions() {
    try (InputStream script = ClockTables.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IllegalStateException(SCRIPT + " is missing from the jar");
      }
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.replaceAll("(?m)--.*$", "").split(";", -1))
          .map(String::strip)
          .filter(definition -> definition.startsWith("CREATE"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
