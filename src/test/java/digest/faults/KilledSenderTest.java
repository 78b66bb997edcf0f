package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.testkit.SmtpSink;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F1: a sender is killed again and again. */
class KilledSenderTest {

  private static final int CONNECTIONS = 8;
  private static final int WINDOW = 4;

  /** Of the readers, so that chance does not use them up before the last kill. */
  private static final double KILLED_WITHIN = 0.85;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "safety/F1 delivery/L1 delivery/L2 (short): killed once at a random message, nobody is lost,"
          + " and at most a window a connection comes twice, the same mail")
  void aKilledSenderLosesNobody(boolean chunks) {
    drill(1200, 1, WINDOW, chunks);
  }

  @InFull
  @DisplayName("safety/F1 delivery/L1 delivery/L2: 50 kills among 20,000, the default window")
  void fiftyKillsLoseNobody() {
    drill(20_000, 50, WINDOW, false);
  }

  @InFull
  @DisplayName("safety/F1 delivery/L1 delivery/L2: 50 kills among 20,000, a window of one")
  void fiftyKillsLoseNobodyWithAWindowOfOne() {
    drill(20_000, 50, 1, false);
  }

  @ParameterizedTest
  @Tag("faults")
  @ValueSource(ints = {1, 4, 16})
  @DisplayName("safety/F1 delivery/L1 delivery/L2: 15 kills among 20,000, mails go in chunks")
  void fifteenKillsWithChunksLoseNobody(int window) {
    drill(20_000, 15, window, true);
  }

  private void drill(int readers, int kills, int window, boolean chunks) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (SmtpSink sink = SmtpSink.start().withChunking(chunks)) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      Edition.Id edition = stage.frozen(readers);
      List<Long> killedAt = new ArrayList<>();
      for (int kill = 0; kill < kills; kill++) {
        int gap = 1 + random.nextInt((int) (KILLED_WITHIN * readers / kills));
        killedAt.add(kill(stage, edition, window, sink.record().kept() + gap));
        assertThat(stage.progress(edition).candidates()).as("adds up").isEqualTo(readers);
      }
      finish(stage, edition, window);
      long uncertain = stage.uncertainTries();
      Judge judge = Judge.of(sink.record(), readers);
      Figures.of("F1")
          .with("window", window)
          .with("chunks", chunks)
          .with("kills", kills)
          .with(judge)
          .with("uncertain", uncertain)
          .with("bound", kills * window * CONNECTIONS)
          .with("seed", seed)
          .print();
      judge.nobodyIsLost();
      assertThat(uncertain)
          .as("under way")
          .isLessThanOrEqualTo((long) kills * window * CONNECTIONS);
      assertThat(judge.duplicates())
          .as("only what was uncertain")
          .isLessThanOrEqualTo((int) uncertain);
      assertThat(stage.progress(edition).accepted()).isEqualTo(readers);
      if (TestDatabase.isShared()) {
        return; // a dead node's are sent once more after its lease, perhaps after the next kill
      }
      assertThat(judge.duplicatesAfter(killedAt).values())
          .as("at each kill")
          .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(window * CONNECTIONS));
    }
  }

  private static long kill(Stage stage, Edition.Id edition, int window, int until) {
    try (Sender sender = stage.sender(edition, window)) {
      Stage.until(() -> stage.sink().record().kept() >= until || !sender.isAlive());
      assertThat(sender.isAlive()).as("it ended before it could be killed").isTrue();
      sender.kill();
      return System.nanoTime();
    }
  }

  private static void finish(Stage stage, Edition.Id edition, int window) {
    try (Sender sender = stage.sender(edition, window)) {
      assertThat(sender.endsWithin(Duration.ofMinutes(5))).as("the rest is sent").isTrue();
    }
  }
}
