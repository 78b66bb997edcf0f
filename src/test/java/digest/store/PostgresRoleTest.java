package digest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.testkit.OnPostgresql;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles that one holder in a cluster may have. */
@OnPostgresql
class PostgresRoleTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;
  private TestDatabase store;
  private Database one;
  private Database two;
  private ExecutorService threads;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    one = store.get();
    two = store.openAgain();
    threads = Executors.newCachedThreadPool();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    two.close();
    store.close();
  }

  @Test
  @DisplayName("delivery/L8: of a shared store everybody may dispatch")
  void manyMayDispatch() {
    assertThat(one.isShared()).isTrue();
    assertThat(one.tryDispatch()).isPresent();
    assertThat(two.tryDispatch()).isPresent();
  }

  @Test
  void aRoleIsOneHoldersInTheWholeCluster() throws Exception {
    AutoCloseable role = one.tryRole(Dialect.FREEZER, Duration.ZERO).orElseThrow();
    assertThat(one.tryRole(Dialect.FREEZER, Duration.ZERO)).isEmpty();
    assertThat(two.tryRole(Dialect.FREEZER, Duration.ofMillis(200))).isEmpty();
    try (AutoCloseable other = two.tryRole("another", Duration.ZERO).orElseThrow()) {
      assertThat(other).isNotNull();
    }
    Future<AutoCloseable> next =
        threads.submit(() -> two.tryRole(Dialect.FREEZER, LONG).orElseThrow());
    await().atMost(LONG).until(() -> waiting() == 1);
    role.close();
    next.get().close();
    role.close();
  }

  @Test
  void aRoleKeepsNobodyFromWriting() throws Exception {
    try (AutoCloseable role = one.tryRole(Dialect.FREEZER, Duration.ZERO).orElseThrow()) {
      assertThat(role).isNotNull();
      Samples.reader(two, "ann");
      Samples.reader(one, "bob");
    }
  }

  @Test
  void aHolderThatLivesKeepsTheRoleAndOneThatFallsSilentLosesIt() throws Exception {
    try (AutoCloseable alive = role(Duration.ofMillis(50))) {
      assertThat(alive).isNotNull();
      await()
          .during(Duration.ofSeconds(2))
          .atMost(LONG)
          .until(() -> two.tryRole(Dialect.FREEZER, Duration.ZERO).isEmpty());
    }
    try (AutoCloseable silent = role(LONG);
        AutoCloseable next = two.tryRole(Dialect.FREEZER, LONG).orElseThrow()) {
      assertThat(silent).isNotNull();
      assertThat(next).isNotNull();
    }
  }

  @Test
  void aHolderThatIsKilledLosesTheRole() throws Exception {
    try (AutoCloseable killed = one.tryRole(Dialect.FREEZER, Duration.ZERO).orElseThrow()) {
      assertThat(killed).isNotNull();
      endSilentTransactions();
      try (AutoCloseable next = two.tryRole(Dialect.FREEZER, LONG).orElseThrow()) {
        assertThat(next).isNotNull();
      }
    }
  }

  private void endSilentTransactions() {
    String database = one.read(handle -> one(handle, "SELECT current_database()"));
    TestDatabase.server()
        .query(
            database,
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'idle in transaction'""");
  }

  private long waiting() {
    return one.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT COUNT(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                    WHERE NOT l.granted AND a.datname = current_database()""")
                .mapTo(Long.class)
                .one());
  }

  private AutoCloseable role(Duration betweenSigns) {
    var source = new org.postgresql.ds.PGSimpleDataSource();
    source.setUrl(store.settings().url());
    source.setUser(store.settings().username());
    source.setOptions("-c idle_in_transaction_session_timeout=500");
    return PostgresRole.take(source, Dialect.FREEZER, betweenSigns, "here").orElseThrow();
  }

  private static String one(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }
}
