package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Suppression;
import digest.delivery.Progress;
import digest.delivery.Tokens;
import digest.edition.Edition;
import digest.press.DispatchEdition;
import digest.store.LedgerRows;
import digest.store.Subscribers;
import digest.testkit.SinkRecord.Copy;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import digest.web.WebExtras;
import digest.web.WebServer;
import digest.web.WebSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F11: readers who leave, are erased or bounce while the edition is on its way. */
class StoppedReadersTest {

  private static final int CONNECTIONS = 8;
  private static final Duration MOST_LATE = Duration.ofSeconds(2);

  @TempDir Path folder;

  /**
   * How many of each.
   *
   * @param latency of the relay, so that there is time to leave
   */
  private record Drill(
      int readers, int presses, int erasures, int bounces, Duration latency, boolean chunks) {
    int stops() {
      return presses + erasures + bounces;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "safety/F11 delivery/A6 readers/K1 (short): who leaves by the link, is erased or bounces"
          + " in mid-send gets nothing that begins two seconds later")
  void whoStopsInMidSendGetsNothingMore(boolean chunks) {
    run(
        chunks
            ? new Drill(600, 12, 4, 4, Duration.ofMillis(90), true)
            : new Drill(1200, 30, 8, 8, Duration.ofMillis(30), false));
  }

  @InFull
  @DisplayName(
      "safety/F11 delivery/A6 readers/K1: 500 one-click presses, 100 erasures, 100 hard bounces"
          + " during a send of 20,000")
  void sevenHundredStopInMidSend() {
    run(new Drill(20_000, 500, 100, 100, Duration.ofMillis(8), false));
  }

  private void run(Drill drill) {
    long seed = System.nanoTime();
    try (SmtpSink sink = SmtpSink.start().latency(drill.latency()).withChunking(drill.chunks())) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      try (TestPress house = stage.house();
          WebServer server =
              WebServer.start(
                  new WebSettings("127.0.0.1", 0, "https://news.example.org"),
                  house.press(),
                  stage.clock(),
                  WebExtras.NONE)) {
        Edition.Id edition = Stage.frozen(house, drill.readers());
        Map<String, Runnable> stops = stops(house, new Visitor(server.port()), drill, seed);
        Async<DispatchEdition.Result> sending = Async.of(() -> Stage.send(house, edition));
        Map<String, Long> stoppedAt = new TreeMap<>();
        stops.forEach(
            (reader, stop) -> {
              int until = sink.record().kept() + drill.readers() / drill.stops() / 4;
              Stage.until(() -> sink.record().kept() >= until || sending.isDone());
              if (!sending.isDone()) {
                stop.run();
                stoppedAt.put(reader, System.nanoTime());
              }
            });
        Progress books = sending.result().progress();
        judge(
            drill, sink, stoppedAt, books, LedgerRows.exclusions(house.database(), edition), seed);
        assertThat(stoppedAt).as("stopped in mid-send").hasSizeGreaterThan(drill.stops() / 3);
      }
    }
  }

  private static Map<String, Runnable> stops(
      TestPress house, Visitor visitor, Drill drill, long seed) {
    List<String> readers = new ArrayList<>(Judge.readers(drill.readers()));
    Collections.shuffle(readers, new Random(seed));
    Subscribers subscribers = house.press().rooms().subscribers();
    Map<String, Runnable> stops = new LinkedHashMap<>();
    List<String> victims = new ArrayList<>(readers.subList(0, drill.stops()));
    for (int i = 0; i < victims.size(); i++) {
      String reader = victims.get(i);
      EmailAddress address = EmailAddress.of(reader);
      if (i < drill.presses()) {
        String link = link(house, address);
        stops.put(reader, () -> visitor.unsubscribe(link));
      } else if (i < drill.presses() + drill.erasures()) {
        stops.put(
            reader, () -> subscribers.erase(address, house.press().rooms().clock().instant()));
      } else {
        stops.put(
            reader,
            () ->
                subscribers.suppress(
                    address,
                    Suppression.Reason.HARD_BOUNCE,
                    house.press().rooms().clock().instant()));
      }
    }
    return shuffled(stops, seed);
  }

  private static Map<String, Runnable> shuffled(Map<String, Runnable> stops, long seed) {
    List<String> order = new ArrayList<>(stops.keySet());
    Collections.shuffle(order, new Random(seed));
    Map<String, Runnable> shuffled = new LinkedHashMap<>();
    order.forEach(reader -> shuffled.put(reader, stops.get(reader)));
    return shuffled;
  }

  private static String link(TestPress house, EmailAddress address) {
    return "/u/"
        + house
            .tokens()
            .issue(
                Tokens.Purpose.UNSUBSCRIBE,
                house.newsletter().id(),
                house.press().rooms().subscribers().find(address).orElseThrow().id());
  }

  private static void judge(
      Drill drill,
      SmtpSink sink,
      Map<String, Long> stoppedAt,
      Progress books,
      Map<String, Long> exclusions,
      long seed) {
    Map<String, List<Copy>> kept = sink.record().byRecipient();
    long latest =
        stoppedAt.entrySet().stream()
            .flatMapToLong(
                stop ->
                    kept.getOrDefault(stop.getKey(), List.of()).stream()
                        .mapToLong(copy -> copy.begunAt() - stop.getValue()))
            .max()
            .orElse(Long.MIN_VALUE);
    long spared = stoppedAt.keySet().stream().filter(reader -> !kept.containsKey(reader)).count();
    Set<String> wanted = Judge.readers(drill.readers());
    wanted.removeIf(reader -> stoppedAt.containsKey(reader) && !kept.containsKey(reader));
    Judge judge = Judge.of(sink.record(), wanted);
    Figures.of("F11")
        .with(judge)
        .with("stops", stoppedAt.size())
        .with("spared", spared)
        .with("latest-begin-after-a-stop-ms", Duration.ofNanos(latest).toMillis())
        .with("excluded", exclusions)
        .with("seed", seed)
        .print();
    judge.nobodyIsLost().nobodyGotItTwice();
    assertThat(latest).as("begun after the stop").isLessThanOrEqualTo(MOST_LATE.toNanos());
    assertThat(spared).as("some were in time").isPositive();
    assertThat(exclusions.values().stream().mapToLong(count -> count).sum()).isEqualTo(spared);
    assertThat(exclusions.keySet()).isSubsetOf("UNSUBSCRIBED", "SUPPRESSED", "ERASED");
    assertThat(books).isEqualTo(new Progress(0, 0, 0, judge.copies(), 0, 0, 0, 0, spared));
  }
}
