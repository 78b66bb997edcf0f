package digest.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import digest.store.Database;
import digest.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A fresh store in a folder of a test's, which can be opened anew as after a crash.
 *
 * <p>Tests name no database: the system property {@link #KIND} does. With {@code postgresql} a
 * folder stands for a database of the run's one server.
 */
public final class TestDatabase implements AutoCloseable {

  /** The system property that says on what the tests run: {@code sqlite} when it is missing. */
  public static final String KIND = "digest.test.database";

  /** The other value of it. */
  public static final String POSTGRESQL = "postgresql";

  /** What the store's clock shows. */
  public static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  /** Ours, and in the middle of a transaction. */
  private static final String OPEN_TRANSACTIONS =
      """
      SELECT state || ': ' || query FROM pg_stat_activity
      WHERE datname = '%s' AND state LIKE 'idle in transaction%%'""";

  private static final Duration A_MOMENT = Duration.ofSeconds(5);

  private final Path folder;
  private final InstantSource clock;
  private Database database;

  private TestDatabase(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    this.database = Database.open(settings(), clock);
  }

  /** A store in this folder, made when there is none; its clock stands still. */
  public static TestDatabase in(Path folder) {
    return in(folder, InstantSource.fixed(NOW));
  }

  /** A store in this folder, made when there is none. */
  public static TestDatabase in(Path folder, InstantSource clock) {
    return new TestDatabase(folder, clock);
  }

  /** Where a folder's store is; for the same folder always the same. */
  public static DatabaseSettings settings(Path folder) {
    return isPostgresql()
        ? PostgresFolders.of(folder)
        : new DatabaseSettings(
            "sqlite:" + folder.resolve("digest.db"), null, null, folder.resolve("data"));
  }

  /** The server of this run; only where tests are for it alone. */
  public static PostgresServer server() {
    return PostgresFolders.server();
  }

  /** The open store. */
  public Database get() {
    return database;
  }

  /** Where it is. */
  public DatabaseSettings settings() {
    return settings(folder);
  }

  /** Opens it a second time beside the first one, as a new process after a kill does. */
  public Database openAgain() {
    return Database.open(settings(), clock);
  }

  /** Closes it and opens it again. */
  public Database reopen() {
    database.close();
    database = openAgain();
    return database;
  }

  /** What the disk holds at this instant, as a store in another folder: a power cut's view. */
  public TestDatabase copyTo(Path other) {
    try {
      Files.createDirectories(other);
      for (String name : List.of("digest.db", "digest.db-wal")) {
        if (Files.exists(folder.resolve(name))) {
          Files.copy(
              folder.resolve(name), other.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TestDatabase(other, clock);
  }

  /** The file that holds it, where one does. */
  public Path file() {
    return folder.resolve("digest.db");
  }

  @Override
  public void close() {
    database.close();
    if (isPostgresql()) {
      PostgresFolders.name(folder).ifPresent(TestDatabase::nothingIsLeftOpen);
    }
  }

  /** Whether many processes send from it. */
  public static boolean isShared() {
    return isPostgresql();
  }

  private static boolean isPostgresql() {
    return POSTGRESQL.equals(System.getProperty(KIND));
  }

  /** A transaction that was forgotten would keep its locks, and all other nodes waiting. */
  private static void nothingIsLeftOpen(String name) {
    Awaitility.await("no transaction is open")
        .atMost(A_MOMENT)
        .pollInterval(Duration.ofMillis(50))
        .pollDelay(Duration.ZERO)
        .untilAsserted(
            () -> assertThat(server().query(name, OPEN_TRANSACTIONS.formatted(name))).isEmpty());
  }
}
