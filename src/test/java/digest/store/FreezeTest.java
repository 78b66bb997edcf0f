package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.READERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.audience.Suppression;
import digest.delivery.Delivery;
import digest.delivery.Due;
import digest.delivery.FrozenEdition;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.testkit.OnSqlite;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezeTest {

  @TempDir Path folder;
  private TestDatabase store;
  private final List<Thread> others = new ArrayList<>();
  private Database database;
  private Deliveries deliveries;
  private Subscribers subscribers;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    deliveries = new Deliveries(database);
    subscribers = new Subscribers(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("delivery/A1: every candidate gets a row, those who do not get it with the reason")
  void everyCandidateIsAccountedFor() {
    Subscriber ann = Samples.reader(database, "ann");
    Subscriber left = Samples.reader(database, "left");
    subscribers.leave(left.id(), READERS, NOW);
    Subscriber stopped = Samples.reader(database, "stopped");
    subscribers.stop(stopped.id(), DAILY, NOW);
    Samples.reader(database, "bounced");
    subscribers.suppress(Samples.address("bounced"), Suppression.Reason.HARD_BOUNCE, NOW);
    Subscriber pending = subscribers.save(Samples.person("pending"), NOW);
    subscribers.subscribe(pending.id(), READERS, Subscription.State.PENDING, null, NOW);
    subscribers.save(Samples.person("elsewhere"), NOW);

    Audience audience = subscribers.audience(READERS, DAILY, Segment.ALL);
    Edition edition = Samples.frozenEdition(database, 23, "a");

    Progress progress = deliveries.progress(edition.id());
    assertThat(edition.state()).isEqualTo(Edition.State.FROZEN);
    assertThat(progress.pending()).isEqualTo(1);
    assertThat(progress.excluded()).isEqualTo(4);
    assertThat(audience)
        .isEqualTo(
            new Audience(
                5,
                1,
                Map.of(
                    Delivery.Exclusion.UNSUBSCRIBED, 2L,
                    Delivery.Exclusion.SUPPRESSED, 1L,
                    Delivery.Exclusion.UNCONFIRMED, 1L)));
    assertThat(all(edition, Delivery.State.EXCLUDED))
        .extracting(Delivery::remark)
        .containsExactly("UNSUBSCRIBED", "UNSUBSCRIBED", "SUPPRESSED", "UNCONFIRMED");
    assertThat(all(edition, Delivery.State.PENDING))
        .extracting(delivery -> delivery.id().subscriber())
        .containsExactly(ann.id());
  }

  @Test
  @DisplayName("desk/D5: the count before is the count of the freeze, with a segment too")
  void theSegmentDecidesInCountAndFreezeAlike() {
    Samples.reader(database, "ann");
    Segment swimming = new Segment(Set.of("Swimming"), Set.of());
    Segment german = new Segment(Set.of("Sport"), Set.of("de"));
    assertThat(subscribers.audience(READERS, DAILY, german).prepared()).isEqualTo(1);
    Audience audience = subscribers.audience(READERS, DAILY, swimming);
    assertThat(audience.excluded()).isEqualTo(Map.of(Delivery.Exclusion.OUTSIDE_SEGMENT, 1L));
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    deliveries.freeze(
        approved,
        Samples.frozen(approved),
        Addressees.all(READERS, swimming),
        zone -> Due.at(NOW),
        id -> "m@x");
    assertThat(deliveries.progress(approved.id()).excluded()).isEqualTo(1);
    assertThat(deliveries.timing(approved.id()).finishedAt()).isNotNull();
  }

  @Test
  @DisplayName("delivery/A7: what was frozen comes back to the letter")
  void whatWasFrozenComesBack() {
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    assertThat(new Editions(database).frozen(approved.id())).isEmpty();
    Samples.freeze(database, approved);
    assertThat(new Editions(store.reopen()).frozen(approved.id()))
        .contains(Samples.frozen(approved));
  }

  @Test
  @DisplayName("delivery/A7: a new name or address changes nothing in what is frozen")
  void laterChangesOfAReaderDoNotReachAFrozenEdition() {
    Subscriber ann = Samples.reader(database, "ann");
    Edition edition = Samples.frozenEdition(database, 23, "a");
    Subscriber moved = Samples.person("ann.new").withId(ann.id());
    subscribers.save(moved, NOW);
    var claim = Samples.claim(database, edition.id(), 10).get(0);
    assertThat(claim.address()).isEqualTo(Samples.address("ann"));
    assertThat(claim.name()).isEqualTo("Ms ann");
    assertThat(claim.due()).isEqualTo(NOW);
    assertThat(deliveries.find(Samples.address("ann"))).hasSize(1);
    assertThat(deliveries.find(Samples.address("ANN.new"))).hasSize(1);
  }

  @Test
  @OnSqlite
  @DisplayName("delivery/A1: nobody sees a half-built freeze, and a start throws it away")
  void aHalfBuiltFreezeCountsForNobody() {
    Samples.readers(database, 30);
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    List<TestDatabase> cuts = new ArrayList<>();
    Function<Subscriber.Id, String> cutting =
        id -> {
          if (id.value() == 20) {
            lookFromOutside(approved);
            cuts.add(store.copyTo(folder.resolve("cut")));
          }
          return "m" + id.value() + "@example.org";
        };
    inPieces(7, approved, cutting).run();

    assertThat(deliveries.progress(approved.id()).pending()).isEqualTo(30);
    try (TestDatabase cut = cuts.get(0)) {
      assertThat(rows(cut.get(), "deliveries")).isZero();
      assertThat(rows(cut.get(), "frozen_editions")).isZero();
      assertThat(rows(cut.get(), "coverage")).isZero();
      Edition again = Samples.freeze(cut.get(), find(cut.get(), approved.id()));
      assertThat(new Deliveries(cut.get()).progress(again.id()).pending()).isEqualTo(30);
    }
  }

  /** In the middle of the freeze; 14 rows are written, none counts. */
  private void lookFromOutside(Edition edition) {
    try (Database other = store.openAgain()) {
      Deliveries seen = new Deliveries(other);
      assertThat(rows(other, "deliveries")).as("a living freeze is not swept").isEqualTo(14);
      assertThat(seen.progress(edition.id())).isEqualTo(Progress.NONE);
      assertThat(seen.find(Samples.address("reader0001"))).isEmpty();
      assertThat(seen.list(edition.id(), EnumSet.allOf(Delivery.State.class), 0, 9)).isEmpty();
      assertThat(seen.nextDue(edition.id())).isEmpty();
      assertThat(new Editions(other).frozen(edition.id())).isEmpty();
      assertThat(new Editions(other).sendable()).isEmpty();
      assertThat(new Editions(other).coverage(DAILY)).isEmpty();
    }
  }

  @Test
  void aFreezeThatFailsLeavesNothing() {
    Samples.readers(database, 20);
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    String before = database.checksum();
    Function<Subscriber.Id, String> failing =
        id -> {
          if (id.value() == 15) {
            throw new IllegalStateException("no secret");
          }
          return "m@example.org";
        };
    Freeze freeze = inPieces(7, approved, failing);
    assertThatThrownBy(freeze::run).isInstanceOf(IllegalStateException.class);
    assertThat(database.checksum()).isEqualTo(before);
    Samples.freeze(database, approved);
  }

  @Test
  @DisplayName("picking/E3: only the approved hash is frozen")
  void anEditDuringTheFreezeWins() {
    Samples.readers(database, 3);
    Edition draft = Samples.draft(database, DAILY, 22, "z");
    assertThatThrownBy(() -> Samples.freeze(database, draft)).isInstanceOf(StaleEdition.class);
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    Editions editions = new Editions(database);
    Function<Subscriber.Id, String> editing =
        id -> {
          if (id.value() == 2) {
            outside(() -> editions.edit(approved.id(), 1, Samples.content("b")));
          }
          return "m@example.org";
        };
    Freeze freeze = inPieces(1, approved, editing);
    assertThatThrownBy(freeze::run)
        .isInstanceOf(StaleEdition.class)
        .hasMessageContaining("approve it again");
    assertThat(editions.find(approved.id()).orElseThrow().state()).isEqualTo(Edition.State.DRAFT);
    assertThat(rows(database, "deliveries")).isZero();
  }

  @Test
  @DisplayName("picking/E3: approving another content during the freeze does not slip it in")
  void anotherApprovalDuringTheFreezeIsNotFrozen() {
    Samples.readers(database, 3);
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    Editions editions = new Editions(database);
    Edition.Marks other = new Edition.Marks(null, null, Editions.hash(Samples.content("b")), null);
    Function<Subscriber.Id, String> approving =
        id -> {
          if (id.value() == 1) {
            outside(() -> editions.edit(approved.id(), 1, Samples.content("b")));
          } else if (id.value() == 2) {
            outside(() -> editions.move(approved.id(), Edition.State.APPROVED, other));
          }
          return "m@example.org";
        };
    Freeze freeze = inPieces(1, approved, approving);
    assertThatThrownBy(freeze::run).isInstanceOf(StaleEdition.class);
    assertThat(editions.find(approved.id()).orElseThrow().state())
        .isEqualTo(Edition.State.APPROVED);
    assertThat(rows(database, "deliveries")).isZero();
  }

  @Test
  @DisplayName("delivery/A6: who unsubscribes while the edition is being frozen does not get it")
  void aStopDuringTheFreezeCounts() {
    Samples.readers(database, 3);
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    Function<Subscriber.Id, String> stopping =
        id -> {
          if (id.value() == 2) {
            outside(() -> subscribers.stop(new Subscriber.Id(1), DAILY, NOW));
          }
          return "m@example.org";
        };
    inPieces(1, approved, stopping).run();
    assertThat(deliveries.progress(approved.id()).pending()).isEqualTo(2);
    assertThat(all(approved, Delivery.State.EXCLUDED))
        .extracting(Delivery::remark)
        .containsExactly("UNSUBSCRIBED");
  }

  @Test
  @DisplayName("delivery/A5: ten starts at once make one run")
  void manyStartsAtOnceFreezeOnce() throws Exception {
    Samples.readers(database, 20);
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    ExecutorService starts = Executors.newFixedThreadPool(10);
    List<Future<Edition>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(starts.submit(() -> Samples.freeze(database, approved)));
    }
    for (Future<Edition> one : all) {
      assertThat(one.get().state()).isEqualTo(Edition.State.FROZEN);
    }
    starts.shutdown();
    assertThat(deliveries.progress(approved.id()).candidates()).isEqualTo(20);
  }

  @Test
  @DisplayName(
      "delivery/A4: the Message-ID of a delivery is the same on every try and in any freeze")
  void messageIdsAreFixed() {
    Subscriber ann = Samples.reader(database, "ann");
    Edition edition = Samples.frozenEdition(database, 23, "a");
    String first = Samples.claim(database, edition.id(), 1).get(0).messageId();
    assertThat(first).isEqualTo(Samples.messageId(database, edition.id(), ann.id()));
    Samples.recover(database);
    assertThat(Samples.claim(database, edition.id(), 1).get(0).messageId()).isEqualTo(first);
    assertThat(Samples.messageId(store.reopen(), edition.id(), ann.id())).isEqualTo(first);
  }

  @Test
  @DisplayName("delivery/L6: a freeze that was stopped while another one took over writes no more")
  void aStoppedFreezeFindsItsTurnLost() throws InterruptedException {
    Samples.readers(database, 3);
    Edition approved = Samples.approved(database, DAILY, 23, "a");
    Function<Subscriber.Id, String> stopped =
        id -> {
          if (id.value() == 1) {
            outside(() -> takeOver(approved));
          }
          return id + "@example.org";
        };
    assertThatThrownBy(inPieces(1, approved, stopped)::run).isInstanceOf(StaleEdition.class);
    awaitOthers();
    assertThat(find(database, approved.id()).state()).isEqualTo(Edition.State.APPROVED);
    assertThat(rows(database, "frozen_editions")).as("the other one's").isOne();
    Samples.freeze(database, approved);
    assertThat(deliveries.progress(approved.id()).pending()).isEqualTo(3);
  }

  private void takeOver(Edition approved) {
    HalfBuilt.discardAll(database, approved.id());
    database.write(
        handle -> {
          FrozenRow.begin(handle, Samples.frozen(approved), READERS, "another");
          return null;
        });
  }

  @Test
  void joiningLaterIsTheNextEditions() {
    Samples.reader(database, "ann");
    Edition edition = Samples.frozenEdition(database, 23, "a");
    Samples.reader(database, "late");
    assertThat(deliveries.progress(edition.id()).candidates()).isEqualTo(1);
  }

  /** Asks for its turn while a chunk is written, and gets it before the next one. */
  private void outside(Runnable change) {
    Thread other = new Thread(change);
    others.add(other);
    other.start();
    while (other.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  /** A change of several transactions may end after the freeze did. */
  private void awaitOthers() throws InterruptedException {
    for (Thread other : others) {
      other.join();
    }
  }

  private Freeze inPieces(int chunk, Edition approved, Function<Subscriber.Id, String> ids) {
    FrozenEdition frozen = Samples.frozen(approved);
    Addressees all = Addressees.all(READERS, Segment.ALL);
    return new Freeze(
        database, approved, frozen, all, zone -> Due.at(NOW), ids, null, ChunkSize.always(chunk));
  }

  private List<Delivery> all(Edition edition, Delivery.State state) {
    return deliveries.list(edition.id(), Set.of(state), 0, 100);
  }

  private static Edition find(Database database, Edition.Id id) {
    return new Editions(database).find(id).orElseThrow();
  }

  private static long rows(Database database, String table) {
    return database.read(
        handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(Long.class).one());
  }
}
