package digest.testkit;

import digest.store.Database;
import digest.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A fresh store in a folder of a test's, which can be opened anew as after a crash.
 *
 * <p>Today it is a SQLite file; tests name no database, so that another one can stand here.
 */
public final class TestDatabase implements AutoCloseable {

  /** What the store's clock shows. */
  public static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

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

  /** The open store. */
  public Database get() {
    return database;
  }

  /** Where it is. */
  public DatabaseSettings settings() {
    return new DatabaseSettings("sqlite:" + file(), null, null, folder.resolve("data"));
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

  /** The file that holds it. */
  public Path file() {
    return folder.resolve("digest.db");
  }

  @Override
  public void close() {
    database.close();
  }
}
