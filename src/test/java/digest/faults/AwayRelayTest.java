package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.testkit.Ports;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F8, the relay's half: it is away for ten minutes, and comes back. */
class AwayRelayTest {

  private static final int CONNECTIONS = 8;
  private static final Duration AWAY = Duration.ofMinutes(10);
  private static final Duration LIMIT = Duration.ofSeconds(1);

  @TempDir Path folder;

  /** Ten a minute (delivery S3), and one at the start. */
  private static int most(Duration time) {
    return (int) (time.toSeconds() / 6) + 2;
  }

  @Test
  @DisplayName(
      "safety/F8 delivery/S3 (short): a relay that is away in one of three ways costs nobody anything")
  void aRelayThatIsAwayCostsNobodyAnything() throws IOException {
    drill("refused", 100, Duration.ZERO);
  }

  @ParameterizedTest
  @Tag("faults")
  @ValueSource(strings = {"refused", "no DNS", "black hole", "hung banner", "421 banner"})
  @DisplayName("safety/F8 delivery/S3: away for ten minutes, in each way, among 5000")
  void inWhicheverWayItIsAway(String way) throws IOException {
    drill(way, 5000, Duration.ofSeconds(30));
  }

  private void drill(String way, int readers, Duration patience) throws IOException {
    try (SmtpSink sink = SmtpSink.start()) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      Edition.Id edition = stage.frozen(readers);
      int tries = away(way, stage, edition, patience);
      int before = sink.record().kept();
      stage.clock().move(AWAY);
      try (TestPress house = stage.house()) {
        DispatchEdition.Result end = Stage.send(house, edition);
        assertThat(end.progress()).isEqualTo(new Progress(0, 0, 0, readers, 0, 0, 0, 0, 0));
      }
      Judge judge = Judge.of(sink.record(), readers);
      Figures.of("F8")
          .with("relay", way.replace(' ', '-'))
          .with(judge)
          .with("tries-seen", tries)
          .print();
      assertThat(before).isZero();
      assertThat(tries).isLessThanOrEqualTo(most(patience));
      judge.nobodyIsLost().nobodyGotItTwice();
    }
  }

  /** Sends while it is away; gives the tries where they can be counted. */
  private int away(String way, Stage stage, Edition.Id edition, Duration patience)
      throws IOException {
    return switch (way) {
      case "refused" -> {
        try (Ports.Deaf nobody = Ports.deaf()) {
          yield sendInVain(stage, "127.0.0.1", nobody.port(), edition, patience);
        }
      }
      case "no DNS" -> sendInVain(stage, "relay.digest.invalid", 25, edition, patience);
      case "black hole" -> {
        try (BlackHole hole = new BlackHole()) {
          yield sendInVain(stage, "127.0.0.1", hole.port(), edition, patience);
        }
      }
      default -> {
        try (SmtpSink mute = SmtpSink.start()) {
          mute.fault(way.startsWith("421") ? "connect=421 4.3.2 away" : "connect=hang");
          sendInVain(stage, "127.0.0.1", mute.port(), edition, patience);
          yield mute.record().connections();
        }
      }
    };
  }

  private static int sendInVain(
      Stage stage, String host, int port, Edition.Id edition, Duration patience) {
    RelaySettings relay =
        new RelaySettings(
            host, port, RelaySettings.Tls.OFF, null, null, CONNECTIONS, 0, LIMIT, LIMIT);
    try (TestPress house = stage.house(relay)) {
      DispatchEdition.Result result =
          house.press().dispatchEdition().run(edition, patience, progress -> {});
      assertThat(result.end()).isEqualTo(DispatchEdition.End.UNREACHABLE);
      assertThat(result.progress().open()).isEqualTo(result.progress().candidates());
      assertThat(result.progress().deferred()).as("tries that were held against readers").isZero();
    }
    return 0;
  }

  /** Listens and lets nobody in: its queue is full. */
  private static final class BlackHole implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> queue = new ArrayList<>();

    BlackHole() throws IOException {
      listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      for (int i = 0; i < 4; i++) {
        Socket waiting = new Socket();
        queue.add(waiting);
        try {
          waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 200);
        } catch (IOException e) {
          return; // full
        }
      }
    }

    int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (Socket waiting : queue) {
        waiting.close();
      }
      listener.close();
    }
  }
}
