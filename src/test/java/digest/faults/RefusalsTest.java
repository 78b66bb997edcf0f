package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.press.DispatchEdition;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F2: a relay that refuses some for now and some for good. */
class RefusalsTest {

  private static final int CONNECTIONS = 4;

  /** One in ten each. */
  private static final Map<String, String> FOR_GOOD =
      Map.of(
          "rcpt=550 5.1.1 no such mailbox", "^user[0-9]*1@",
          "rcpt=552 5.2.2 mailbox full", "^user[0-9]*3@",
          "message=554 5.7.1 looks like spam", "^user[0-9]*5@",
          "message=552 5.3.4 too large", "^user[0-9]*7@");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "safety/F2 delivery/S2 (short): put off is tried again and mailed once, refused is tried once")
  void everybodyElseGetsExactlyOne(boolean chunks) {
    drill(300, chunks);
  }

  @Test
  @DisplayName(
      "delivery/S1 delivery/S2: a relay that offers chunks and refuses one gets all by DATA, in the"
          + " same run, and nobody's try is counted")
  void aRelayThatRefusesChunksGetsDataInTheSameRun() {
    try (SmtpSink sink = SmtpSink.start().withChunking()) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      sink.fault("data=502 5.5.1 not implemented,to=^user0@,first=1");
      try (TestPress house = stage.house()) {
        Edition.Id edition = Stage.frozen(house, 60);
        DispatchEdition.Result end = Stage.send(house, edition);

        assertThat(end.end()).isEqualTo(DispatchEdition.End.FINISHED);
        assertThat(end.progress()).isEqualTo(new Progress(0, 0, 0, 60, 0, 0, 0, 0, 0));
        assertThat(sink.record().faults()).isNotEmpty();
        assertThat(house.press().rooms().deliveries().find(EmailAddress.of(Judge.reader(0))))
            .allSatisfy(row -> assertThat(row.attempts()).isEqualTo(1));
        Judge.of(sink.record(), 60).nobodyIsLost().nobodyGotItTwice();
      }
    }
  }

  @InFull
  @DisplayName("safety/F2 delivery/S2: the same among 10,000")
  void everybodyElseGetsExactlyOneOfTenThousand() {
    drill(10_000, false);
  }

  private void drill(int readers, boolean chunks) {
    long seed = System.nanoTime();
    try (SmtpSink sink = SmtpSink.start(0, seed).withChunking(chunks)) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      sink.fault("rcpt=450 4.2.1 greylisted,p=0.3,first=2")
          .fault("rcpt=421 4.3.2 closing,p=0.01,first=1")
          .fault("data=451 4.3.0 try later,p=0.05,first=1")
          .fault("message=452 4.3.1 no room,p=0.1,first=2");
      FOR_GOOD.forEach((fault, who) -> sink.fault(fault + ",to=" + who));
      try (TestPress house = stage.house()) {
        Edition.Id edition = Stage.frozen(house, readers);
        DispatchEdition.Result end = stage.sendToTheEnd(house, edition);
        judge(sink, readers, seed, end.progress());
      }
    }
  }

  private static void judge(SmtpSink sink, int readers, long seed, Progress books) {
    Set<String> refused =
        Judge.readers(readers).stream()
            .filter(reader -> reader.matches("user[0-9]*[1357]@.*"))
            .collect(Collectors.toSet());
    Set<String> wanted = Judge.readers(readers);
    wanted.removeAll(refused);
    Judge judge = Judge.of(sink.record(), wanted);
    Figures.of("F2")
        .with(judge)
        .with("refused", refused.size())
        .with("faults", sink.record().faults())
        .with("seed", seed)
        .print();
    judge.nobodyIsLost().nobodyGotItTwice();
    FOR_GOOD
        .keySet()
        .forEach(
            fault ->
                assertThat(sink.record().faults(fault))
                    .as("tried once each: " + fault)
                    .isEqualTo(readers / 10));
    assertThat(books).isEqualTo(new Progress(0, 0, 0, wanted.size(), 0, refused.size(), 0, 0, 0));
  }
}
