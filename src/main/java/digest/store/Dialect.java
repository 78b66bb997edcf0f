package digest.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What differs between databases: how one is opened, who may hold a role, how it is copied. Here:
 * SQLite with a write-ahead log, synced at every commit.
 *
 * <p>One connection writes, in {@code IMMEDIATE} transactions: a lock is taken at the start, never
 * in the middle, where SQLite would have to refuse. Some read beside it, each seeing one instant.
 */
final class Dialect {

  /** The dispatcher of this store (delivery L8). */
  static final String DISPATCHER = "dispatcher";

  /** Who freezes, so that a living freeze is told from a dead one's remains. */
  static final String FREEZER = "freezer";

  static final String[] MIGRATIONS = {"classpath:db/common", "classpath:db/sqlite"};

  /** All tables of ours. */
  static final String TABLES =
      """
      SELECT name FROM sqlite_master
      WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'flyway%'
      ORDER BY name""";

  static final String BACKUP = "VACUUM INTO :file";

  private static final String SCHEME = "sqlite:";
  private static final int READERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CACHE_KIBIBYTES = 8192;

  private final Path file;

  private Dialect(Path file) {
    this.file = file;
  }

  /** Looks at what a person can get wrong before a driver words it. */
  static Dialect of(DatabaseSettings settings) {
    if (!settings.url().startsWith(SCHEME)) {
      throw new StoreFault(
          "database.url \"" + settings.url() + "\" is not known here; use sqlite:PATH");
    }
    Path file = Path.of(settings.url().substring(SCHEME.length())).toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new StoreFault(
          "store " + file + ": its folder does not exist. Make it, or change database.url");
    }
    if (Files.isDirectory(file)) {
      throw new StoreFault("store " + file + " is a folder. Name a file in it in database.url");
    }
    NativeLibrary.unpackBelow(settings.dataDir());
    createPrivately(file);
    return new Dialect(file);
  }

  String now() {
    return "CAST(unixepoch('subsec') * 1000000 AS INTEGER)";
  }

  String claiming() {
    return "";
  }

  /** The place, for people. */
  String place() {
    return file.toString();
  }

  DataSource unpooled() {
    return source(new SQLiteConfig());
  }

  HikariDataSource writer() {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    return pool("digest-writer", 1, config);
  }

  HikariDataSource readers() {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(TransactionMode.DEFERRED);
    return pool("digest-readers", READERS, config);
  }

  /**
   * Takes a role that one holder at a time may have, among all processes and all objects of this
   * one. It is a lock of the operating system on a file beside the database, so a killed holder
   * loses it at once. SQLite takes it: unlike a {@code FileLock} it survives that somebody else in
   * this process opens and closes the same file.
   *
   * @param patience how long to wait for it
   */
  Optional<AutoCloseable> tryRole(String role, Duration patience) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file + "." + role);
    try {
      Connection holder = source.getConnection();
      return lock(holder) ? Optional.of(holder) : Optional.empty();
    } catch (SQLException e) {
      throw StoreFault.of(e, place());
    }
  }

  private static boolean lock(Connection holder) throws SQLException {
    try (Statement statement = holder.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      return true;
    } catch (SQLiteException e) {
      holder.close();
      if (e.getResultCode() == SQLiteErrorCode.SQLITE_BUSY) {
        return false;
      }
      throw e;
    }
  }

  private HikariDataSource pool(String name, int size, SQLiteConfig config) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source(config));
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(1);
    // A file does not age: no connection is renewed for its own sake.
    pool.setMaxLifetime(0);
    pool.setInitializationFailTimeout(-1);
    return new HikariDataSource(pool);
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(Math.toIntExact(PATIENCE.toMillis()));
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setPragma(Pragma.FOREIGN_KEYS, "true");
    // What a person asked us to forget is overwritten, not only unlinked (GDPR Art. 17).
    config.setPragma(Pragma.SECURE_DELETE, "true");
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** Names, addresses and the secret are in it: nobody but the owner reads it. */
  private static void createPrivately(Path file) {
    try {
      if (Files.notExists(file)) {
        Files.createFile(file, PrivateFile.ownersOnly(file));
      }
    } catch (IOException e) {
      throw new StoreFault(
          "store " + file + ": the file cannot be made. Check that its folder may be written", e);
    }
  }
}
