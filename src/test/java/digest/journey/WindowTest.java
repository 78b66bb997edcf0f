package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Suppression;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.delivery.RetryPolicy;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.press.DomainLimits;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  private static final int READERS = 12;
  private static final int WINDOW = 4;

  /** A6 gives it two seconds. */
  private static final Duration NOTICED = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  @DisplayName(
      "delivery/L1 delivery/A6: no more than the window is on record as begun, and what had not begun goes"
          + " back; who left meanwhile is out")
  void onlyWhatHadItsDotIsUncertain() {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house =
            new TestPress(folder, RelaySettings.local(relay.port(), 1), new TestClock())) {
      relay.at("DOT").keep().hang();
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      CompletableFuture<DispatchEdition.Result> run =
          CompletableFuture.supplyAsync(() -> run(house, edition));
      Awaitility.await().atMost(PATIENCE).until(() -> relay.received().size() == 1);
      Awaitility.await().atMost(PATIENCE).until(() -> progress(house, edition).sending() > 1);
      assertThat(progress(house, edition).sending()).isEqualTo(WINDOW);
      EmailAddress gone = EmailAddress.of("user1@example.test");
      house
          .press()
          .rooms()
          .subscribers()
          .suppress(gone, Suppression.Reason.COMPLAINT, new TestClock().instant());

      Awaitility.await().pollDelay(NOTICED).until(() -> true);
      relay.behave();
      relay.cutAll();
      assertThat(run.join().end()).isEqualTo(DispatchEdition.End.FINISHED);

      assertThat(progress(house, edition)).isEqualTo(new Progress(0, 0, 0, 11, 0, 0, 0, 0, 1));
      List<String> mailed =
          relay.received().stream().map(ScriptedSmtpServer.Received::recipient).toList();
      assertThat(mailed)
          .as("one that was kept and not answered comes twice, and nobody else")
          .hasSize(READERS)
          .doesNotContain(gone.toString());
      assertThat(mailed.stream().filter(mailed.get(0)::equals)).hasSize(2);
      Delivery left = house.press().rooms().deliveries().find(gone).get(0);
      assertThat(left.state()).isEqualTo(Delivery.State.EXCLUDED);
      assertThat(left.remark()).isEqualTo("SUPPRESSED");
      assertThat(left.attempts()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, true", "50, false"})
  @DisplayName("delivery/L1 delivery/S1: where time does not matter, the last thing said is a dot")
  void aSlowRelayIsSpokenToWithCare(int perSecond, boolean isChunked) {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start().offering("CHUNKING")) {
      RelaySettings.Load load = new RelaySettings.Load(1, 0, perSecond, 1);
      RelaySettings settings = RelaySettings.local(relay.port(), 1).with(load);
      try (TestPress house =
          new TestPress(
              folder, List.of(settings), new TestClock(), RetryPolicy.DEFAULT, DomainLimits.NONE)) {
        Edition edition = house.withFeed(3).withSubscribers(2).frozen("one");
        assertThat(run(house, edition).end()).isEqualTo(DispatchEdition.End.FINISHED);
        assertThat(relay.received()).hasSize(2);
        assertThat(relay.commands().stream().anyMatch(line -> line.startsWith("BDAT")))
            .isEqualTo(isChunked);
      }
    }
  }

  private static DispatchEdition.Result run(TestPress house, Edition edition) {
    return house.press().dispatchEdition().run(edition.id(), PATIENCE, progress -> {});
  }

  private static Progress progress(TestPress house, Edition edition) {
    return house.press().rooms().deliveries().progress(edition.id());
  }
}
