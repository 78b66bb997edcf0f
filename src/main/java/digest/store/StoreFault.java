package digest.store;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * The store cannot do what it must: full, read-only, gone, broken, of another version, or handed a
 * file it cannot read.
 *
 * <p>The message says what, where and what to do, and holds no secret and no whole address. Nothing
 * was written by the call that threw it.
 */
public final class StoreFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An extended code of SQLite holds the plain one in its last byte. */
  private static final int PLAIN_CODE = 0xff;

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
        return new StoreFault("store " + where + ": " + words(e), thrown);
      }
      if (at instanceof SQLException e && e.getCause() == null) {
        return new StoreFault("store " + where + ": " + oneLine(e), thrown);
      }
    }
    return new StoreFault("store " + where + ": " + oneLine(thrown), thrown);
  }

  private static String words(SQLiteException e) {
    return switch (e.getResultCode().code & PLAIN_CODE) {
      case 13 -> "the disk is full. Nothing is lost; make room, and it goes on by itself";
      case 8 -> "it is read-only. Check the file's owner and mode, and how the disk is mounted";
      case 10 -> "the disk answers with errors (" + oneLine(e) + "). Check the disk and its mount";
      case 11 -> "the file is damaged. Stop Digest and restore the latest backup";
      case 26 -> "the file is not a Digest database. Check database.url, or move the file away";
      case 5, 6 -> "another process has held it for too long. Is a second Digest running on it?";
      case 3, 14, 23 ->
          "the file cannot be opened. Check that its folder exists and may be written";
      default -> oneLine(e);
    };
  }

  private static String oneLine(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null
        ? thrown.getClass().getSimpleName().toLowerCase(Locale.ROOT)
        : message.lines().findFirst().orElse("");
  }
}
