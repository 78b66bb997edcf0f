package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Rings;
import digest.mail.Composer;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.store.LedgerRows;
import digest.testkit.Samples;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the review found in whole runs. */
@Timeout(60)
class ReviewTest {
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

  /** The relay has the mail; its words are odd. Nobody may get it again and again. */
  @Test
  void anOddAcceptanceNeverSendsTwice() throws Exception {
    relay.at("DOT").to("user3@example.test").reply("250 2.0.0 taken\u2028as 4711");
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(10).frozen("one");
      CompletableFuture<DispatchEdition.Result> sent =
          CompletableFuture.supplyAsync(
              () -> house.press().dispatchEdition().run(edition.id(), Duration.ZERO, p -> {}));
      try {
        sent.get(5, TimeUnit.SECONDS);
      } catch (java.util.concurrent.TimeoutException e) {
        house.press().dispatchEdition().close();
      }
      long copies =
          relay.received().stream().filter(m -> m.recipient().equals("user3@example.test")).count();
      System.out.println("REVIEW copies=" + copies);
      assertThat(copies).isEqualTo(1);
    }
  }

  /** A send from the command line whose run fails ends, and does not spin. */
  @Test
  void aRunThatFailsDoesNotSpin() throws Exception {
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(10).frozen("one");
      LedgerRows.change(
          house.database(),
          "UPDATE deliveries SET address = 'no address' WHERE address = 'user5@example.test'");
      CompletableFuture<DispatchEdition.Result> sent =
          CompletableFuture.supplyAsync(
              () -> house.press().dispatchEdition().run(edition.id(), Duration.ZERO, p -> {}));
      try {
        sent.get(5, TimeUnit.SECONDS);
      } finally {
        house.press().dispatchEdition().close();
      }
    }
  }

  /** Seeds whose time has not come yet are waited for; the others do not overtake them. */
  @Test
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

  /** Cancelled while a message was under way that is put off then: nobody waits for it for ever. */
  @Test
  void whatIsPutOffAfterACancellationIsExcluded() throws Exception {
    relay.at("DOT").to("user3@example.test").replySlowly("451 4.3.0 later", Duration.ofMillis(400));
    try (TestPress house = house()) {
      Edition edition = house.withFeed(3).withSubscribers(10).frozen("one");
      CompletableFuture<DispatchEdition.Result> sent =
          CompletableFuture.supplyAsync(
              () -> house.press().dispatchEdition().run(edition.id(), Duration.ZERO, p -> {}));
      for (int i = 0;
          i < 100 && house.press().steerEdition().progress(edition.id()).accepted() < 5;
          i++) {
        Thread.sleep(50);
      }
      Thread.sleep(500);
      house.press().steerEdition().cancel(edition.id());
      sent.get(20, TimeUnit.SECONDS);
      house.press().rooms().deliveries().takeOver(clock.instant());
      Progress progress = house.press().steerEdition().progress(edition.id());
      System.out.println("REVIEW cancelled " + progress);
      assertThat(progress.open()).isZero();
    }
  }

  private static Newsletter newsletter(Rings rings) {
    Newsletter plain = Samples.newsletter("daily", List.of(Feed.at("feed.xml")));
    return new Newsletter(
        plain.id(),
        plain.title(),
        plain.tagline(),
        plain.subject(),
        plain.language(),
        plain.from(),
        plain.replyTo(),
        plain.list(),
        plain.segment(),
        plain.feeds(),
        plain.cadence(),
        plain.approval(),
        plain.rules(),
        plain.teaser(),
        plain.leadTeaser(),
        plain.template(),
        null,
        rings);
  }
}
