package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.store.Installation;
import digest.store.Nodes;
import digest.testkit.TestClock;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installations that may live on one store together. Each guard is a process; time is set. */
class GuardClusterTest {

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
  @DisplayName("picking/C5: a new node joins a cluster that lives, once it has seen it live")
  void aNewNodeJoinsALivingCluster() {
    GuardStore first = guard("one");
    first.demandFree();
    pass(Duration.ofSeconds(5));
    GuardStore second = guard("two");
    assertThat(second.isFree()).as("a sign that is young proves nothing").isFalse();
    pass(Duration.ofSeconds(6));
    first.look();
    assertThat(second.isFree()).isTrue();
    assertThat(first.isFree()).isTrue();
    assertThat(held()).isNull();
  }

  @Test
  @DisplayName("picking/C5: a copy made seconds ago looks alive and does not move: held after 30 s")
  void aCopyOfALivingClusterIsHeld() {
    guard("one").demandFree();
    pass(Duration.ofSeconds(3));
    GuardStore onTheCopy = guard("two");
    assertThat(onTheCopy.isFree()).isFalse();
    pass(Duration.ofSeconds(29));
    onTheCopy.look();
    assertThat(held()).isNull();
    pass(Duration.ofSeconds(2));
    onTheCopy.look();
    assertThat(held()).contains("last used by the installation", "on host one.example");
  }

  @Test
  @DisplayName("picking/C5: one whose clock is a day wrong does not hold the whole cluster")
  void aWrongClockHoldsNobody() {
    GuardStore first = guard("one");
    first.demandFree();
    clock.move(Duration.ofDays(1));
    GuardStore second = guard("two");
    second.look();
    clock.move(Duration.ofDays(-1));
    for (int i = 0; i < 12; i++) {
      pass(Duration.ofSeconds(3));
      first.look();
      second.look();
    }
    assertThat(second.isFree()).isTrue();
    assertThat(first.isFree()).isTrue();
  }

  @Test
  @DisplayName("picking/C5: a cluster that was stopped as a whole starts free, node by node")
  void aWholeClusterStartsAgain() {
    GuardStore one = guard("one");
    GuardStore two = joined(one, "two");
    one.close();
    pass(Duration.ofSeconds(11));
    two.look();
    two.close();
    pass(Duration.ofDays(2));
    GuardStore first = guard("one");
    assertThat(first.isFree()).as("the last sign is another's").isTrue();
    GuardStore second = guard("two");
    second.look();
    pass(Duration.ofSeconds(11));
    first.look();
    second.look();
    assertThat(second.isFree()).isTrue();
  }

  @Test
  @DisplayName(
      "picking/C5: a node that was away while others went on waits for a proof, or a person")
  void aNodeThatWasAwayForLongIsNotFree() {
    GuardStore one = guard("one");
    GuardStore two = joined(one, "two");
    one.close();
    for (int i = 0; i < 500; i++) {
      pass(Duration.ofSeconds(11));
      two.look();
    }
    two.close();
    pass(Duration.ofDays(1));
    assertThat(guard("one").isFree()).isFalse();
  }

  @Test
  @DisplayName("picking/C5: of two configurations in a cluster the later waits")
  void theLaterConfigurationWaits() {
    GuardStore one = guard("one");
    one.demandFree();
    GuardStore two = guard("two", "b".repeat(64));
    two.look();
    pass(Duration.ofSeconds(11));
    one.look();
    two.look();
    assertThat(two.isFree()).isFalse();
    assertThat(two.remark().orElse("")).contains("another configuration", "on host one.example");
    one.close();
    GuardStore agrees = guard("one", "b".repeat(64));
    pass(Duration.ofSeconds(3));
    assertThat(agrees.isFree()).isTrue();
    assertThat(two.isFree()).as("they agree").isTrue();
  }

  private GuardStore joined(GuardStore living, String place) {
    living.demandFree();
    GuardStore joining = guard(place);
    joining.look();
    pass(Duration.ofSeconds(11));
    living.look();
    joining.look();
    assertThat(joining.isFree()).isTrue();
    return joining;
  }

  private @Nullable String held() {
    return new Nodes(store.get()).look().held();
  }

  private GuardStore guard(String place) {
    return guard(place, "a".repeat(64));
  }

  private GuardStore guard(String place, String configuration) {
    Station station =
        new Station(
            Installation.in(folder.resolve(place), null), place + ".example", configuration);
    GuardStore guard =
        new GuardStore(
            new Presence(
                new Nodes(store.get()), station, store.get().name(), true, clock, nanos::get),
            nanos::get,
            Duration.ofDays(1));
    opened.add(guard);
    return guard;
  }

  private void pass(Duration time) {
    clock.move(time);
    nanos.addAndGet(time.toNanos());
  }
}
