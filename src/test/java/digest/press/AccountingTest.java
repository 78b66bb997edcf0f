package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Pace;
import digest.delivery.Progress;
import digest.delivery.RetryPolicy;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The accounting at every look, while mail really goes out. */
class AccountingTest {

  private static final int READERS = 1200;
  private static final int LEAST_LOOKS = 200;

  @TempDir Path folder;
  private ScriptedSmtpServer relay;
  private TestPress house;

  @BeforeEach
  void open() {
    relay = ScriptedSmtpServer.start();
    house =
        new TestPress(
            folder, RelaySettings.local(relay.port(), 4), new TestClock(), RetryPolicy.DEFAULT);
    house.withFeed(3).withSubscribers(READERS);
  }

  @AfterEach
  void close() {
    house.close();
    relay.close();
  }

  @Test
  @DisplayName("delivery/A2: at every look of a real send the states add up to the frozen audience")
  void theStatesAddUpAtEveryLook() {
    for (int i = 0; i < READERS; i += 10) {
      relay.at("RCPT").to("user" + i + "@example.test").reply("550 5.2.1 not here");
      relay.at("RCPT").to("user" + (i + 1) + "@example.test").reply("451 4.7.1 later");
    }
    relay.at("DOT").to("user5@example.test").drop();
    Edition edition = house.frozen("one");
    CompletableFuture<DispatchEdition.Result> send =
        CompletableFuture.supplyAsync(
            () ->
                house
                    .press()
                    .dispatchEdition()
                    .run(edition.id(), Duration.ZERO, AccountingTest::adds));
    Set<Progress> seen = new HashSet<>();
    int looks = 0;
    while (!send.isDone()) {
      Progress progress = house.press().steerEdition().progress(edition.id());
      adds(progress);
      seen.add(progress);
      looks++;
    }
    Progress end = send.join().progress();
    adds(end);
    assertThat(looks).as("looks while it was sent").isGreaterThan(LEAST_LOOKS);
    assertThat(seen).as("different ones").hasSizeGreaterThan(20);
    assertThat(end.rejected()).isEqualTo(READERS / 10);
    assertThat(end.deferred()).isEqualTo(READERS / 10);
    assertThat(end.uncertain()).isEqualTo(1);
    assertThat(end.accepted()).isGreaterThanOrEqualTo(READERS * 8L / 10 - 1);
  }

  private static void adds(Progress progress) {
    assertThat(
            progress.pending()
                + progress.claimed()
                + progress.sending()
                + progress.accepted()
                + progress.deferred()
                + progress.rejected()
                + progress.uncertain()
                + progress.expired()
                + progress.excluded())
        .isEqualTo(READERS);
    Pace pace = Pace.overall(progress, 1, null, Instant.EPOCH);
    assertThat(pace.handedOver() + pace.waiting() + pace.failed() + progress.excluded())
        .isEqualTo(READERS);
  }
}
