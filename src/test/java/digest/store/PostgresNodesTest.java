package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.delivery.Due;
import digest.edition.Edition;
import digest.testkit.OnPostgresql;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL. */
@OnPostgresql
class PostgresNodesTest {

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
  @DisplayName("picking/E1: 400 bells on two nodes make one edition of a slot")
  void aSlotHasOneEditionWhoeverMakesIt() throws Exception {
    List<Edition> made = bothNodes(node -> repeat(200, () -> Samples.draft(node, DAILY, 23, "a")));
    assertThat(made).hasSize(400).allMatch(made.get(0)::equals);
    assertThat(new Editions(one).latest(10)).hasSize(1);
  }

  @Test
  void numbersOfEditionsHaveNoHolesAndNoDoubles() throws Exception {
    bothNodes(node -> List.of(Samples.draft(node, DAILY, node == one ? 23 : 24, "a")));
    assertThat(new Editions(two).latest(DAILY, 10))
        .extracting(Edition::number)
        .containsExactly(2, 1);
  }

  @Test
  @DisplayName("readers/I3: one address is one reader, whatever node takes it in")
  void oneAddressIsOneReaderOnAllNodes() throws Exception {
    bothNodes(node -> repeat(100, () -> new Subscribers(node).save(Samples.person("ann"), NOW)));
    assertThat(new Subscribers(one).count()).isEqualTo(1);
    List<Subscriber> both =
        bothNodes(
            node ->
                List.of(
                    Samples.reader(node, node == one ? "bob" : "cyd"),
                    Samples.reader(node, node == one ? "dan" : "eve")));
    assertThat(both).extracting(Subscriber::id).doesNotHaveDuplicates();
  }

  @Test
  void whatRunsBesideItsLikeDoesNotWaitForIt() throws Exception {
    CyclicBarrier inside = new CyclicBarrier(2);
    List<Integer> met =
        bothNodes(
            node ->
                List.of(
                    node.writeBeside(handle -> meet(inside)),
                    node.writeBeside(handle -> meet(inside))));
    assertThat(met).hasSize(4);
  }

