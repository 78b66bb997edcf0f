package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.testkit.SmtpSink;
import digest.testkit.TestDatabase;
import digest.testkit.TestPress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F1b: asked to end, killed as soon as it begins, killed while it freezes. */
class EarlyEndsTest {

  private static final int CONNECTIONS = 4;
  private static final int WINDOW = 4;
  private static final Duration EXIT = Duration.ofSeconds(15);
  private static final int FIRST_SECOND = 1000;

  @TempDir Path folder;

  @Test
  @DisplayName(
      "safety/F1b delivery/L4 (short): asked to end in mid-send, the program is gone within 15 s,"
          + " and nobody gets it twice")
  void askedToEndItEndsAndDoublesNobody() {
    endings(1500, 1);
  }

  @InFull
  @DisplayName("safety/F1b delivery/L4: 30 times SIGTERM in a send of 12,000")
  void thirtyEndingsDoubleNobody() {
    endings(12_000, 30);
  }

  @InFull
  @DisplayName("safety/F1b delivery/L2: 30 kills in the first second of a send")
  void thirtyKillsInTheFirstSecondLoseNobody() {
    firstSeconds(40_000, 30);
  }

  @Test
  @DisplayName(
      "safety/F1b delivery/A1 (short): killed while it freezes, an edition is frozen wholly or not"
          + " at all")
  void aKilledFreezeLeavesAllOrNothing() {
    freezes(5000, 1);
  }

  @InFull
  @DisplayName("safety/F1b delivery/A1: 30 kills while 20,000 are being frozen")
  void thirtyKilledFreezesLeaveAllOrNothing() {
    freezes(20_000, 30);
  }

