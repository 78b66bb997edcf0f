package digest.faults;

import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.delivery.RetryPolicy;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.store.Database;
import digest.store.Deliveries;
import digest.store.LedgerRows;
import digest.testkit.SmtpSink;
import digest.testkit.TestClock;
import digest.testkit.TestDatabase;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** A folder with a house in it, and a sink as its relay. */
record Stage(Path folder, SmtpSink sink, int connections, TestClock clock) {

  private static final int ARTICLES = 5;

  /**
   * Shorter than the shortest wait before a second try: the test's clock moves, not the machine's.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(10);
  private static final int MOST_ROUNDS = 130;

  static Stage of(Path folder, SmtpSink sink, int connections) {
    return new Stage(folder, sink, connections, new TestClock());
  }

  /** The house, opened by this process. */
  TestPress house() {
    return house(RelaySettings.local(sink.port(), connections));
  }

  TestPress house(RelaySettings relay) {
    return new TestPress(folder, relay, clock, RetryPolicy.DEFAULT);
  }

  /** An edition for so many readers, frozen, with the house closed again. */
  Edition.Id frozen(int readers) {
    try (TestPress house = house()) {
      return frozen(house, readers);
    }
  }

  static Edition.Id frozen(TestPress house, int readers) {
    return house.withFeed(ARTICLES).withReaders(readers).frozen("one").id();
  }

  /** Sends in this process what is due now. */
  static DispatchEdition.Result send(TestPress house, Edition.Id edition) {
    return send(house, edition, PATIENCE);
  }

  private static DispatchEdition.Result send(
      TestPress house, Edition.Id edition, Duration patience) {
    return house.press().dispatchEdition().run(edition, patience, progress -> {});
  }

  /** Sends, and moves the clock on, until nobody is left to whom it still may go. */
  DispatchEdition.Result sendToTheEnd(TestPress house, Edition.Id edition) {
    // No patience: a run waits by the machine's time for what is due by the test's clock.
    DispatchEdition.Result result = send(house, edition, Duration.ZERO);
    for (int round = 0; round < MOST_ROUNDS && result.progress().open() > 0; round++) {
      clock.move(BETWEEN_ROUNDS);
      result = send(house, edition, Duration.ZERO);
    }
    return result;
  }

  /** The books as another process sees them that opens the store now. */
  Progress progress(Edition.Id edition) {
    try (Database database = Database.open(TestDatabase.settings(folder), clock)) {
      return new Deliveries(database).progress(edition);
    }
  }

  /** How many messages were under way when a process ended; a dead node's, when it is found. */
  long uncertainTries() {
    try (Database database = Database.open(TestDatabase.settings(folder), clock)) {
      return LedgerRows.triesThatBecame(database, Delivery.State.UNCERTAIN);
    }
  }

  /** Starts another process that sends. */
  Sender sender(Edition.Id edition, int window) {
    return Sender.start(new Sender.Task(folder, sink.port(), connections, window, "send", edition));
  }

  /** Lets time pass that something else is to use, or to let pass. */
  static void pause(Duration time) {
    Awaitility.await().atMost(time.plusSeconds(30)).pollDelay(time).until(() -> true);
  }

  static void until(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(5))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(condition);
  }
}
