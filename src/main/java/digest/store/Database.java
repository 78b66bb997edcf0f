package digest.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The store as a whole: opened once, shared by the others of this room, closed last.
 *
 * <p>Safe for many threads. Every write is one transaction and durable when the call returns.
 * Instants are kept to the microsecond.
 */
public final class Database implements AutoCloseable {

  private static final int SECRET_BYTES = 32;

  private final Dialect dialect;
  private final HikariDataSource writers;
  private final HikariDataSource readers;
  private final Jdbi writing;
  private final Jdbi reading;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final byte[] secret;

  private Database(Dialect dialect, InstantSource clock) {
    this.dialect = dialect;
    migrate(dialect);
    this.writers = dialect.writer();
    this.readers = dialect.readers();
    this.writing = Jdbi.create(writers);
    this.reading = Jdbi.create(readers);
    this.secret =
        read(Database::findSecret).orElseGet(() -> write(handle -> makeSecret(handle, clock)));
  }

  /**
   * Opens the store, makes or updates its tables, and throws away what a killed freeze left. When
   * there is nothing to do it only reads, and waits for nobody who writes.
   *
   * @throws StoreFault when it cannot be opened, is none, or was written by a newer Digest
   */
  public static Database open(DatabaseSettings settings, InstantSource clock) {
    Dialect dialect = Dialect.of(settings);
    try {
      Database database = new Database(dialect, clock);
      database.tryRole(Dialect.FREEZER, Duration.ZERO).ifPresent(database::sweepAndLeave);
      return database;
    } catch (FlywayException | JdbiException e) {
      throw StoreFault.of(e, dialect.place());
    }
  }

  /** A name that no other store has; it tells nothing of the secret it is made from. */
  public String name() {
    return Json.hash("name of the store " + HexFormat.of().formatHex(secret)).substring(0, 16);
  }

  /** 32 random bytes made with the store; a copy. Never to be shown. */
  public byte[] secret() {
    return secret.clone();
  }

  /**
   * Copies the store into a new file, as of one instant, while others go on writing.
   *
   * @throws StoreFault when the file exists or cannot be written
   */
  public void backup(Path file) {
    if (Files.exists(file)) {
      throw new StoreFault("backup " + file + " exists already. Name a new file");
    }
    try {
      reading.useHandle(
          handle -> handle.createUpdate(Dialect.BACKUP).bind("file", file.toString()).execute());
    } catch (JdbiException e) {
      throw StoreFault.of(e, file.toString());
    }
  }

  /**
   * Takes the role of the one dispatcher of this store (delivery L8); closing gives it back, and so
   * does the death of this process. Empty when another process, or another holder in this one, has
   * it.
   */
  public Optional<AutoCloseable> tryDispatch() {
    return tryRole(Dialect.DISPATCHER, Duration.ZERO);
  }

  /** A hash over all rows of all tables: equal before and after what must change nothing. */
  public String checksum() {
    return read(
        handle -> {
          MessageDigest digest = Json.sha256();
          for (String table : handle.createQuery(Dialect.TABLES).mapTo(String.class).list()) {
            digest.update(table.getBytes(StandardCharsets.UTF_8));
            addRows(handle, table, digest);
          }
          return HexFormat.of().formatHex(digest.digest());
        });
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }

  /** Without anything secret. */
  @Override
  public String toString() {
    return "Database[" + dialect.place() + "]";
  }

  /**
   * Does something in one transaction of its own, durable when this returns. Writers take turns in
   * the order they came: the pool alone would let a loop of writes keep all others out.
   */
  <T> T write(HandleCallback<T, SQLException> work) {
    turn.lock();
    try {
      return guarded(() -> writing.inTransaction(work));
    } catch (StoreFault e) {
      // A full disk or a lost file may leave the connection in a state nobody has thought of.
      writers.getHikariPoolMXBean().softEvictConnections();
      throw e;
    } finally {
      turn.unlock();
    }
  }

  <T> T writeBeside(HandleCallback<T, SQLException> work) {
    return write(work);
  }

  public boolean isShared() {
    return false;
  }

  Dialect dialect() {
    return dialect;
  }

  /** Reads as of one instant. */
  <T> T read(HandleCallback<T, SQLException> work) {
    return guarded(() -> reading.inTransaction(work));
  }

  Optional<AutoCloseable> tryRole(String role, Duration patience) {
    return dialect.tryRole(role, patience);
  }

  /** Turns what a driver throws into words; what our own code throws goes through. */
  private <T> T guarded(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException | JdbiException e) {
      throw StoreFault.of(e, dialect.place());
    }
  }

  private void sweepAndLeave(AutoCloseable role) {
    try (role) {
      HalfBuilt.sweep(this);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw StoreFault.of(e, dialect.place());
    }
  }

  private static void migrate(Dialect dialect) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(dialect.unpooled())
            .locations(Dialect.MIGRATIONS)
            .loggers("slf4j")
            .load();
    MigrationInfo[] known = flyway.info().all();
    MigrationInfo current = flyway.info().current();
    if (current != null && !current.getState().isResolved()) {
      throw newer(dialect, current, known);
    }
    if (flyway.info().pending().length > 0) {
      flyway.migrate();
    }
  }

  private static StoreFault newer(Dialect dialect, MigrationInfo current, MigrationInfo[] known) {
    long ours = Arrays.stream(known).filter(info -> info.getState().isResolved()).count();
    return new StoreFault(
        "store "
            + dialect.place()
            + " was written by a newer Digest (schema "
            + current.getVersion()
            + ", this one knows "
            + ours
            + "). Install that version again, or restore a backup made before the update");
  }

  private static Optional<byte[]> findSecret(Handle handle) {
    return handle
        .createQuery("SELECT secret FROM store")
        .mapTo(String.class)
        .findOne()
        .map(HexFormat.of()::parseHex);
  }

  private static byte[] makeSecret(Handle handle, InstantSource clock) {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    handle
        .createUpdate(
            """
            INSERT INTO store (one, secret, made_at) VALUES (1, :secret, :now)
            ON CONFLICT (one) DO NOTHING""")
        .bind("secret", HexFormat.of().formatHex(bytes))
        .bind("now", Micros.of(clock.instant()))
        .execute();
    return findSecret(handle).orElseThrow();
  }

  private static void addRows(Handle handle, String table, MessageDigest digest)
      throws SQLException {
    try (var statement = handle.getConnection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1, 2")) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          digest.update((rows.getString(column) + "\u0000").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private interface Work<T> {
    T run() throws SQLException;
  }
}