  @Test
  void anOrdinaryWriteIsAloneInTheCluster() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Future<Integer> beside =
        threads.submit(
            () ->
                one.writeBeside(
                    handle -> {
                      begun.countDown();
                      return waitFor(end);
                    }));
    waitFor(begun);
    Future<Edition> ordinary = threads.submit(() -> Samples.draft(two, DAILY, 23, "a"));
    await().atMost(LONG).until(() -> waiting() == 1);
    Future<Edition> another = threads.submit(() -> Samples.draft(one, DAILY, 23, "a"));
    await().atMost(LONG).until(() -> waiting() == 2);
    assertThat(ordinary).isNotDone();
    end.countDown();
    assertThat(beside.get()).isZero();
    assertThat(ordinary.get()).isEqualTo(another.get());
  }

  @Test
  @DisplayName("delivery/L6: a process stopped in the middle of a write does not stop the others")
  void whoStopsInTheMiddleOfAWriteIsUndone() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    Future<Integer> stopped =
        threads.submit(
            () ->
                one.write(
                    handle -> {
                      handle.execute("UPDATE store SET revision = revision + 100");
                      begun.countDown();
                      waitFor(awake);
                      return handle.execute("UPDATE store SET revision = revision + 100");
                    }));
    waitFor(begun);
    Samples.reader(two, "ann");
    awake.countDown();
    assertThatThrownBy(stopped::get).cause().isInstanceOf(StoreFault.class);
    assertThat(new Articles(one).revision()).as("undone, and usable again").isEqualTo(1);
    Samples.reader(one, "bob");
  }

  @Test
  @DisplayName(
      "delivery/A1, delivery/L6: a freeze that is stopped is thrown away and spoils nothing")
  void aFreezeThatStopsIsTakenOverByAnotherNode() throws Exception {
    Samples.readers(one, 30);
    Edition approved = Samples.approved(one, DAILY, 23, "a");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    Function<Subscriber.Id, String> stopping =
        id -> {
          if (id.value() == 20) {
            begun.countDown();
            waitFor(awake);
          }
          return "m" + id.value() + "@example.org";
        };
    Addressees all = Addressees.all(Samples.READERS, Segment.ALL);
    Freeze stopped =
        new Freeze(
            one,
            approved,
            Samples.frozen(approved),
            all,
            zone -> Due.at(NOW),
            stopping,
            null,
            ChunkSize.always(7));
    Future<Integer> run =
        threads.submit(
            () -> {
              stopped.run();
              return 0;
            });
    waitFor(begun);
    assertThat(rows("deliveries")).isEqualTo(14);
    endSilentTransactions();
    try (Database starting = store.openAgain()) {
      assertThat(rows("deliveries")).isZero();
      assertThat(Samples.freeze(starting, approved).state()).isEqualTo(Edition.State.FROZEN);
    }
    awake.countDown();
    assertThatThrownBy(run::get).cause().isInstanceOf(StoreFault.class);
    assertThat(new Deliveries(two).progress(approved.id()).pending()).isEqualTo(30);
  }

  @Test
  void nodesThatStartAtOnceMakeTheTablesOnce() throws Exception {
    TestDatabase.server().execute("postgres", "CREATE DATABASE together");
    DatabaseSettings settings =
        new DatabaseSettings(
            TestDatabase.server().url("together"), "postgres", null, folder.resolve("data"));
    List<Future<String>> names = new ArrayList<>();
    for (int node = 0; node < 4; node++) {
      names.add(
          threads.submit(
              () -> {
                try (Database database = Database.open(settings, InstantSource.fixed(NOW))) {
                  return database.name();
                }
              }));
    }
    String first = names.get(0).get();
    for (Future<String> name : names) {
      assertThat(name.get()).isEqualTo(first);
    }
  }

  @Test
  void textsAreComparedByTheirBytes() {
    List<String> others =
        one.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT table_name || '.' || column_name FROM information_schema.columns
                        WHERE table_schema = current_schema() AND data_type = 'text'
                          AND collation_name IS DISTINCT FROM 'C'
                          AND table_name NOT LIKE 'flyway%'""")
                    .mapTo(String.class)
                    .list());
    assertThat(others).isEmpty();
    assertThat(setting("datlocprovider", "pg_database WHERE datname = current_database()"))
        .as("the server itself sorts by a language")
        .isEqualTo("i");
  }

  @Test
  void longListsAreNeverInMemoryAndCommitsAreOnTheDisk() {
    int rows =
        one.read(
            handle -> {
              try (var statement = handle.getConnection().createStatement()) {
                return statement.getFetchSize();
              }
            });
    assertThat(rows).isBetween(1, 1000);
    assertThat(shown("synchronous_commit")).isEqualTo("on");
    assertThat(shown("fsync")).isEqualTo("on");
    assertThat(shown("idle_in_transaction_session_timeout")).isEqualTo("4s");
    assertThat(shown("application_name")).startsWith("digest");
  }

  private interface Part<T> {
    List<T> on(Database node) throws Exception;
  }

  /** Both at once; what each has got, together. */
  private <T> List<T> bothNodes(Part<T> part) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<List<T>> first = () -> startTogether(start, part, one);
    Callable<List<T>> second = () -> startTogether(start, part, two);
    List<T> all = new ArrayList<>();
    for (Future<List<T>> each : threads.invokeAll(List.of(first, second))) {
      all.addAll(each.get());
    }
    return all;
  }

  private static <T> List<T> startTogether(CyclicBarrier start, Part<T> part, Database node)
      throws Exception {
    start.await(LONG.toSeconds(), TimeUnit.SECONDS);
    return part.on(node);
  }

  private static <T> List<T> repeat(int times, Callable<T> work) throws Exception {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(work.call());
    }
    return all;
  }

  /** As the server does with those of a process that was killed or stopped. */
  private void endSilentTransactions() {
    String database = one.read(handle -> one(handle, "SELECT current_database()"));
    TestDatabase.server()
        .query(
            database,
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'idle in transaction'""");
  }

  private long rows(String table) {
    return two.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }

  private static int meet(CyclicBarrier inside) {
    try {
      return inside.await(LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the other one is not let in", e);
    }
  }

  private static int waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many sessions wait for a lock. */
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

  /** Of a holder whose silence is noticed after half a second. */
  private String shown(String setting) {
    return one.write(handle -> one(handle, "SHOW " + setting));
  }

  private String setting(String column, String from) {
    return one.read(handle -> one(handle, "SELECT " + column + " FROM " + from));
  }

  private static String one(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }
}
