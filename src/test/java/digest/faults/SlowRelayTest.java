package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.testkit.SinkRecord.Copy;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F5: a relay that drips or hangs. */
class SlowRelayTest {

  private static final int CONNECTIONS = 8;
  private static final int STUCK = 2;
  private static final double KEPT_RATE = 0.8;
  private static final Duration DRIP = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  @DisplayName(
      "safety/F5 delivery/S3 (short): a reply at five seconds an octet is cut by the time limit, and"
          + " everybody gets it")
  void aDrippingReplyIsCut() {
    try (SmtpSink sink = SmtpSink.start().dripEvery(DRIP)) {
      sink.fault("rcpt=drip,to=^user3@,first=1");
      drill(sink, 100, Duration.ofSeconds(1));
      Judge judge = Judge.of(sink.record(), 100);
      Figures.of("F5").with("fault", "rcpt=drip").with(judge).print();
      judge.nobodyIsLost().nobodyGotItTwice();
    }
  }

  @ParameterizedTest
  @Tag("faults")
  @ValueSource(strings = {"data=drip", "data=hang", "rcpt=drip"})
  @DisplayName(
      "safety/F5 delivery/S3: two of eight connections drip or hang, and the others keep 80 % of"
          + " their rate")
  void theOthersKeepTheirRate(String fault) {
    int readers = 6000;
    double alone = rate(readers, null);
    double beside = rate(readers, fault);
    Figures.of("F5")
        .with("fault", fault)
        .with("others-per-second-alone", Math.round(alone))
        .with("beside-the-stuck", Math.round(beside))
        .with("share", beside / alone)
        .print();
    assertThat(beside).isGreaterThan(KEPT_RATE * alone);
  }

  /** Messages a second of a connection that is not stuck, at a relay of 10 ms. */
  private double rate(int readers, @Nullable String fault) {
    try (SmtpSink sink = SmtpSink.start().latency(Duration.ofMillis(10)).dripEvery(DRIP)) {
      if (fault != null) {
        sink.fault(fault + ",to=^user(3|7)@,first=1");
      }
      Path own = folder.resolve(fault == null ? "alone" : "beside");
      assertThat(own.toFile().mkdirs()).isTrue();
      Stage stage = Stage.of(own, sink, CONNECTIONS);
      drill(stage, readers, Duration.ofSeconds(20));
      Judge.of(sink.record(), readers).nobodyIsLost().nobodyGotItTwice();
      LongSummaryStatistics times =
          sink.record().copies().stream()
              .limit(readers / 2)
              .mapToLong(Copy::endedAt)
              .summaryStatistics();
      int busy = fault == null ? CONNECTIONS : CONNECTIONS - STUCK;
      return readers / 2.0 / (times.getMax() - times.getMin()) * 1e9 / busy;
    }
  }

  private void drill(SmtpSink sink, int readers, Duration limit) {
    drill(Stage.of(folder, sink, CONNECTIONS), readers, limit);
  }

  private static void drill(Stage stage, int readers, Duration limit) {
    RelaySettings relay =
        new RelaySettings(
            "127.0.0.1",
            stage.sink().port(),
            RelaySettings.Tls.OFF,
            null,
            null,
            CONNECTIONS,
            0,
            Duration.ofSeconds(5),
            limit);
    try (TestPress house = stage.house(relay)) {
      Edition.Id edition = Stage.frozen(house, readers);
      Progress end = stage.sendToTheEnd(house, edition).progress();
      assertThat(end).isEqualTo(new Progress(0, 0, 0, readers, 0, 0, 0, 0, 0));
    }
  }
}
