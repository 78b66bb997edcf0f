package digest.bench;

import digest.store.Database;
import digest.store.DatabaseSettings;
import digest.store.MoveStore;
import digest.testkit.PostgresServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves a store of a million readers, each with a delivery, from a file to a server and back. */
class MoveBench {

  private static final int READERS = 1_000_000;
  private static final InstantSource CLOCK = InstantSource.system();

  private static final String NUMBERS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + READERS + ") ";

  private static final List<String> FILLING =
      List.of(
          NUMBERS
              + "INSERT INTO subscribers SELECT i, 'Reader' || i || '@example.org',"
              + " 'reader' || i || '@example.org', 'Mira Example ' || i, 'en', 'Europe/Berlin', '[]',"
              + " '{}', 'reader' || i || '@example.org mira example ' || i, 1763000000000000 + i FROM n",
          NUMBERS
              + "INSERT INTO subscriptions SELECT 'readers', i, 'CONFIRMED', 1763000000000000 + i,"
              + " 'form', 1763000000000000, '192.0.2.1', 'yes please' FROM n",
          "INSERT INTO editions VALUES (1, 'daily', 1, '2026-11-23T07:00', '2026-11-23T07:00:00',"
              + " 'Europe/Berlin', 0, '{}', 1, '"
              + "a".repeat(64)
              + "', 'FROZEN', NULL, NULL, NULL,"
              + " NULL, 1)",
          NUMBERS
              + "INSERT INTO deliveries (edition_id, subscriber_id, state, address, name, since_at,"
              + " message_id, due_at, attempts, next_attempt_at, changed_at) SELECT 1, i, 'PENDING',"
              + " 'Reader' || i || '@example.org', 'Mira Example ' || i, 1763000000000000, '<e1.' || i"
              + " || '.0123456789abcdef@example.org>', 1763000000000000, 0, 1763000000000000,"
              + " 1763000000000000 FROM n");

  @TempDir Path folder;

  @Test
  void aMillionReaders() throws SQLException {
    DatabaseSettings from = file("old.db");
    Database.open(from, CLOCK).close();
    fill();
    Figures.print("old store: %,d bytes", folder.resolve("old.db").toFile().length());
    try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
      server.execute(PostgresServer.USER, "CREATE DATABASE fresh");
      DatabaseSettings to =
          new DatabaseSettings(server.url("fresh"), PostgresServer.USER, null, folder);
      move("file to server", from, to);
      move("server to file", to, file("back.db"));
    }
  }

  private static void move(String name, DatabaseSettings from, DatabaseSettings to) {
    Instant begin = CLOCK.instant();
    List<MoveStore.Moved> moved =
        new MoveStore(from, to, CLOCK)
            .move(
                (table, rows) -> {
                  if (rows % READERS == 0 && rows > 0) {
                    Figures.print("  %s %,d rows after %d ms", table, rows, since(begin));
                  }
                });
    Figures.print(
        "%s: %,d rows in %d ms, heap of at most %d MiB",
        name,
        moved.stream().mapToLong(MoveStore.Moved::rows).sum(),
        since(begin),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax() / (1 << 20));
  }

  private static long since(Instant begin) {
    return Duration.between(begin, CLOCK.instant()).toMillis();
  }

  private void fill() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("old.db"));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : FILLING) {
        statement.execute(sql);
      }
      connection.commit();
    }
  }

  private DatabaseSettings file(String name) {
    return new DatabaseSettings(
        "sqlite:" + folder.resolve(name), PostgresServer.USER, null, folder);
  }
}
