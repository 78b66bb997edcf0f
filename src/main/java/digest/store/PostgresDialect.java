package digest.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL: many nodes.
 *
 * <p>The code above looks and then acts, as one writer may. So an ordinary write begins with a lock
 * that one in the whole cluster can have; what is safe beside its like takes the same lock shared.
 * The lock ends with its transaction, and a transaction whose process was stopped in the middle is
 * ended by the server.
 */
final class PostgresDialect implements Dialect {

  private static final Logger log = LoggerFactory.getLogger(PostgresDialect.class);

  private static final String SCHEME = "jdbc:postgresql:";

  /** Of all advisory locks in a database, those that begin with this number are ours. */
  private static final int LOCKS = 0x44694765;

  private static final String ALONE = "SELECT pg_advisory_xact_lock" + lock("'writer'");
  private static final String BESIDE = "SELECT pg_advisory_xact_lock_shared" + lock("'writer'");

  private static final String TABLES =
      """
      SELECT table_name FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
        AND table_name NOT LIKE 'flyway%' AND table_name NOT LIKE 'qrtz%'
      ORDER BY table_name COLLATE "C\"""";

  private static final int WRITERS = 4;
  private static final int READERS = 4;

  /** A server that is away is told from a slow one after this long. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final Duration STILL_THERE = Duration.ofSeconds(2);

  /** Renewed now and then, so that a server that was moved behind its name is found. */
  private static final Duration LIFETIME = Duration.ofMinutes(30);

  /** A good part of {@link PostgresLimits#ROLE_LOST}. */
  private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(5);

  /** So many rows travel at a time: a list of a million is never in memory. */
  private static final int ROWS = 500;

  private final String url;
  private final DatabaseSettings settings;

  private PostgresDialect(DatabaseSettings settings) {
    this.url = settings.url();
    this.settings = settings;
  }

  static boolean speaks(String url) {
    return url.startsWith(SCHEME);
  }

  static PostgresDialect of(DatabaseSettings settings) {
    PostgresDialect dialect = new PostgresDialect(settings);
    dialect.source(PostgresLimits.MIGRATION);
    return dialect;
  }

  /** The arguments that lock a word in this schema of this database, for all its nodes. */
  static String lock(String word) {
    return "(" + LOCKS + ", hashtext(current_schema() || ' ' || " + word + "))";
  }

  /** Without parameters: among them may be what is nobody's business. */
  @Override
  public String place() {
    return url.split("\\?", 2)[0];
  }

  @Override
  public List<String> migrations() {
    return List.of("classpath:db/common", "classpath:db/postgresql");
  }

  @Override
  public DataSource unpooled() {
    return source(PostgresLimits.MIGRATION);
  }

  @Override
  public HikariDataSource writers() {
    return new HikariDataSource(pool("digest-writers", WRITERS, PostgresLimits.WRITING));
  }

  @Override
  public HikariDataSource readers() {
    HikariConfig pool = pool("digest-readers", READERS, PostgresLimits.WORK);
    pool.setReadOnly(true);
    pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    return new HikariDataSource(pool);
  }

  @Override
  public <T> T inTransaction(Jdbi jdbi, HandleCallback<T, SQLException> work) throws SQLException {
    return jdbi.inTransaction(work);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void writeAlone(Handle handle) {
    handle.execute(ALONE);
  }

  @Override
  public void writeBeside(Handle handle) {
    handle.execute(BESIDE);
  }

  @Override
  public void check() {
    Jdbi.create(source(PostgresLimits.WORK)).useHandle(this::check);
  }

  private void check(Handle handle) {
    String encoding = setting(handle, "server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new StoreFault(
          "store "
              + place()
              + ": the database's encoding is "
              + encoding
              + ", which cannot hold every name. Make one with ENCODING 'UTF8' TEMPLATE template0");
    }
    for (String name : List.of("fsync", "full_page_writes")) {
      if (!setting(handle, name).equals("on")) {
        log.warn("store may be lost when the server's machine fails setting={} value=off", name);
      }
    }
  }

  /**
   * A lock in a transaction that is kept open on a connection of its own, so that the server ends
   * it with its holder.
   */
  @Override
  public Optional<AutoCloseable> tryRole(String role, Duration patience) {
    return PostgresRole.take(source(PostgresLimits.role(patience)), role, BETWEEN_SIGNS, place());
  }

  /** Many may dispatch: claims keep them apart. */
  @Override
  public Optional<AutoCloseable> tryDispatch() {
    return Optional.of(() -> {});
  }

  @Override
  public String tables() {
    return TABLES;
  }

  @Override
  public String now() {
    return "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
  }

  @Override
  public String skipLocked() {
    return " FOR UPDATE OF d SKIP LOCKED";
  }

  /** Its own survey comes within a minute: until then a claim might sort the whole edition. */
  @Override
  public void survey(Handle handle) {
    handle.execute("ANALYZE deliveries");
  }

  @Override
  public String among() {
    return "= ANY (CAST(? AS BIGINT[]))";
  }

  @Override
  public String numbers(long... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public void backup(Jdbi reading, Path file, String held) {
    throw new StoreFault(
        "store "
            + place()
            + " is a PostgreSQL database, which Digest does not copy. Use: pg_dump -Fc -f "
            + file
            + ". A copy that is restored starts held, so that nobody is mailed twice");
  }

  private HikariConfig pool(String name, int size, PostgresLimits limits) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source(limits));
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(CONNECT.toMillis());
    pool.setValidationTimeout(STILL_THERE.toMillis());
    pool.setMaxLifetime(LIFETIME.toMillis());
    // The first to need one says what is wrong; the pool itself waits and tries again.
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  private PGSimpleDataSource source(PostgresLimits limits) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(url);
    } catch (IllegalArgumentException e) {
      throw new StoreFault(
          "database.url \""
              + place()
              + "\" cannot be read. Example: jdbc:postgresql://localhost:5432/digest",
          e);
    }
    if (settings.username() != null) {
      source.setUser(settings.username());
    }
    if (settings.password() != null) {
      source.setPassword(settings.password());
    }
    // Which process it is stands in pg_stat_activity, for whoever looks for one that hangs.
    source.setApplicationName("digest-" + ProcessHandle.current().pid());
    source.setTcpKeepAlive(true);
    source.setConnectTimeout(Math.toIntExact(CONNECT.toSeconds()));
    source.setSocketTimeout(Math.toIntExact(limits.socket().toSeconds()));
    source.setDefaultRowFetchSize(ROWS);
    // The details of an error quote the row: names and addresses.
    source.setLogServerErrorDetail(false);
    String given = source.getOptions();
    source.setOptions((given == null ? "" : given + " ") + limits.options());
    return source;
  }

  private static String setting(Handle handle, String name) {
    return handle
        .createQuery("SELECT current_setting(:name)")
        .bind("name", name)
        .mapTo(String.class)
        .one();
  }
}
