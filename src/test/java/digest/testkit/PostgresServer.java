package digest.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL server that syncs every commit, as durable as one in use. Its zone and its
 * order of letters are not those of the tests on purpose.
 */
public final class PostgresServer implements AutoCloseable {

  /** The superuser; everybody from this machine may be it. */
  public static final String USER = "postgres";

  /** Needs a password: {@link #CLERKS_PASSWORD}. */
  public static final String CLERK = "clerk";

  /** What the clerk logs in with. */
  public static final String CLERKS_PASSWORD = "an open secret";

  private final Running running;

  private PostgresServer(Running running) {
    this.running = running;
  }

  /** How a server is started and stopped. */
  interface Running {
    Path data();

    int port();

    void start() throws IOException;

    void stop() throws IOException;
  }

  /**
   * Makes one in a folder and starts it.
   *
   * @throws IllegalStateException when neither the embedded server nor the machine's own starts
   */
  public static PostgresServer start(Path data) {
    try {
      return new PostgresServer(EmbeddedServer.start(data)).withClerk();
    } catch (IOException | RuntimeException e) {
      return DebianServer.launch()
          .map(own -> new PostgresServer(own).withClerk())
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "no PostgreSQL starts here, so nothing is proved about it. Allow user"
                          + " namespaces or install postgresql ("
                          + e.getMessage()
                          + ")",
                      e));
    }
  }

  /** Stops it; its data stays. */
  public void stop() {
    try {
      running.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it as a power cut would; what it had not synced is the page cache's. */
  public void kill() {
    try {
      String pid = Files.readAllLines(running.data().resolve("postmaster.pid")).get(0);
      ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      List<ProcessHandle> all = new ArrayList<>(server.children().toList());
      all.add(0, server);
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().join());
      Files.deleteIfExists(running.data().resolve("postmaster.pid"));
      running.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it where it was: the same data, the same port. */
  public void startAgain() {
    try {
      running.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Setting(String name, String value) {}

  static List<Setting> settings() {
    return List.of(
        new Setting("fsync", "on"),
        new Setting("synchronous_commit", "on"),
        new Setting("full_page_writes", "on"),
        new Setting("max_connections", "100"),
        new Setting("timezone", "Asia/Kathmandu"));
  }

  /** The address of one of its databases. */
  public String url(String database) {
    return "jdbc:postgresql://localhost:" + running.port() + "/" + database;
  }

  /** A connection past all of our code. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, "");
  }

  /** Runs a statement past all of our code. */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of what a query gives. */
  public List<String> query(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private PostgresServer withClerk() {
    Path rules = running.data().resolve("pg_hba.conf");
    try {
      String known = Files.readString(rules);
      Files.writeString(rules, "host all %s all scram-sha-256%n".formatted(CLERK) + known);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute(USER, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(CLERK, CLERKS_PASSWORD));
    execute(USER, "SELECT pg_reload_conf()");
    return this;
  }

  /** Stops it and throws its data away. */
  @Override
  public void close() {
    stop();
    Folders.delete(running.data());
  }
}
