package digest.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * SQLite with a write-ahead log, synced at every commit: one node.
 *
 * <p>One connection writes, in {@code IMMEDIATE} transactions: a lock is taken at the start, never
 * in the middle, where SQLite would have to refuse. Some read beside it, each seeing one instant.
 */
final class SqliteDialect implements Dialect {

  private static final String DISPATCHER = "dispatcher";

  private static final String TABLES =
      """
      SELECT name FROM sqlite_master
      WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'flyway%'
      ORDER BY name""";

  private static final String BACKUP = "VACUUM INTO :file";
  private static final String SCHEME = "sqlite:";
  private static final int READERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CACHE_KIBIBYTES = 8192;

  private static final Logger log = LoggerFactory.getLogger(SqliteDialect.class);

  private final Path file;

  private SqliteDialect(Path file) {
    this.file = file;
  }

  static boolean speaks(String url) {
    return url.startsWith(SCHEME);
  }

  static Path file(DatabaseSettings settings) {
    return Path.of(settings.url().substring(SCHEME.length())).toAbsolutePath().normalize();
  }

  static SqliteDialect of(DatabaseSettings settings) {
    Path file = file(settings);
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
    return new SqliteDialect(file);
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public List<String> migrations() {
    return List.of("classpath:db/common", "classpath:db/sqlite");
  }

  @Override
  public DataSource unpooled() {
    return source(new SQLiteConfig());
  }

  @Override
  public HikariDataSource writers() {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    return pool("digest-writer", 1, config);
  }

  @Override
  public HikariDataSource readers() {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(TransactionMode.DEFERRED);
    return pool("digest-readers", READERS, config);
  }

  @Override
  public <T> T inTransaction(Jdbi jdbi, HandleCallback<T, SQLException> work) throws SQLException {
    return SqliteTransaction.run(jdbi, work);
  }

  @Override
  public boolean isShared() {
    return false;
  }

  /** There is one writing connection, and its transactions are {@code IMMEDIATE}. */
  @Override
  public void writeAlone(Handle handle) {}

  @Override
  public void writeBeside(Handle handle) {}

  /** The file was looked at when it was named. */
  @Override
  public void check() {}

  /**
   * A lock of the operating system on a file beside the database, so a killed holder loses it at
   * once. SQLite takes it: unlike a {@code FileLock} it survives that somebody else in this process
   * opens and closes the same file.
   */
  @Override
  public Optional<AutoCloseable> tryRole(String role, Duration patience) {
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

  @Override
  public Optional<AutoCloseable> tryDispatch() {
    return tryRole(DISPATCHER, Duration.ZERO);
  }

  @Override
  public String tables() {
    return TABLES;
  }

  @Override
  public String now() {
    return "CAST(unixepoch('subsec') * 1000000 AS INTEGER)";
  }

  /** A transaction that writes is alone. */
  @Override
  public String skipLocked() {
    return "";
  }

  /** It is told once how many there are, whatever there are. */
  @Override
  public void survey(Handle handle) {}

  @Override
  public String among() {
    return "IN (SELECT value FROM json_each(?))";
  }

  @Override
  public String numbers(long... numbers) {
    return Arrays.toString(numbers);
  }

  /** The copy gets its name when it is complete and held, never before. */
  @Override
  public void backup(Jdbi reading, Path to, String held) {
    Path draft = to.resolveSibling(to.getFileName() + ".part");
    try {
      Files.deleteIfExists(draft);
      Files.createFile(draft, PrivateFile.ownersOnly(draft));
      reading.useHandle(
          handle -> handle.createUpdate(BACKUP).bind("file", draft.toString()).execute());
      mark(draft, held);
      Files.move(draft, to);
    } catch (IOException | SQLException e) {
      throw new StoreFault(
          "backup " + to + " cannot be written (" + e.getClass().getSimpleName() + ")", e);
    } finally {
      discard(draft);
    }
  }

  private static void mark(Path copy, String held) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + copy);
    try (Connection connection = source.getConnection();
        PreparedStatement mark = connection.prepareStatement("UPDATE store SET held = ?")) {
      mark.setString(1, held);
      mark.executeUpdate();
    }
  }

  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      log.warn("a draft could not be deleted file={}", draft);
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
    // Each is used by one thread at a time: the pool and the driver see to that.
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(Math.toIntExact(PATIENCE.toMillis()));
    config.setCacheSize(-CACHE_KIBIBYTES);
    config.setPragma(Pragma.FOREIGN_KEYS, "true");
    // What a person asked us to forget is overwritten, not only unlinked (GDPR Art. 17).
    config.setPragma(Pragma.SECURE_DELETE, "true");
    SQLiteDataSource source = new Patiently(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** Each connection waits by {@link Knocking}. */
  private static final class Patiently extends SQLiteDataSource {
    private Patiently(SQLiteConfig config) {
      super(config);
    }

    @Override
    public SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
        throws SQLException {
      SQLiteConnection connection = super.getConnection(user, password);
      Knocking.at(connection, PATIENCE);
      return connection;
    }
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
