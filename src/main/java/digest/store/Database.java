package digest.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

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
  private final WriteTurn turn = new WriteTurn();
  private final byte[] secret;
  private final InstantSource clock;

  private Database(Dialect dialect, InstantSource clock) {
    this.dialect = dialect;
    this.clock = clock;
    dialect.check();
    Schema.migrate(dialect);
    this.writers = dialect.writers();
    this.readers = dialect.readers();
    this.writing = jdbi(writers);
    this.reading = jdbi(readers);
    try {
      this.secret =
          read(Database::findSecret).orElseGet(() -> write(handle -> makeSecret(handle, clock)));
    } catch (StoreFault e) {
      close();
      throw e;
    }
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

  /**
   * The time that all who work on this store agree on: the database's where many do.
   *
   * @param own this machine's
   */
  public InstantSource clock(InstantSource own) {
    return isShared() ? new SharedClock(this::now, System::nanoTime) : own;
  }

  private Instant now() {
    return read(
        handle -> Micros.at(handle.createQuery("SELECT " + dialect.now()).mapTo(Long.class).one()));
  }

  /** A name that no other store has; it tells nothing of the secret it is made from. */
  public String name() {
    return Json.hash("name of the store " + HexFormat.of().formatHex(secret)).substring(0, 16);
  }

  /** 32 random bytes made with the store; a copy. Never to be shown. */
  public byte[] secret() {
    return secret.clone();
  }

  /** Whether many processes, on many machines, may live on it at once. */
  public boolean isShared() {
    return dialect.isShared();
  }

  /**
   * Copies the store into a new file, as of one instant, while others go on writing. The copy is
   * held from its first moment, so that nobody is mailed from both (picking C5).
   *
   * @throws StoreFault when the file exists or cannot be written, or the store is no file: then it
   *     says what to use instead
   */
  public void backup(Path file) {
    if (Files.exists(file)) {
      throw new StoreFault("backup " + file + " exists already. Name a new file");
    }
    try {
      dialect.backup(reading, file, held());
    } catch (JdbiException e) {
      throw StoreFault.of(e, file.toString());
    }
  }

  /**
   * Takes the role of a dispatcher of this store (delivery L8); closing gives it back, and so does
   * the death of this process. Empty when another process, or another holder in this one, has it
   * and the store is not shared. Of a shared one all may dispatch: claims keep them apart.
   */
  public Optional<AutoCloseable> tryDispatch() {
    return dialect.tryDispatch();
  }

  /**
   * A connection for who keeps other tables beside ours, as the scheduler does; its transactions
   * are the caller's, and closing gives it back. Only on a shared store.
   */
  public Connection connection() throws SQLException {
    if (!isShared()) {
      throw new IllegalStateException("a store of one node has no tables but ours");
    }
    return writers.getConnection();
  }

  /** A hash over all rows of all tables: equal before and after what must change nothing. */
  public String checksum() {
    return read(handle -> Checksum.of(handle, dialect));
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
   * Does something in one transaction of its own, durable when this returns. Nobody else writes
   * meanwhile, so it may look and then act on what it saw.
   */
  <T> T write(HandleCallback<T, SQLException> work) {
    return turn.take(
        () ->
            written(
                handle -> {
                  dialect.writeAlone(handle);
                  return work.withHandle(handle);
                }));
  }

  /**
   * Like {@link #write}, but in a shared store others that come this way write at the same time:
   * for what names its rows and changes them in one statement. Never beside {@link #write}.
   */
  <T> T writeBeside(HandleCallback<T, SQLException> work) {
    if (!dialect.isShared()) {
      return write(work);
    }
    return written(
        handle -> {
          dialect.writeBeside(handle);
          return work.withHandle(handle);
        });
  }

  /** Reads as of one instant. */
  <T> T read(HandleCallback<T, SQLException> work) {
    return guarded(() -> dialect.inTransaction(reading, work));
  }

  Optional<AutoCloseable> tryRole(String role, Duration patience) {
    return dialect.tryRole(role, patience);
  }

  Dialect dialect() {
    return dialect;
  }

  private <T> T written(HandleCallback<T, SQLException> work) {
    try {
      return guarded(() -> dialect.inTransaction(writing, work));
    } catch (StoreFault e) {
      // A full disk or a lost file may leave the connection in a state nobody has thought of.
      writers.getHikariPoolMXBean().softEvictConnections();
      throw e;
    }
  }

  private String held() {
    return "nothing is sent: this store is a backup of "
        + WorldTime.words(clock.instant())
        + " of "
        + dialect.place()
        + ". What was sent since would be sent again. When nobody else sends from the original, look at"
        + " what would go out: digest database release";
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

  /** Its exceptions would quote what was bound: names and addresses. */
  private static Jdbi jdbi(DataSource source) {
    return Jdbi.create(source)
        .configure(
            StatementExceptions.class,
            exceptions -> exceptions.setMessageRendering(MessageRendering.NONE))
        .registerArgument(new StoredText());
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

  private interface Work<T> {
    T run() throws SQLException;
  }
}