  private void endings(int readers, int times) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (SmtpSink sink = SmtpSink.start().latency(Duration.ofMillis(3))) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      stage.clock().set(InstantSource.system().instant()); // the program's own clock
      Edition.Id edition = stage.frozen(readers);
      write("digest.yaml", config(sink.port()));
      Duration longest = Duration.ZERO;
      for (int i = 0; i < times; i++) {
        int until = sink.record().kept() + 1 + random.nextInt((int) (0.85 * readers / times));
        Duration took = end(stage, edition, until);
        longest = took.compareTo(longest) > 0 ? took : longest;
      }
      int before = sink.record().kept();
      try (Sender rest = Sender.program(folder, "edition", "send", edition.toString(), "--yes")) {
        assertThat(rest.endsWithin(Duration.ofMinutes(5))).isTrue();
      }
      Judge judge = Judge.of(sink.record(), readers);
      Figures.of("F1b")
          .with("sigterm", times)
          .with(judge)
          .with("before-the-last", before)
          .with("longest-exit-ms", longest.toMillis())
          .with("seed", seed)
          .print();
      judge.nobodyIsLost().nobodyGotItTwice();
      assertThat(longest).isLessThan(EXIT);
    }
  }

  private Duration end(Stage stage, Edition.Id edition, int until) {
    try (Sender program = Sender.program(folder, "edition", "send", edition.toString(), "--yes")) {
      Stage.until(() -> stage.sink().record().kept() >= until || !program.isAlive());
      assertThat(program.isAlive()).as("it ended before it was asked to").isTrue();
      long asked = System.nanoTime();
      program.signal("TERM");
      assertThat(program.endsWithin(EXIT)).as("gone within 15 s").isTrue();
      Duration took = Duration.ofNanos(System.nanoTime() - asked);
      Progress books = stage.progress(edition);
      assertThat(books.sending() + books.uncertain()).as("in doubt after an orderly end").isZero();
      return took;
    }
  }

  private void firstSeconds(int readers, int times) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (SmtpSink sink = SmtpSink.start().latency(Duration.ofMillis(3))) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      Edition.Id edition = stage.frozen(readers);
      long uncertain = 0;
      for (int i = 0; i < times; i++) {
        try (Sender sender = stage.sender(edition, WINDOW)) {
          Stage.until(() -> sender.hasSaid(Sender.BEGINS));
          Stage.pause(Duration.ofMillis(random.nextInt(FIRST_SECOND)));
          assertThat(sender.isAlive()).isTrue();
        }
        Progress books = stage.progress(edition);
        assertThat(books.candidates()).isEqualTo(readers);
        assertThat(books.sending()).isLessThanOrEqualTo(WINDOW * CONNECTIONS);
        uncertain += books.sending();
      }
      try (Sender rest = stage.sender(edition, WINDOW)) {
        assertThat(rest.endsWithin(Duration.ofMinutes(9))).isTrue();
      }
      Judge judge = Judge.of(sink.record(), readers);
      Figures.of("F1b")
          .with("kills-in-the-first-second", times)
          .with(judge)
          .with("uncertain", uncertain)
          .with("seed", seed)
          .print();
      judge.nobodyIsLost();
      assertThat(judge.duplicates()).isLessThanOrEqualTo((int) uncertain);
    }
  }

  private void freezes(int readers, int times) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int whole = 0;
    try (SmtpSink sink = SmtpSink.start()) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      long length;
      try (TestPress house = stage.house().withReaders(readers)) {
        Edition first = house.withNews(0).built("0");
        long begun = System.nanoTime();
        house.press().freezeEdition().approveAndFreeze(first.id(), first.hash());
        length = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      }
      for (int i = 1; i <= times; i++) {
        Edition.Id edition;
        try (TestPress house = stage.house().withNews(i)) {
          edition = house.built(Integer.toString(i)).id();
        }
        try (Sender freezer =
            Sender.start(new Sender.Task(folder, sink.port(), 1, WINDOW, "freeze", edition))) {
          Stage.until(() -> freezer.hasSaid(Sender.BEGINS));
          Stage.pause(Duration.ofMillis(random.nextInt((int) length)));
        }
        whole += isWhole(stage, edition, readers) ? 1 : 0;
      }
      Figures.of("F1b")
          .with("kills-while-freezing", times)
          .with("n", readers)
          .with("frozen-all-the-same", whole)
          .with("half-built-seen", 0)
          .with("freeze-ms", length)
          .with("seed", seed)
          .print();
      assertThat(sink.record().kept()).isZero();
    }
  }

  /** All or nothing; and what was begun can be begun again. */
  private boolean isWhole(Stage stage, Edition.Id edition, int readers) {
    try (TestPress house = stage.house()) {
      Progress books = house.press().steerEdition().progress(edition);
      Edition stored = house.press().rooms().editions().find(edition).orElseThrow();
      boolean whole = stored.state() == Edition.State.FROZEN;
      assertThat(books.candidates()).isEqualTo(whole ? readers : 0);
      if (!whole) {
        assertThat(house.plan(stored)).as("rows of a freeze that was killed").isEmpty();
        house.press().freezeEdition().approveAndFreeze(edition, stored.hash());
        assertThat(house.press().steerEdition().progress(edition).pending()).isEqualTo(readers);
      }
      return whole;
    }
  }

  private String config(int port) {
    return """
    site: {title: Alder Bay Courier, url: https://courier.example.org, postalAddress: "12 Old Quay"}
    database: {url: "%s"%s}
    relays:
      - {host: 127.0.0.1, port: %d, tls: "off", connections: %d}
    web: {bind: 127.0.0.1, port: 8025, publicUrl: "https://news.example.org"}
    lists:
      - {id: readers, title: Readers, optIn: single}
    newsletters:
      - id: daily
        title: Alder Bay Courier
        from: "Alder Bay Courier <daily@example.org>"
        list: readers
        language: en
        feeds: [{url: feed.xml, source: Courier}]
        cadence: {cron: "0 0 7 ? * *", zone: Europe/Berlin}
        approval: auto
    """
        .formatted(TestDatabase.settings(folder).url(), user(), port, CONNECTIONS);
  }

  private String user() {
    String user = TestDatabase.settings(folder).username();
    return user == null ? "" : ", username: " + user;
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
