package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.OWNER;
import static digest.store.Samples.READERS;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.Subscriber;
import digest.audience.Suppression;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens in a dispatcher's life, in random order. */
class HistoriesTest {

  private static final int READERS_IN_ALL = 40;
  private static final int STEPS = 150;

  @TempDir Path folder;

  private Random random = new Random(0);
  private TestDatabase store;
  private Database database;
  private Ledger ledger;
  private Edition edition;
  private List<Claim> claimed = new ArrayList<>();
  private List<Claim> begun = new ArrayList<>();
  private final Map<Subscriber.Id, Integer> accepted = new HashMap<>();
  private final Map<Subscriber.Id, Integer> begunAfterStop = new HashMap<>();
  private final List<Subscriber.Id> stopped = new ArrayList<>();

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    Samples.readers(database, READERS_IN_ALL);
    edition = Samples.frozenEdition(database, 23, "a");
    ledger = new Ledger(database, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20261123})
  @DisplayName("delivery/A2: the states add up to the frozen audience at every instant")
  void theCountsAlwaysAddUp(long seed) {
    random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      String step = step();
      Progress progress = new Deliveries(database).progress(edition.id());
      assertThat(progress.candidates()).as("seed %d, %s", seed, step).isEqualTo(READERS_IN_ALL);
    }
    drain();
    assertThat(begunAfterStop).as("seed %d", seed).isEmpty();
    assertThat(accepted.values()).as("seed %d: accepted twice", seed).containsOnly(1);
  }

  private String step() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> claim();
      case 2, 3 -> begin();
      case 4, 5 -> settle();
      case 6 -> stop();
      case 7 -> random.nextInt(4) == 0 ? crash() : resend();
      default -> release();
    };
  }

  private String claim() {
    claimed.addAll(Samples.claim(database, edition.id(), 1 + random.nextInt(6)));
    return "claim";
  }

  private String begin() {
    for (Claim claim : claimed) {
      if (ledger.intend(claim)) {
        begun.add(claim);
        if (stopped.contains(claim.id().subscriber())) {
          begunAfterStop.put(claim.id().subscriber(), 1);
        }
      }
    }
    claimed = new ArrayList<>();
    return "begin";
  }

  private String settle() {
    for (Claim claim : begun) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          ledger.settle(claim, Samples.accepted());
          accepted.merge(claim.id().subscriber(), 1, Integer::sum);
        }
        case 2 -> ledger.settle(claim, Samples.rejected());
        case 3 -> ledger.settle(claim, Samples.uncertain());
        default -> ledger.settle(claim, Samples.deferred(soon()));
      }
    }
    begun = new ArrayList<>();
    ledger.flush();
    return "settle";
  }

  private Instant soon() {
    return NOW.plusSeconds(random.nextInt(3) - 1L);
  }

  private String stop() {
    Subscriber.Id reader = new Subscriber.Id(1 + random.nextInt(READERS_IN_ALL));
    Subscribers subscribers = new Subscribers(database);
    switch (random.nextInt(4)) {
      case 0 -> subscribers.leave(reader, READERS, NOW);
      case 1 ->
          subscribers
              .find(reader)
              .ifPresent(
                  person -> subscribers.suppress(person.address(), Suppression.Reason.MANUAL, NOW));
      case 2 -> subscribers.find(reader).ifPresent(p -> subscribers.erase(p.address(), NOW));
      default -> subscribers.stop(reader, DAILY, NOW);
    }
    stopped.add(reader);
    return "stop " + reader;
  }

  private String crash() {
    ledger.close();
    database = store.reopen();
    ledger = new Ledger(database, InstantSource.fixed(NOW));
    Samples.recover(database);
    claimed.clear();
    begun.clear();
    return "crash";
  }

  private String resend() {
    new Deliveries(database)
        .resend(edition.id(), Set.of(Delivery.State.REJECTED, Delivery.State.UNCERTAIN), NOW);
    return "resend";
  }

  private String release() {
    new Deliveries(database).release(edition.id(), OWNER);
    return "release";
  }

  /** Everything comes to an end. */
  private void drain() {
    new Deliveries(database).release(edition.id(), OWNER);
    begun.forEach(claim -> ledger.settle(claim, Samples.rejected()));
    ledger.flush();
    List<Claim> rest = Samples.claim(database, edition.id(), 100);
    while (!rest.isEmpty()) {
      for (Claim claim : rest) {
        ledger.intend(claim);
        ledger.settle(claim, Samples.rejected());
      }
      ledger.flush();
      rest = Samples.claim(database, edition.id(), 100);
    }
    Progress end = new Deliveries(database).progress(edition.id());
    assertThat(end.pending() + end.claimed() + end.sending()).isZero();
    assertThat(end.accepted()).isEqualTo(accepted.size());
    assertThat(end.candidates()).isEqualTo(READERS_IN_ALL);
  }
}
