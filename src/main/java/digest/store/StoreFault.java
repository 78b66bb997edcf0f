package digest.store;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteException;

/**
 * The store cannot do what it must: full, read-only, gone, broken, of another version, or handed a
 * file it cannot read.
 *
 * <p>The message says what, where and what to do, and holds no secret and no whole address. Nothing
 * was written by the call that threw it, with one exception: when the connection to a server broke
 * at the very end of a write, nobody knows, and the caller looks again before it acts.
 */
public final class StoreFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreFault(String message) {
    super(message);
  }

  StoreFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What a driver's exception means to a person. */
  static StoreFault of(Throwable thrown, String where) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof StoreFault fault) {
        return fault;
      }
      if (at instanceof SQLiteException e) {
        return new StoreFault("store " + where + ": " + SqliteWords.of(e), thrown);
      }
      if (at instanceof PSQLException e) {
        return new StoreFault("store " + where + ": " + PostgresWords.of(e), thrown);
      }
      if (at instanceof SQLException e && e.getCause() == null) {
        return new StoreFault("store " + where + ": " + oneLine(e), thrown);
      }
    }
    return new StoreFault("store " + where + ": " + oneLine(thrown), thrown);
  }

  /** What it says of itself. */
  static String oneLine(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null
        ? thrown.getClass().getSimpleName().toLowerCase(Locale.ROOT)
        : message.lines().findFirst().orElse("");
  }
}
