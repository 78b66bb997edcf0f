package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.press.DispatchEdition;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import digest.web.WebExtras;
import digest.web.WebServer;
import digest.web.WebSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F13: an edition is started by everybody at once. */
class ManyStartsTest {

  private static final int CONNECTIONS = 4;
  private static final int SEE_OTHER = 303;
  private static final int CONFLICT = 409;

  @TempDir Path folder;

  @Test
  @DisplayName(
      "safety/F13 delivery/A5 (short): started by threads, presses of the button and a second"
          + " program at once, it is one run")
  void startedByEverybodyAtOnceItIsOneRun() {
    drill(true, new Starts(400, 12, 4, 1));
  }

  @Test
  @DisplayName("safety/F13 delivery/A5 (short): the same where nobody had approved it before")
  void approvedByEverybodyAtOnceItIsOneRun() {
    drill(false, new Starts(400, 12, 4, 1));
  }

  @InFull
  @DisplayName(
      "safety/F13 delivery/A5 delivery/L8: 50 concurrent starts, by threads, over HTTP and by other"
          + " programs, are one run")
  void fiftyStartsAreOneRun() {
    drill(true, new Starts(5000, 34, 12, 4));
  }

  private record Starts(int readers, int threads, int presses, int programs) {
    Figures figures() {
      return Figures.of("F13")
          .with("threads", threads)
          .with("presses", presses)
          .with("programs", programs);
    }
  }

  private void drill(boolean approved, Starts starts) {
    try (SmtpSink sink = SmtpSink.start().latency(Duration.ofMillis(2))) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      try (TestPress house = stage.house();
          WebServer server =
              WebServer.start(
                  new WebSettings("127.0.0.1", 0, "https://news.example.org"),
                  house.press(),
                  stage.clock(),
                  WebExtras.NONE)) {
        Edition draft = house.withFeed(5).withReaders(starts.readers()).built("one");
        if (approved) {
          house.press().freezeEdition().approve(draft.id(), draft.hash());
        }
        List<Sender> others = new ArrayList<>();
        for (int i = 0; i < starts.programs(); i++) {
          others.add(other(stage, draft.id()));
        }
        CyclicBarrier gate = new CyclicBarrier(starts.threads() + starts.presses());
        List<Async<Integer>> pressed = new ArrayList<>();
        for (int i = 0; i < starts.presses(); i++) {
          pressed.add(press(new Visitor(server.port()), draft, gate));
        }
        List<Async<DispatchEdition.Result>> started = new ArrayList<>();
        for (int i = 0; i < starts.threads(); i++) {
          started.add(start(house, draft, gate));
        }
        assertThat(pressed).extracting(Async::result).isSubsetOf(SEE_OTHER, CONFLICT);
        assertThat(started)
            .extracting(run -> run.result().end())
            .containsOnly(DispatchEdition.End.FINISHED);
        others.forEach(other -> assertThat(other.endsWithin(Duration.ofMinutes(1))).isTrue());
      }
      Judge judge = Judge.of(sink.record(), starts.readers());
      starts
          .figures()
          .with("approved", approved)
          .with(judge)
          .with("connections", sink.record().connections())
          .print();
      judge.nobodyIsLost().nobodyGotItTwice();
    }
  }

  private static Sender other(Stage stage, Edition.Id edition) {
    return Sender.start(
        new Sender.Task(stage.folder(), stage.sink().port(), CONNECTIONS, 4, "start", edition));
  }

  /** The button of a page that was loaded before. */
  private static Async<Integer> press(Visitor visitor, Edition draft, CyclicBarrier gate) {
    String path = "/editions/" + draft.id() + "/send";
    Map<String, String> form = new HashMap<>(visitor.fields(path));
    form.put("do", "send");
    return Async.of(
        () -> {
          gate.await();
          return visitor.submit(path, form);
        });
  }

  private static Async<DispatchEdition.Result> start(
      TestPress house, Edition draft, CyclicBarrier gate) {
    return Async.of(
        () -> {
          gate.await();
          house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
          return Stage.send(house, draft.id());
        });
  }
}
