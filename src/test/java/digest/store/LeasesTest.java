package digest.store;

import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.testkit.OnPostgresql;
import digest.testkit.OnSqlite;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims of dispatchers that die, sleep and wake up. */
class LeasesTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration OVER = Duration.ofMillis(-1);

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Deliveries deliveries;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    deliveries = new Deliveries(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("delivery/L6: who was stopped past the lease and wakes up changes no row")
  void aSleeperChangesNothing() {
    Edition edition = frozenFor(4);
    try (Ledger sleeper = new Ledger(database, InstantSource.fixed(NOW));
        Ledger awake = new Ledger(database, InstantSource.fixed(NOW.plusSeconds(60)))) {
      List<Claim> old = claim(edition, "sleeper", OVER);
      assertThat(sleeper.intend(old.get(0))).isTrue();
      assertThat(sleeper.intend(old.get(1))).isTrue();

      assertThat(deliveries.takeOver(NOW)).as("what was under way is uncertain").isEqualTo(2);
      List<Claim> taken = claim(edition, "awake", LONG);
      assertThat(taken).hasSize(4);
      assertThat(awake.intend(taken.get(0))).isTrue();
      String before = database.checksum();

      sleeper.settle(old.get(0), Samples.accepted());
      sleeper.settle(old.get(1), Samples.rejected());
      sleeper.settle(old.get(2), Samples.deferred(NOW));
      sleeper.flush();
      assertThat(sleeper.intend(old.get(3))).isFalse();
      assertThat(deliveries.renew("sleeper", LONG)).isZero();
      assertThat(deliveries.release(edition.id(), "sleeper")).isZero();
      assertThat(database.checksum()).isEqualTo(before);

      awake.settle(taken.get(0), Samples.accepted());
      awake.flush();
      assertThat(deliveries.progress(edition.id()).accepted()).isOne();
    }
  }

  @Test
  @OnPostgresql
  @DisplayName("delivery/L6: a lease that is renewed in time is nobody else's")
  void aRenewedLeaseIsKept() {
    Edition edition = frozenFor(3);
    claim(edition, "busy", OVER);
    assertThat(deliveries.renew("busy", LONG)).isOne();
    assertThat(deliveries.takeOver(NOW)).isZero();
    assertThat(deliveries.progress(edition.id())).isEqualTo(claimed(3));
    deliveries.renew("busy", OVER);
    deliveries.takeOver(NOW);
    assertThat(deliveries.progress(edition.id()).pending()).isEqualTo(3);
  }

  @Test
  @OnSqlite
  @DisplayName("delivery/L8: the only dispatcher asks no clock whether a claim is anybody's")
  void aStoreOfOneNodeAsksNoClock() {
    Edition edition = frozenFor(3);
    claim(edition, "an unlucky run", LONG);
    deliveries.takeOver(NOW);
    assertThat(deliveries.progress(edition.id()).pending()).isEqualTo(3);
  }

  @Test
  @DisplayName("delivery/L6: what a node that died had only claimed is as before")
  void aDeadNodesClaimsGoBack() {
    Edition edition = frozenFor(3);
    claim(edition, "dead", OVER);
    assertThat(deliveries.takeOver(NOW)).isZero();
    List<Claim> again = claim(edition, "alive", LONG);
    assertThat(again).hasSize(3).allSatisfy(claim -> assertThat(claim.attempts()).isZero());
  }

  @Test
  @DisplayName("delivery/L6: no fencing token is given out twice, also when all claims are gone")
  void tokensAreNeverGivenOutTwice() {
    Edition edition = frozenFor(1);
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tokens.add(claim(edition, "one", LONG).get(0).token());
      deliveries.release(edition.id(), "one");
    }
    assertThat(tokens).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("delivery/L6: nodes that claim at the same time share the work, each row to one")
  void nodesShareTheWork() throws Exception {
    Edition edition = frozenFor(400);
    Set<Delivery.Id> given = ConcurrentHashMap.newKeySet();
    try (Database other = store.openAgain()) {
      ExecutorService nodes = Executors.newFixedThreadPool(4);
      List<Callable<Integer>> work = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        Database mine = node % 2 == 0 ? database : other;
        String owner = "node-" + node;
        work.add(() -> drain(new Deliveries(mine), edition, owner, given));
      }
      int sum = 0;
      for (Future<Integer> done : nodes.invokeAll(work)) {
        sum += done.get();
      }
      nodes.shutdown();
      assertThat(sum).isEqualTo(400);
    }
    assertThat(given).hasSize(400);
    assertThat(deliveries.progress(edition.id())).isEqualTo(claimed(400));
  }

  @Test
  @DisplayName("delivery/L6: two nodes that end an edition together end it")
  void theLastOfSeveralNodesEndsTheEdition() throws Exception {
    Edition edition = frozenFor(60);
    try (Database other = store.openAgain()) {
      ExecutorService nodes = Executors.newFixedThreadPool(2);
      List<Callable<Integer>> work =
          List.of(() -> send(database, edition, "one"), () -> send(other, edition, "two"));
      int sum = 0;
      for (Future<Integer> done : nodes.invokeAll(work)) {
        sum += done.get();
      }
      nodes.shutdown();
      assertThat(sum).isEqualTo(60);
    }
    assertThat(deliveries.progress(edition.id()).accepted()).isEqualTo(60);
    assertThat(deliveries.timing(edition.id()).finishedAt()).isNotNull();
    assertThat(new Editions(database).sendable()).isEmpty();
  }

  @Test
  @DisplayName("delivery/A1 delivery/L6: a freeze that lost its turn meanwhile spoils nothing")
  void aFreezeThatWasTakenOverWritesNothing() {
    Samples.readers(database, 30);
    Edition approved = Samples.approved(database, Samples.DAILY, 23, "a");
    database.write(
        handle -> {
          FrozenRow.begin(handle, Samples.frozen(approved), Samples.READERS, "who was stopped");
          return null;
        });
    Edition edition = Samples.freeze(database, approved);
    HalfBuilt.discard(database, edition.id(), "who was stopped");
    assertThat(edition.state()).isEqualTo(Edition.State.FROZEN);
    assertThat(deliveries.progress(edition.id()).pending()).isEqualTo(30);
  }

  private Edition frozenFor(int readers) {
    Samples.readers(database, readers);
    return Samples.frozenEdition(database, 23, "a");
  }

  private List<Claim> claim(Edition edition, String owner, Duration lease) {
    return deliveries.claim(edition.id(), 400, NOW, lease, owner, true);
  }

  private static Progress claimed(int count) {
    return new Progress(0, count, 0, 0, 0, 0, 0, 0, 0);
  }

  private static int drain(
      Deliveries deliveries, Edition edition, String owner, Set<Delivery.Id> given) {
    int sum = 0;
    List<Claim> claims = deliveries.claim(edition.id(), 7, NOW, LONG, owner, true);
    while (!claims.isEmpty()) {
      sum += claims.size();
      claims.forEach(claim -> given.add(claim.id()));
      claims = deliveries.claim(edition.id(), 7, NOW, LONG, owner, true);
    }
    return sum;
  }

  private static int send(Database database, Edition edition, String owner) {
    Deliveries own = new Deliveries(database);
    int sum = 0;
    try (Ledger ledger = new Ledger(database, InstantSource.fixed(NOW))) {
      List<Claim> claims = own.claim(edition.id(), 5, NOW, LONG, owner, true);
      while (!claims.isEmpty()) {
        for (Claim claim : claims) {
          sum += ledger.intend(claim) ? 1 : 0;
          ledger.settle(claim, Samples.accepted());
        }
        claims = own.claim(edition.id(), 5, NOW, LONG, owner, true);
      }
    }
    return sum;
  }
}
