package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.delivery.Eml;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Rings;
import digest.edition.SelectionRules;
import digest.mail.Composer;
import digest.mail.RelaySettings;
import digest.mail.Transport;
import digest.press.DispatchEdition;
import digest.store.LedgerRows;
import digest.testkit.OnSqlite;
import digest.testkit.Samples;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs that something odd happens to. */
@Timeout(60)
class UnkindTurnsTest {

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final ScriptedSmtpServer relay = ScriptedSmtpServer.start();

  @AfterEach
  void stop() {
    relay.close();
  }

  private TestPress house() {
    return new TestPress(folder, RelaySettings.local(relay.port(), 2), clock);
  }

  @Test
  @DisplayName("delivery/S2 delivery/L2: an acceptance in odd words is one, and sent once")
  void anOddAcceptanceNeverSendsTwice() throws Exception {
    relay.at("DOT").to("user3@example.test").reply("250 2.0.0 taken\u2028as 4711");
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(10).frozen("one");
      CompletableFuture<DispatchEdition.Result> sent =
          CompletableFuture.supplyAsync(
              () -> house.press().dispatchEdition().run(edition.id(), Duration.ZERO, p -> {}));
      try {
        sent.get(5, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        house.press().dispatchEdition().close();
      }
      long copies =
          relay.received().stream().filter(m -> m.recipient().equals("user3@example.test")).count();
      assertThat(copies).isEqualTo(1);
    }
  }

  @Test
  @OnSqlite
  @DisplayName("delivery/L5: a run whose store takes no intent ends, and does not spin")
  void aRunThatFailsDoesNotSpin() throws Exception {
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(10).frozen("one");
      LedgerRows.change(
          house.database(),
          "CREATE TRIGGER full BEFORE UPDATE ON deliveries WHEN NEW.state = 'SENDING'"
              + " BEGIN SELECT RAISE(ABORT, 'no room left'); END");
      CompletableFuture<DispatchEdition.Result> sent =
          CompletableFuture.supplyAsync(
              () -> house.press().dispatchEdition().run(edition.id(), Duration.ZERO, p -> {}));
      try {
        assertThat(sent.get(10, TimeUnit.SECONDS).progress().open()).isEqualTo(10);
        assertThat(relay.received()).isEmpty();
      } finally {
        house.press().dispatchEdition().close();
      }
    }
  }

  @Test
  @DisplayName(
      "delivery/L2: a thread that fails after the dot leaves an uncertain mail, not an unsent one")
  void whatFailsAfterTheDotIsNotSentAgainAsIfItHadNot() {
    List<String> dotted = Collections.synchronizedList(new ArrayList<>());
    try (TestPress house = new TestPress(folder, new Failing(dotted), clock)) {
      Edition edition = house.withFeed(3).withSubscribers(30).frozen("one");
      house.press().dispatchEdition().run(edition.id(), Duration.ZERO, p -> {});
      house.press().rooms().deliveries().recover(clock.instant());
      Progress progress = house.press().steerEdition().progress(edition.id());
      assertThat(dotted).isNotEmpty().doesNotHaveDuplicates();
      assertThat(progress.uncertain()).isEqualTo(dotted.size());
      assertThat(progress.pending()).isEqualTo(30 - dotted.size());
    }
  }

  /** Fails when the final dot is written. */
  private record Failing(List<String> dotted) implements Transport {
    @Override
    public Ending send(Iterator<Eml> mails, Journal journal) {
      Eml mail = mails.next();
      if (journal.wanted(mail) && journal.intend(mail)) {
        dotted.add(mail.recipient().toString());
      }
      throw new IllegalStateException("after the dot, as the test wants it");
    }

    @Override
    public void close() {}
  }

  @Test
  @DisplayName(
      "delivery/S7: seeds whose time has not come yet are waited for, nobody overtakes them")
  void aRingThatIsNotDueYetIsNotPassedOver() {
    Rings rings =
        new Rings(
            Set.of(EmailAddress.of("user0@example.test"), EmailAddress.of("user1@example.test")),
            0,
            Duration.ofMinutes(10),
            2,
            10,
            0.1);
    try (TestPress house =
        new TestPress(
            folder,
            RelaySettings.local(relay.port(), 2),
            clock,
            new Composer(),
            newsletter(rings))) {
      Edition edition = house.withFeed(3).withSubscribers(20).frozen("one");
      LedgerRows.change(
          house.database(),
          "UPDATE deliveries SET next_attempt_at = next_attempt_at + 30000000"
              + " WHERE address IN ('user0@example.test', 'user1@example.test')");
      house.press().dispatchEdition().run(edition.id(), Duration.ZERO, p -> {});
      Progress progress = house.press().steerEdition().progress(edition.id());
      assertThat(progress.accepted()).as("nobody before the seeds").isZero();
    }
  }

  @Test
  @DisplayName("delivery/A6: put off after the edition was cancelled: nobody waits for it for ever")
  void whatIsPutOffAfterACancellationIsExcluded() throws Exception {
    relay.at("DOT").to("user3@example.test").replySlowly("451 4.3.0 later", Duration.ofMillis(400));
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(10).frozen("one");
      CompletableFuture<DispatchEdition.Result> sent =
          CompletableFuture.supplyAsync(
              () -> house.press().dispatchEdition().run(edition.id(), Duration.ZERO, p -> {}));
      Awaitility.await()
          .until(() -> relay.commands().stream().anyMatch(said -> said.contains("<user3@")));
      house.press().steerEdition().cancel(edition.id());
      sent.get(20, TimeUnit.SECONDS);
      house.press().rooms().deliveries().takeOver(clock.instant());
      Progress progress = house.press().steerEdition().progress(edition.id());
      assertThat(progress.open()).isZero();
    }
  }

  private static Newsletter newsletter(Rings rings) {
    return Samples.newsletter("daily", List.of(Feed.at("feed.xml")), SelectionRules.DEFAULT, rings);
  }
}
