package digest.store;

import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.Suppression;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.testkit.OnSqlite;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Deliveries deliveries;
  private Ledger ledger;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    deliveries = new Deliveries(database);
    ledger = new Ledger(database, CLOCK);
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @Test
  @OnSqlite
  @DisplayName("delivery/L1: when intend returns, SENDING is on the disk")
  void anIntentIsDurableWhenItReturns() {
    Edition edition = frozenFor(3);
    Claim claim = Samples.claim(database, edition.id(), 3).get(0);
    assertThat(ledger.intend(claim)).isTrue();
    try (TestDatabase disk = store.copyTo(folder.resolve("disk"))) {
      Deliveries copied = new Deliveries(disk.get());
      assertThat(copied.progress(edition.id())).isEqualTo(new Progress(0, 2, 1, 0, 0, 0, 0, 0, 0));
      assertThat(Samples.recover(disk.get())).isOne();
    }
  }

  @Test
  @OnSqlite
  @DisplayName("delivery/L1: when flush returns, outcomes are on the disk")
  void anOutcomeIsDurableAfterFlush() {
    Edition edition = frozenFor(1);
    Claim claim = Samples.claim(database, edition.id(), 1).get(0);
    ledger.intend(claim);
    ledger.settle(claim, Samples.accepted());
    ledger.flush();
    try (TestDatabase disk = store.copyTo(folder.resolve("disk"))) {
      assertThat(new Deliveries(disk.get()).progress(edition.id()).accepted()).isOne();
    }
  }

  @Test
  void anOutcomeBecomesDurableWithoutAnyonesHelp() {
    Edition edition = frozenFor(1);
    Claim claim = Samples.claim(database, edition.id(), 1).get(0);
    ledger.intend(claim);
    ledger.settle(claim, Samples.accepted());
    Awaitility.await().until(() -> deliveries.progress(edition.id()).accepted() == 1);
  }

  @Test
  void aRowIsBegunUnderItsClaimAndOnce() {
    Edition edition = frozenFor(2);
    Claim claim = Samples.claim(database, edition.id(), 1).get(0);
    assertThat(ledger.intend(claim.under(claim.token() + 1))).isFalse();
    assertThat(ledger.intend(claim)).isTrue();
    assertThat(ledger.intend(claim)).isFalse();
    assertThat(ledger.intend(claim.under(Claim.NONE))).isFalse();
  }

  @Test
  void anAnnouncedMessageIsIntendedOnce() {
    Edition edition = frozenFor(2);
    List<Claim> claims = Samples.claim(database, edition.id(), 2);
    List<Intent> intents = ledger.announce(claims);
    assertThat(ledger.intend(intents.get(0))).isTrue();
    assertThat(deliveries.progress(edition.id()).sending()).as("they travel together").isEqualTo(2);
    assertThat(ledger.intend(intents.get(1))).isTrue();
    ledger.settle(claims.get(1), Samples.deferred(NOW));
    ledger.flush();
    assertThat(deliveries.find(Samples.address("reader0000")).get(0).attempts()).isZero();
    assertThat(deliveries.find(Samples.address("reader0001")).get(0).attempts()).isOne();
    assertThat(deliveries.progress(edition.id()).deferred()).isOne();
  }

  @Test
  @DisplayName("delivery/L1: what was announced and never began is as before, and no try")
  void whatNeverBeganGoesBack() {
    Edition edition = frozenFor(2);
    List<Claim> claims = Samples.claim(database, edition.id(), 2);
    List<Intent> intents = ledger.announce(claims);
    assertThat(ledger.intend(intents.get(0))).isTrue();
    assertThat(deliveries.progress(edition.id()).sending()).isEqualTo(2);
    ledger.giveBack(claims.get(1));
    ledger.giveBack(claims.get(1));
    ledger.flush();
    assertThat(deliveries.progress(edition.id()))
        .isEqualTo(new Progress(1, 0, 1, 0, 0, 0, 0, 0, 0));
    assertThat(Samples.claim(database, edition.id(), 9).get(0).attempts()).isZero();
    assertThat(tries(edition)).isEmpty();
  }

  @Test
  @DisplayName("delivery/L1 delivery/A6: who left while the message waited to begin is EXCLUDED")
  void whoLeftBeforeItBeganIsExcluded() {
    Edition edition = frozenFor(3);
    List<Claim> claims = Samples.claim(database, edition.id(), 3);
    List<Intent> intents = ledger.announce(claims);
    assertThat(ledger.intend(intents.get(0))).isTrue();
    for (Claim claim : claims) {
      new Subscribers(database).suppress(claim.address(), Suppression.Reason.COMPLAINT, NOW);
    }
    assertThat(deliveries.withdrawn(edition.id(), NOW)).hasSize(3);
    ledger.settle(claims.get(0), Samples.accepted());
    ledger.giveBack(claims.get(1));
    ledger.flush();
    assertThat(deliveries.progress(edition.id()))
        .as("the first had begun, the third still may")
        .isEqualTo(new Progress(0, 0, 1, 1, 0, 0, 0, 0, 1));
    assertThat(deliveries.find(claims.get(1).address()).get(0).remark()).isEqualTo("SUPPRESSED");
    assertThat(deliveries.find(claims.get(0).address()).get(0).remark()).isNull();
  }

  @Test
  @DisplayName("delivery/A3: every try that did not end in acceptance is kept with its words")
  void everyTryIsKept() {
    Edition edition = frozenFor(1);
    for (int i = 1; i <= 2; i++) {
      Claim claim = Samples.claim(database, edition.id(), 1).get(0);
      assertThat(claim.attempts()).isEqualTo(i - 1);
      ledger.settle(claim, Samples.deferred(NOW));
      ledger.flush();
    }
    Claim third = Samples.claim(database, edition.id(), 1).get(0);
    ledger.intend(third);
    Samples.recover(database);
    Claim fourth = Samples.claim(database, edition.id(), 1).get(0);
    ledger.intend(fourth);
    ledger.settle(fourth, Samples.accepted());
    ledger.flush();
    assertThat(deliveries.find(third.address()).get(0).attempts()).isEqualTo(4);
    assertThat(tries(edition))
        .hasSize(3)
        .satisfies(
            tries -> {
              assertThat(tries.get(0)).startsWith("1 DEFERRED 4");
              assertThat(tries.get(1)).startsWith("2 DEFERRED 4");
              assertThat(tries.get(2)).isEqualTo("3 UNCERTAIN null null");
            });
  }

  private List<String> tries(Edition edition) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT number, state, reply_code, reply_text FROM attempts
                    WHERE edition_id = :edition ORDER BY number""")
                .bind("edition", edition.id().value())
                .map(
                    (row, context) ->
                        row.getString(1)
                            + " "
                            + row.getString(2)
                            + " "
                            + row.getString(3)
                            + " "
                            + row.getString(4))
                .list());
  }

  @Test
  void anOutcomeOfARowThatIsNotOursChangesNothing() {
    Edition edition = frozenFor(1);
    Claim claim = Samples.claim(database, edition.id(), 1).get(0);
    ledger.intend(claim);
    Samples.recover(database);
    ledger.settle(claim, Samples.accepted());
    ledger.flush();
    assertThat(deliveries.progress(edition.id()).uncertain()).isOne();
  }

  @Test
  @DisplayName("delivery/A1: our own fault puts a row back; poison sets it aside, begun or not")
  void rowsAreGivenBackAndSetAside() {
    Edition edition = frozenFor(2);
    List<Claim> claims = Samples.claim(database, edition.id(), 2);
    ledger.intend(claims.get(0));
    ledger.settle(claims.get(0), new Settlement(Delivery.State.PENDING, null, null, "login"));
    ledger.settle(
        claims.get(1), new Settlement(Delivery.State.EXCLUDED, null, null, "POISON: font"));
    ledger.flush();
    assertThat(deliveries.progress(edition.id()))
        .isEqualTo(new Progress(1, 0, 0, 0, 0, 0, 0, 0, 1));
    assertThat(Samples.claim(database, edition.id(), 9).get(0).attempts())
        .as("a fault of ours is no try")
        .isZero();
  }

  @Test
  @DisplayName("delivery/L5: a failing store lets no message begin, loses nothing, and goes on")
  void aFailingStoreStopsAndGoesOn() {
    Edition edition = frozenFor(3);
    List<Claim> claims = Samples.claim(database, edition.id(), 3);
    ledger.intend(claims.get(0));
    Samples.setFailing(database, true);
    ledger.settle(claims.get(0), Samples.accepted());
    assertThatThrownBy(() -> ledger.intend(claims.get(1)))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("no room left");
    assertThatThrownBy(ledger::flush).isInstanceOf(StoreFault.class);
    assertThat(deliveries.progress(edition.id()))
        .isEqualTo(new Progress(0, 2, 1, 0, 0, 0, 0, 0, 0));
    Samples.setFailing(database, false);
    assertThat(ledger.intend(claims.get(1))).isTrue();
    assertThat(deliveries.progress(edition.id()))
        .isEqualTo(new Progress(0, 1, 1, 1, 0, 0, 0, 0, 0));
    ledger.flush();
  }

  @Test
  void aFailingStoreDoesNotKeepTheProgramFromEnding() {
    Edition edition = frozenFor(1);
    Claim claim = Samples.claim(database, edition.id(), 1).get(0);
    Ledger other = new Ledger(database, CLOCK);
    other.intend(claim);
    Samples.setFailing(database, true);
    other.settle(claim, Samples.accepted());
    assertThatThrownBy(other::close).isInstanceOf(StoreFault.class);
    assertThatThrownBy(() -> other.intend(claim)).isInstanceOf(IllegalStateException.class);
    Samples.setFailing(database, false);
  }

  @RepeatedTest(3)
  @DisplayName("delivery/L1: eight connections share commits, and each row is begun exactly once")
  void manyConnectionsAtOnce() throws Exception {
    int readers = 400;
    Edition edition = frozenFor(readers);
    List<Claim> claims = Samples.claim(database, edition.id(), readers);
    ExecutorService connections = Executors.newFixedThreadPool(8);
    List<Future<Integer>> begun = new ArrayList<>();
    for (int connection = 0; connection < 8; connection++) {
      begun.add(connections.submit(() -> sendAll(claims)));
    }
    int total = 0;
    for (Future<Integer> each : begun) {
      total += each.get();
    }
    connections.shutdown();
    ledger.flush();
    assertThat(total).isEqualTo(readers);
    assertThat(deliveries.progress(edition.id()).accepted()).isEqualTo(readers);
    assertThat(deliveries.timing(edition.id()).finishedAt()).isEqualTo(NOW);
  }

  @Test
  @DisplayName("readers/I5: who is erased while the message is on its way stays erased")
  void aReplyDoesNotBringBackAnErasedAddress() {
    Edition edition = frozenFor(1);
    Claim claim = Samples.claim(database, edition.id(), 1).get(0);
    ledger.intend(claim);
    new Subscribers(database).erase(claim.address(), NOW);
    String words = "550 5.1.1 <" + claim.address() + "> unknown";
    ledger.settle(
        claim, new Settlement(Delivery.State.REJECTED, null, SmtpReply.parse(words, "RCPT"), null));
    ledger.flush();
    Delivery delivery = deliveries.list(edition.id(), Set.of(Delivery.State.REJECTED), 0, 9).get(0);
    assertThat(delivery.address()).isEqualTo(DeliveryRow.ERASED);
    assertThat(delivery.lastReply()).isEqualTo(new SmtpReply(550, "5.1.1", "", "RCPT"));
  }

  private int sendAll(List<Claim> claims) {
    int begun = 0;
    for (Claim claim : claims) {
      if (ledger.intend(claim)) {
        begun++;
        ledger.settle(claim, Samples.accepted());
      }
    }
    return begun;
  }

  private Edition frozenFor(int readers) {
    Samples.readers(database, readers);
    return Samples.frozenEdition(database, 23, "a");
  }
}
