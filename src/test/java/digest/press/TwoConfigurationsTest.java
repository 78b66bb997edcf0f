package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.store.Installation;
import digest.store.Nodes;
import digest.testkit.TestClock;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of one installation that would publish different things from one store. */
class TwoConfigurationsTest {

  private static final String HASH = "a".repeat(64);
  private static final String OTHER_HASH = "b".repeat(64);

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final AtomicLong nanos = new AtomicLong(1);
  private final List<GuardStore> opened = new ArrayList<>();
  private TestDatabase store;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder, clock);
  }

  @AfterEach
  void close() {
    opened.forEach(GuardStore::close);
    store.close();
  }

  @Test
  @DisplayName(
      "picking/C5: of two configurations on one store the later waits, until the other ends")
  void theLaterConfigurationWaits() {
    GuardStore first = guard("one", HASH);
    first.demandFree();
    pass(Duration.ofSeconds(12));
    first.look();
    GuardStore second = guard("one", OTHER_HASH);
    assertThatThrownBy(second::demandFree)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "on host one.example uses this database with another configuration, seen 0 s ago")
        .hasMessageContaining("Give both the same digest.yaml");
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofSeconds(6));
      first.look();
      second.look();
      assertThat(first.isFree()).isTrue();
      assertThat(second.isFree()).isFalse();
    }
    first.close();
    pass(Duration.ofSeconds(2));
    assertThat(second.isFree()).as("the other said that it ends").isTrue();
  }

  @Test
  @DisplayName("picking/C5: another configuration that was killed counts as gone after two minutes")
  void aKilledConfigurationIsWaitedForTwoMinutes() {
    guard("one", HASH).demandFree();
    GuardStore second = guard("one", OTHER_HASH);
    assertThat(second.isFree()).isFalse();
    pass(Duration.ofSeconds(119));
    assertThat(second.isFree()).isFalse();
    pass(Duration.ofSeconds(3));
    assertThat(second.isFree()).isTrue();
  }

  @Test
  @DisplayName("picking/C5: what is open only for who may act opens, closes and opens with it")
  void whatIsOpenFollows() throws Exception {
    List<String> events = new ArrayList<>();
    GuardStore first = guard("one", HASH);
    first.demandFree();
    GuardStore second = guard("one", OTHER_HASH);
    AutoCloseable bell =
        second.whileFree(
            () -> {
              events.add("opened");
              return () -> events.add("closed");
            });
    assertThat(events).isEmpty();
    first.close();
    pass(Duration.ofSeconds(3));
    second.takeTurns();
    assertThat(events).containsExactly("opened");
    new Nodes(store.get()).hold("a test holds it", new Nodes(store.get()).look());
    pass(Duration.ofSeconds(3));
    second.takeTurns();
    assertThat(events).containsExactly("opened", "closed");
    bell.close();
    assertThat(events).containsExactly("opened", "closed");
  }

  private GuardStore guard(String place, String configuration) {
    Station station =
        new Station(
            Installation.in(folder.resolve(place), null), place + ".example", configuration);
    Presence presence =
        new Presence(
            new Nodes(store.get()),
            station,
            store.get().name(),
            store.get().isShared(),
            clock,
            nanos::get);
    GuardStore guard = new GuardStore(presence, nanos::get, Duration.ofDays(1));
    opened.add(guard);
    return guard;
  }

  private void pass(Duration time) {
    clock.move(time);
    nanos.addAndGet(time.toNanos());
  }
}
