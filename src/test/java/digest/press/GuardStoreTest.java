package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.store.Database;
import digest.store.DatabaseSettings;
import digest.store.Installation;
import digest.store.Nodes;
import digest.testkit.OnSqlite;
import digest.testkit.TestClock;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether a process may act on a store it comes to. Each guard here is a process; its rounds are
 * taken by hand, and time is set.
 */
class GuardStoreTest {

  private static final String HASH = "a".repeat(64);

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final AtomicLong nanos = new AtomicLong(1);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private TestDatabase store;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder, clock);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    store.close();
  }

  @Test
  @DisplayName("picking/C5: a store that nobody ever used is the first one's; its restart is free")
  void aFreshStoreIsOurs() {
    guard("one").close();
    GuardStore first = guard("one");
    assertThat(first.isFree()).isTrue();
    first.close();
    pass(Duration.ofDays(3));
    assertThat(guard("one").isFree()).isTrue();
    assertThat(nodes().nodes()).hasSize(1);
    assertThat(nodes().held()).isNull();
  }

  @Test
  @DisplayName("picking/C5: a store that another installation used last starts held, in words")
  @OnSqlite
  void aStoreOfAnotherInstallationIsHeld() {
    guard("one").demandFree();
    pass(Duration.ofDays(1));
    GuardStore stranger = guard("two");
    assertThat(stranger.isFree()).isFalse();
    assertThat(nodes().held())
        .contains(
            "last used by the installation",
            "on host one.example on Sun 22 Nov 2026 06:00 UTC",
            "If that one is gone for good",
            "digest database release",
            "two would mail everybody twice");
    assertThatThrownBy(stranger::demandFree).isInstanceOf(Refusal.class);
    assertThat(guard("one").isFree()).as("held is held for all").isFalse();
  }

  @Test
  @DisplayName(
      "picking/C5: the data folder deleted on the same host: held, as a copy looks the same")
  @OnSqlite
  void aLostNameIsAnotherInstallation() throws IOException {
    guard("one").demandFree();
    pass(Duration.ofDays(1));
    Files.delete(folder.resolve("one/installation"));
    assertThat(guard("one").isFree()).isFalse();
    assertThat(nodes().held()).contains("was deleted or moved: digest database release");
  }

  @Test
  @DisplayName("picking/C5: the whole folder copied, its name and all: the copy is held")
  @OnSqlite
  void aCopiedInstallationIsAnotherOne() throws Exception {
    guard("one").demandFree();
    pass(Duration.ofDays(1));
    Path elsewhere = folder.resolve("elsewhere");
    Files.createDirectories(elsewhere.resolve("one"));
    Files.copy(folder.resolve("one/installation"), elsewhere.resolve("one/installation"));
    try (TestDatabase copy = store.copyTo(elsewhere)) {
      assertThat(guard("elsewhere/one", HASH, copy.get()).isFree()).isFalse();
    }
    assertThat(guard("one").isFree()).isTrue();
  }

  @Test
  @DisplayName("picking/C5: a copy of the hot file, used by its own installation later, is held")
  @OnSqlite
  void anOlderCopyIsHeldForItsOwnInstallation() throws Exception {
    GuardStore before = guard("one");
    before.demandFree();
    Path elsewhere = folder.resolve("elsewhere");
    store.copyTo(elsewhere).close();
    beatOnce(before);
    before.close();
    try (TestDatabase copy = TestDatabase.in(elsewhere, clock)) {
      GuardStore restored = guard("one", HASH, copy.get());
      assertThat(restored.isFree()).isFalse();
      assertThat(new Nodes(copy.get()).look().held())
          .contains("older than what this installation last did", "restored copy");
    }
    assertThat(guard("one").isFree()).as("the original is not").isTrue();
  }

  @Test
  @DisplayName("picking/C5: a store from before the first send, restored after it, is held")
  @OnSqlite
  void aCopyFromBeforeTheFirstSignIsHeld() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    store.copyTo(elsewhere).close();
    guard("one").demandFree();
    try (TestDatabase copy = TestDatabase.in(elsewhere, clock)) {
      assertThat(guard("one", HASH, copy.get()).isFree()).isFalse();
    }
  }

  @Test
  @DisplayName("picking/C5: a backup is held whoever starts it, and the running store is not")
  @OnSqlite
  void aBackupIsHeldWhoeverStartsIt() {
    GuardStore running = guard("one");
    running.demandFree();
    Path file = folder.resolve("backup.db");
    store.get().backup(file);
    assertThat(file.resolveSibling("backup.db.part")).doesNotExist();
    DatabaseSettings settings = new DatabaseSettings("sqlite:" + file, null, null, folder);
    try (Database copy = Database.open(settings, clock)) {
      assertThatThrownBy(guard("one", HASH, copy)::demandFree)
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("this store is a backup of Sun 22 Nov 2026 06:00 UTC");
    }
    running.look();
    assertThat(running.isFree()).isTrue();
  }

  @Test
  @DisplayName("picking/C5: no clock that is set back makes a store look like a copy")
  void aClockSetBackHoldsNothing() {
    GuardStore first = guard("one");
    first.demandFree();
    clock.move(Duration.ofDays(-400));
    beatOnce(first);
    assertThat(first.isFree()).isTrue();
    first.close();
    assertThat(guard("one").isFree()).isTrue();
  }

  @Test
  @DisplayName("picking/C5: the store ahead of the file, as after a kill between the two, is free")
  void aKillBetweenStoreAndFileHoldsNothing() throws IOException {
    GuardStore first = guard("one");
    first.demandFree();
    byte[] remembered = Files.readAllBytes(folder.resolve("one/installation"));
    beatOnce(first);
    Files.write(folder.resolve("one/installation"), remembered);
    assertThat(guard("one").isFree()).isTrue();
  }

  @Test
  @DisplayName("picking/C5: a release is noticed without a new start, and lasts beyond one")
  @OnSqlite
  void aReleaseGoesOnByItself() {
    guard("one").demandFree();
    pass(Duration.ofDays(1));
    GuardStore serving = guard("two");
    assertThat(serving.isFree()).isFalse();
    guard("three").release();
    pass(Duration.ofSeconds(2));
    assertThat(serving.isFree()).isTrue();
    serving.close();
    pass(Duration.ofDays(1));
    assertThat(guard("two").isFree()).isTrue();
    pass(Duration.ofDays(1));
    assertThat(guard("three").isFree()).as("a word is for one").isFalse();
  }

  @Test
  @DisplayName("picking/C5: a release in a container that lives for one command frees the next one")
  @OnSqlite
  void aReleaseFreesWhoeverComesNext() {
    guard("one").demandFree();
    pass(Duration.ofDays(1));
    assertThat(guard("two").isFree()).isFalse();
    guard("three").release();
    assertThat(guard("four").isFree()).isTrue();
  }

  @Test
  @DisplayName("picking/C5: two installations that come to a fresh file at once: one sends")
  @OnSqlite
  void ofTwoAtOnceOneIsFree() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path place = Files.createDirectories(folder.resolve("round" + round));
      try (TestDatabase fresh = TestDatabase.in(place, clock);
          Database second = fresh.openAgain()) {
        GuardStore a = guard("a", HASH, fresh.get());
        GuardStore b = guard("b", HASH, second);
        List<Boolean> free = atOnce(List.of(a::isFree, b::isFree));
        a.look();
        b.look();
        assertThat(free).as("round %s", round).containsOnlyOnce(true);
        assertThat(a.isFree() ^ b.isFree()).isTrue();
        a.close();
        b.close();
      }
    }
  }

  @Test
  @DisplayName("picking/C5: processes of one installation that come at once are all free")
  void manyProcessesOfOneInstallation() throws Exception {
    List<Boolean> free =
        atOnce(List.of(guard("one")::isFree, guard("one")::isFree, guard("one")::isFree));
    GuardStore last = guard("one");
    last.demandFree();
    assertThat(nodes().held()).isNull();
    assertThat(free).contains(true);
    assertThat(nodes().nodes()).hasSize(1);
  }

  @Test
  @OnSqlite
  void aNameThatMakesNoSenseIsReplacedAndTheStoreHeld() throws IOException {
    guard("one").demandFree();
    pass(Duration.ofDays(1));
    Path file = folder.resolve("one/installation");
    for (String garbage :
        List.of("", "installation zz\n", "\u0000\u0001", "installation " + "0".repeat(32))) {
      Files.writeString(file, garbage);
      GuardStore guard = guard("one");
      assertThat(guard.remark()).as("after \"%s\"", garbage).isPresent();
      assertThat(Files.readString(file)).containsPattern("\\ninstallation [0-9a-f]{32}\\n");
    }
    String id = Installation.in(folder.resolve("one"), null).id();
    Files.writeString(
        file,
        "installation "
            + id
            + "\nplace "
            + folder.resolve("one").toRealPath()
            + "\nstore x 2026-13-45T99:00:00Z\n");
    assertThat(Installation.in(folder.resolve("one"), null).id()).isNotEqualTo(id);
    assertThat(folder.resolve("one/installation.broken")).exists();
  }

  @Test
  void aNameThatCannotBeReadSendsNothingAndSaysSo() throws IOException {
    Files.createDirectories(folder.resolve("one/installation/in the way"));
    GuardStore guard = guard("one");
    assertThatThrownBy(guard::demandFree)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("which names this installation, cannot be read")
        .hasMessageContaining("until then nothing is sent");
    assertThat(nodes().held()).isNull();
    Files.delete(folder.resolve("one/installation/in the way"));
    Files.delete(folder.resolve("one/installation"));
    pass(Duration.ofSeconds(2));
    assertThatCode(guard::demandFree).doesNotThrowAnyException();
  }

  @Test
  void lookingChangesNothing() {
    String before = store.get().checksum();
    assertThat(guard("one").remark()).isEmpty();
    assertThat(store.get().checksum()).isEqualTo(before);
    guard("one").demandFree();
    pass(Duration.ofDays(1));
    String used = store.get().checksum();
    guard("two").remark();
    assertThat(store.get().checksum()).isEqualTo(used);
  }

  private GuardStore guard(String place) {
    return guard(place, HASH, store.get());
  }

  /** A process of the installation in that folder. */
  private GuardStore guard(String place, String configuration, Database database) {
    Station station =
        new Station(
            Installation.in(folder.resolve(place), null), place + ".example", configuration);
    GuardStore guard =
        new GuardStore(
            new Presence(
                new Nodes(database),
                station,
                database.name(),
                database.isShared(),
                clock,
                nanos::get),
            nanos::get,
            Duration.ofDays(1));
    opened.add(guard);
    return guard;
  }

  private Nodes.Standing nodes() {
    return new Nodes(store.get()).look();
  }

  private void beatOnce(GuardStore guard) {
    Instant before = nodes().nodes().get(0).beatAt();
    pass(Duration.ofSeconds(11));
    guard.look();
    assertThat(nodes().nodes().get(0).beatAt()).isAfter(before);
  }

  private void pass(Duration time) {
    clock.move(time);
    nanos.addAndGet(time.toNanos());
  }

  private static List<Boolean> atOnce(List<Callable<Boolean>> works) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> result : threads.invokeAll(works)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}
