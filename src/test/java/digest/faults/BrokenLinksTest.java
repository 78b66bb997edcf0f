package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.testkit.SinkRecord.Copy;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F3 and F4: a relay that hangs up in the middle of things. */
class BrokenLinksTest {

  private static final int CONNECTIONS = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("safety/F3 (short): dropped before the final dot, nobody is lost and nobody doubled")
  void aLinkThatBreaksBeforeTheDotDoublesNobody(boolean chunks) {
    beforeTheDot(300, chunks);
  }

  @InFull
  @DisplayName("safety/F3: the same among 10,000")
  void aLinkThatBreaksBeforeTheDotDoublesNobodyOfTenThousand() {
    beforeTheDot(10_000, false);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "safety/F4 delivery/L2 (short): dropped after the final dot, nobody is lost, and only whose"
          + " 250 was not seen comes twice")
  void onlyWhoseReplyIsLostComesTwice(boolean chunks) {
    afterTheDot(300, chunks);
  }

  @InFull
  @DisplayName("safety/F4 delivery/L2: the same among 10,000")
  void onlyWhoseReplyIsLostComesTwiceOfTenThousand() {
    afterTheDot(10_000, false);
  }

  private void beforeTheDot(int readers, boolean chunks) {
    long seed = System.nanoTime();
    try (SmtpSink sink = SmtpSink.start(0, seed).withChunking(chunks)) {
      sink.fault("mail=drop,p=0.02,first=1")
          .fault("rcpt=drop,p=0.02,first=1")
          .fault("data=drop,p=0.02,first=1")
          .fault("body=drop,p=0.02,first=1");
      long waiting = run(sink, readers).uncertain();
      Judge judge = Judge.of(sink.record(), readers);
      print("F3", sink, judge, seed);
      judge.nobodyIsLostBut(chunks ? waiting : 0).nobodyGotItTwice();
    }
  }

  private void afterTheDot(int readers, boolean chunks) {
    long seed = System.nanoTime();
    try (SmtpSink sink = SmtpSink.start(0, seed).withChunking(chunks)) {
      sink.fault("message=dropafter,p=0.03,first=1")
          .fault("message=drop,p=0.03,first=1")
          .fault("message=kept451 4.3.0 kept all the same,p=0.03,first=1");
      long waiting = run(sink, readers).uncertain();
      Judge judge = Judge.of(sink.record(), readers);
      print("F4", sink, judge, seed);
      judge.nobodyIsLostBut(chunks ? waiting : 0);
      Set<String> unanswered = unanswered(sink);
      assertThat(unanswered).as("twice are those without a 250").containsAll(judge.twice());
      unanswered.removeAll(judge.twice());
      assertThat((long) unanswered.size())
          .as("all of them but those a person must decide")
          .isLessThanOrEqualTo(waiting);
    }
  }

  private Progress run(SmtpSink sink, int readers) {
    Stage stage = Stage.of(folder, sink, CONNECTIONS);
    try (TestPress house = stage.house()) {
      Edition.Id edition = Stage.frozen(house, readers);
      Progress end = stage.sendToTheEnd(house, edition).progress();
      // Whose reply is lost twice is not sent a third time without a person: of the faults here
      // that is one reader in 500, and chance must not make of so few readers a failure.
      assertThat(end.accepted() + end.uncertain()).isEqualTo(readers);
      assertThat(end.uncertain()).isLessThanOrEqualTo(5 + readers / 100L);
      return end;
    }
  }

  private static Set<String> unanswered(SmtpSink sink) {
    List<Copy> copies = sink.record().copies();
    return copies.stream()
        .filter(copy -> !copy.answered())
        .map(Copy::recipient)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void print(String experiment, SmtpSink sink, Judge judge, long seed) {
    Figures.of(experiment)
        .with(judge)
        .with("faults", sink.record().faults())
        .with("connections", sink.record().connections())
        .with("seed", seed)
        .print();
  }
}
