package digest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** With a real file, one connection that writes, and another beside it. */
class SqliteTransactionTest {

  @TempDir Path folder;
  private Connection writer;
  private Connection beside;
  private Jdbi jdbi;

  @BeforeEach
  void open() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setBusyTimeout(0);
    config.setPragma(SQLiteConfig.Pragma.FOREIGN_KEYS, "true");
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + folder.resolve("a.db"));
    writer = source.getConnection();
    jdbi = Jdbi.create(writer);
    beside = DriverManager.getConnection(source.getUrl());
    execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)");
    execute(
        "CREATE TABLE children (id INTEGER PRIMARY KEY,"
            + " parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)");
  }

  @AfterEach
  void close() throws SQLException {
    writer.close();
    beside.close();
  }

  @Test
  @DisplayName("delivery/L1: what was done is committed, and nothing is locked any more")
  void commitsOnce() throws SQLException {
    int changed = add("parents (id) VALUES (1)");
    assertThat(changed).isOne();
    assertThat(count("parents")).isOne();
    execute("INSERT INTO parents (id) VALUES (2)");
    assertThat(writer.getAutoCommit()).isTrue();
  }

  @Test
  @DisplayName("delivery/L5: work that fails leaves nothing, and the next goes on")
  void undoesWhatFails() throws SQLException {
    fail(handle -> handle.execute("INSERT INTO parents (id) VALUES (1)"));
    assertThat(count("parents")).isZero();
    add("parents (id) VALUES (3)");
    assertThat(count("parents")).isOne();
  }

  @Test
  @DisplayName("delivery/L5: a transaction whose end fails leaves nothing and no lock")
  void undoesWhatCannotBeCommitted() throws SQLException {
    assertThatThrownBy(() -> add("children (id, parent) VALUES (1, 99)"))
        .hasMessageContaining("FOREIGN KEY");
    assertThat(count("children")).isZero();
    execute("INSERT INTO parents (id) VALUES (2)");
    add("children (id, parent) VALUES (1, 2)");
    assertThat(count("children")).isOne();
  }

  @Test
  @DisplayName("delivery/L5: one that cannot begin says why, and the next goes on")
  void cannotBegin() throws SQLException {
    execute("BEGIN IMMEDIATE");
    assertThatThrownBy(() -> add("parents (id) VALUES (1)")).hasMessageContaining("locked");
    execute("COMMIT");
    assertThat(count("parents")).isZero();
    add("parents (id) VALUES (1)");
    assertThat(count("parents")).isOne();
  }

  @Test
  @DisplayName("delivery/L1: one within another is part of it, and is undone with it")
  void joinsTheOneAround() throws SQLException {
    fail(handle -> add("parents (id) VALUES (1)"));
    assertThat(count("parents")).isZero();
  }

  private void fail(HandleConsumer<SQLException> work) {
    assertThatThrownBy(
            () ->
                SqliteTransaction.run(
                    jdbi,
                    handle -> {
                      work.useHandle(handle);
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  private int add(String row) throws SQLException {
    return SqliteTransaction.run(jdbi, handle -> handle.execute("INSERT INTO " + row));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = beside.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String table) throws SQLException {
    try (Statement statement = beside.createStatement()) {
      return statement.executeQuery("SELECT COUNT(*) FROM " + table).getLong(1);
    }
  }
}
