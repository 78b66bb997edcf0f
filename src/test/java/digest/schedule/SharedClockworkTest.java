package digest.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.store.Database;
import digest.testkit.OnPostgresql;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bell for several nodes. */
@OnPostgresql
class SharedClockworkTest {

  private static final String EVERY_SECOND = "* * * * * ?";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private TestDatabase store;
  private Database other;
  private final Queue<Long> rings = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    other = store.openAgain();
  }

  @AfterEach
  void close() {
    other.close();
    store.close();
  }

  @Test
  @DisplayName("picking/C4: two nodes ring once a second, not twice; one that leaves is not missed")
  void severalNodesRingOnce() {
    try (Clockwork one =
        Clockwork.start(this::ring, store.get(), InstantSource.system(), EVERY_SECOND)) {
      try (Clockwork two =
          Clockwork.start(this::ring, other, InstantSource.system(), EVERY_SECOND)) {
        await().atMost(PATIENCE).until(() -> rings.size() >= 10);
        assertThat(two).isNotSameAs(one);
        // Each node rings once when it starts; all others are the bell's, a second apart.
        assertThat(gaps()).filteredOn(gap -> gap < 500).as("gaps: %s", gaps()).hasSizeLessThan(6);
      }
      // What it had taken and not rung is given back when its absence is noticed.
      int before = rings.size();
      await().atMost(PATIENCE).until(() -> rings.size() >= before + 3);
    }
  }

  @Test
  @DisplayName("tables of the schedule are made once, by however many start at once")
  void nodesThatStartTogetherMakeTheTablesOnce() throws Exception {
    Thread first =
        new Thread(
            () ->
                Clockwork.start(this::ring, store.get(), InstantSource.system(), EVERY_SECOND)
                    .close());
    Thread second =
        new Thread(
            () -> Clockwork.start(this::ring, other, InstantSource.system(), EVERY_SECOND).close());
    first.start();
    second.start();
    first.join(PATIENCE.toMillis());
    second.join(PATIENCE.toMillis());
    assertThat(first.isAlive() || second.isAlive()).isFalse();
    try (Clockwork again =
        Clockwork.start(this::ring, store.get(), InstantSource.system(), EVERY_SECOND)) {
      int before = rings.size();
      await().atMost(PATIENCE).until(() -> rings.size() >= before + 2);
      assertThat(again).isNotNull();
    }
  }

  @Test
  @DisplayName("picking/C4: a bell that a wrong clock has set hours ahead is hung anew")
  void aBellThatHangsTooFarAheadIsHungAnew() throws Exception {
    try (Clockwork clock =
        Clockwork.start(this::ring, store.get(), InstantSource.system(), EVERY_SECOND)) {
      await().atMost(PATIENCE).until(() -> rings.size() >= 3);
      try (var connection = other.connection();
          var statement = connection.createStatement()) {
        statement.execute("UPDATE qrtz_triggers SET next_fire_time = next_fire_time + 7200000");
      }
      int before = rings.size();
      await().atMost(PATIENCE).until(() -> rings.size() >= before + 5);
      assertThat(clock).isNotNull();
    }
  }

  private void ring() {
    rings.add(System.nanoTime() / 1_000_000);
  }

  private List<Long> gaps() {
    List<Long> times = List.copyOf(rings);
    return IntStream.range(1, times.size()).mapToObj(i -> times.get(i) - times.get(i - 1)).toList();
  }
}
