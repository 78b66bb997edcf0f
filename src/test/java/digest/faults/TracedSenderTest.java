package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import digest.edition.Edition;
import digest.testkit.OnSqlite;
import digest.testkit.SmtpSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * F14: the order in which a sender syncs its log and speaks, as the kernel saw it. On a server the
 * log is synced by other processes; there its settings are asserted, and F1 and F10 judge.
 */
@OnSqlite
class TracedSenderTest {

  private static final String CALLS =
      "trace=fdatasync,fsync,write,writev,sendto,sendmsg,read,recvfrom";

  /** Enough for a whole mail: its dot stands at the end. */
  private static final String WHOLE = "200000";

  @TempDir Path folder;

  @Test
  @DisplayName(
      "safety/F14 delivery/L1 (short): the log is synced before each final dot and before anybody"
          + " is told")
  void theLogIsSyncedBeforeEachDot() throws Exception {
    drill(24, 2, 4);
  }

  @InFull
  @DisplayName("safety/F14 delivery/L1: the same with a window of one, 300 messages")
  void theLogIsSyncedBeforeEachDotWithAWindowOfOne() throws Exception {
    drill(300, 2, 1);
  }

  @InFull
  @DisplayName("safety/F14 delivery/L1: the same with the default window, 600 messages")
  void theLogIsSyncedBeforeEachDotOfSixHundred() throws Exception {
    drill(600, 4, 4);
  }

  private void drill(int readers, int connections, int window) throws Exception {
    assumeTrue(straceWorks(), "strace is not here, or may not trace: nothing is proved by F14");
    try (SmtpSink sink = SmtpSink.start()) {
      Stage stage = Stage.of(folder, sink, connections);
      Edition.Id edition = stage.frozen(readers);
      Path trace = folder.resolve("trace.txt");
      List<String> command =
          new ArrayList<>(
              List.of("strace", "-f", "-yy", "-s", WHOLE, "-e", CALLS, "-e", "signal=none"));
      command.addAll(List.of("-o", trace.toString()));
      command.addAll(
          new Sender.Task(folder, sink.port(), connections, window, "send", edition).command());
      try (Sender sender = Sender.start(command)) {
        assertThat(sender.endsWithin(Duration.ofMinutes(3))).isTrue();
      }
      List<String> lines = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
      DurableOrder.Finding finding =
          new DurableOrder(sink.port(), window).judge(SystemCalls.read(lines));
      Figures.of("F14")
          .with("window", window)
          .with("connections", connections)
          .with(Judge.of(sink.record(), readers))
          .with("dots", finding.dots())
          .with("syncs", finding.syncs())
          .with("told", finding.told())
          .with("complaints", finding.complaints().size())
          .print();
      assertThat(finding.complaints()).isEmpty();
      assertThat(finding.dots()).isEqualTo(readers);
      assertThat(finding.replies()).isEqualTo(readers);
      assertThat(finding.told()).isEqualTo(readers);
      Judge.of(sink.record(), readers).nobodyIsLost().nobodyGotItTwice();
    }
  }

  private static boolean straceWorks() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-f", "-yy", "-e", "trace=none", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
