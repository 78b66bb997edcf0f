package digest.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * A transaction that is begun and ended once. The driver's {@code commit} begins the next one at
 * once, with all its locks, which then has to be ended too; to turn auto-commit on again ends this
 * one (JDBC 4.3, {@code Connection.setAutoCommit}) and begins none.
 */
final class SqliteTransaction {

  private SqliteTransaction() {}

  static <T> T run(Jdbi jdbi, HandleCallback<T, SQLException> work) throws SQLException {
    return jdbi.withHandle(handle -> run(handle, work));
  }

  private static <T> T run(Handle handle, HandleCallback<T, SQLException> work)
      throws SQLException {
    if (handle.isInTransaction()) {
      return work.withHandle(handle); // it is part of that one, which will end it
    }
    Connection connection = handle.getConnection();
    try {
      connection.setAutoCommit(false);
      T result = work.withHandle(handle);
      connection.setAutoCommit(true);
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      undo(connection, e);
      throw e;
    }
  }

  /**
   * One whose end failed is still open, though the driver takes auto-commit for on. Where there is
   * nothing to undo, because it never began or SQLite has done it, the driver says so, and has
   * auto-commit on all the same.
   */
  private static void undo(Connection connection, Throwable cause) {
    try {
      if (connection.getAutoCommit()) {
        execute(connection, "ROLLBACK");
      } else {
        rollback(connection);
      }
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void rollback(Connection connection) throws SQLException {
    try {
      connection.rollback();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
