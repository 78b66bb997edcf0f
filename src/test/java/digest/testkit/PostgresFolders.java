package digest.testkit;

import digest.store.Database;
import digest.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server for a run of tests, and in it a database for each folder. A file in the folder says
 * which, so that a second process finds it.
 */
final class PostgresFolders {

  private static final String SIGN = "postgresql.url";
  private static final String MODEL = "model";

  private final PostgresServer server;
  private final Map<Path, String> databases = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();

  private PostgresFolders(PostgresServer server, Path scratch) {
    this.server = server;
    server.execute(PostgresServer.USER, "CREATE DATABASE " + MODEL);
    Database.open(settings(server.url(MODEL), scratch), InstantSource.system()).close();
    // Each store makes a secret of its own.
    server.execute(MODEL, "DELETE FROM store");
  }

  /** Started when a test first wants it. */
  private static final class Lazily {
    private static final PostgresFolders RUN = start();
  }

  static PostgresServer server() {
    return Lazily.RUN.server;
  }

  /** The database of a folder, made when it has none. */
  static DatabaseSettings of(Path folder) {
    Path sign = folder.resolve(SIGN);
    try {
      if (Files.notExists(sign)) {
        Files.writeString(sign, Lazily.RUN.make(folder)); // once: other processes read it meanwhile
      }
      return settings(Files.readString(sign), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of a folder's database, when this process made it. */
  static Optional<String> name(Path folder) {
    return Optional.ofNullable(Lazily.RUN.databases.get(folder));
  }

  private String make(Path folder) {
    sweep();
    String name = "test" + made.incrementAndGet();
    server.execute(PostgresServer.USER, "CREATE DATABASE " + name + " TEMPLATE " + MODEL);
    databases.put(folder, name);
    return server.url(name);
  }

  /** Tests throw their folders away; their databases would fill the disk. */
  private void sweep() {
    databases.forEach(
        (folder, name) -> {
          if (Files.notExists(folder)) {
            server.execute(PostgresServer.USER, "DROP DATABASE " + name + " WITH (FORCE)");
            databases.remove(folder);
          }
        });
  }

  private static DatabaseSettings settings(String url, Path folder) {
    return new DatabaseSettings(url, PostgresServer.USER, null, folder.resolve("data"));
  }

  private static PostgresFolders start() {
    try {
      Path scratch = Files.createTempDirectory("digest-postgresql");
      PostgresServer server = PostgresServer.start(scratch.resolve("server"));
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.close();
                    Folders.delete(scratch);
                  }));
      return new PostgresFolders(server, scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
