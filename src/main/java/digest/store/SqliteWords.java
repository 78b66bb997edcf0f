package digest.store;

import org.sqlite.SQLiteException;

/** SQLite's errors, as a person can act on them. */
final class SqliteWords {

  /** An extended code of SQLite holds the plain one in its last byte. */
  private static final int PLAIN_CODE = 0xff;

  private SqliteWords() {}

  static String of(SQLiteException e) {
    String said = StoreFault.oneLine(e);
    return switch (e.getResultCode().code & PLAIN_CODE) {
      case 13 -> "the disk is full. Nothing is lost; make room, and it goes on by itself";
      case 8 -> "it is read-only. Check the file's owner and mode, and how the disk is mounted";
      case 10 -> "the disk answers with errors (" + said + "). Check the disk and its mount";
      case 11 -> "the file is damaged. Stop Digest and restore the latest backup";
      case 26 -> "the file is not a Digest database. Check database.url, or move the file away";
      case 5, 6 -> "another process has held it for too long. Is a second Digest running on it?";
      case 3, 14, 23 ->
          "the file cannot be opened. Check that its folder exists and may be written";
      default -> said;
    };
  }
}
