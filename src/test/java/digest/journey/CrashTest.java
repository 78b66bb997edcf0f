package digest.journey;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestDatabase;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

  private static final int READERS = 400;
  private static final int KILLS = 3;
  private static final int CONNECTIONS = 4;

  /** The tests' usual one: so many of a connection may be on record as begun. */
  private static final int WINDOW = 4;

  @TempDir Path folder;

  @Test
  @DisplayName(
      "delivery/L1 delivery/L2 delivery/L3 safety/F1: killed three times in mid-send, nobody is lost, and only what"
          + " was under way can come twice, with the same bytes")
  void aKilledSendLosesNobody() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start()) {
      relay.at("DOT").replySlowly("250 2.0.0 kept", Duration.ofMillis(1));
      Edition edition = freeze(relay.port());
      for (int kill = 1; kill <= KILLS; kill++) {
        int until = relay.received().size() + 20 + random.nextInt(60);
        killWhenReceived(relay, until, edition);
        assertThat(progress(relay.port(), edition).candidates()).isEqualTo(READERS);
      }
      Progress end = finish(relay.port(), edition);
      assertThat(end.accepted()).isEqualTo(READERS);
      judge(relay.received());
    }
  }

  private Edition freeze(int port) {
    try (TestPress house = house(port)) {
      return house.withFeed(5).withSubscribers(READERS).frozen("one");
    }
  }

  private void killWhenReceived(ScriptedSmtpServer relay, int count, Edition edition)
      throws Exception {
    Process sender =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + TestDatabase.KIND + "=" + System.getProperty(TestDatabase.KIND, "sqlite"),
                "-cp",
                System.getProperty("java.class.path"),
                SendingProcess.class.getName(),
                folder.toString(),
                Integer.toString(relay.port()),
                Integer.toString(CONNECTIONS),
                edition.id().toString())
            .inheritIO()
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> relay.received().size() >= count || !sender.isAlive());
    assertThat(sender.isAlive()).as("the sender ended before it could be killed").isTrue();
    sender.destroyForcibly();
    assertThat(sender.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private Progress progress(int port, Edition edition) {
    try (TestPress house = house(port)) {
      return house.press().steerEdition().progress(edition.id());
    }
  }

  private Progress finish(int port, Edition edition) {
    try (TestPress house = house(port)) {
      DispatchEdition.Result result =
          house.press().dispatchEdition().run(edition.id(), Duration.ofSeconds(30), progress -> {});
      assertThat(result.end()).isEqualTo(DispatchEdition.End.FINISHED);
      return result.progress();
    }
  }

  private static void judge(List<ScriptedSmtpServer.Received> received) {
    Map<String, List<ScriptedSmtpServer.Received>> byReader =
        received.stream().collect(groupingBy(ScriptedSmtpServer.Received::recipient));
    assertThat(byReader).as("lost").hasSize(READERS);
    assertThat(received.size() - READERS)
        .as("duplicates")
        .isBetween(0, KILLS * CONNECTIONS * WINDOW);
    assertThat(byReader.values())
        .as("a second copy is the same mail")
        .allSatisfy(
            mails -> assertThat(mails.stream().map(one -> one.mail()).distinct()).hasSize(1));
  }

  private TestPress house(int port) {
    return new TestPress(folder, RelaySettings.local(port, CONNECTIONS), new TestClock());
  }
}
