package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.edition.Cadence;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Newsletter.Approval;
import digest.edition.Rings;
import digest.edition.SelectionRules;
import digest.mail.MailReader;
import digest.mail.RelaySettings;
import digest.store.StoredRows;
import digest.testkit.Samples;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.ScriptedSmtpServer.Received;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a person reaches one by mail, once. Berlin is an hour ahead of UTC. */
class AlarmMailTest {

  private static final EmailAddress OPS = EmailAddress.of("ops@example.org");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final ScriptedSmtpServer relay = ScriptedSmtpServer.start();

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  @DisplayName("an edition that is held for a person is mailed once, with the way to let it go")
  void aHeldEditionIsMailed() {
    try (TestPress house = house(Approval.AUTO)) {
      house
          .withSubscribers(3)
          .withNews(1)
          .tick("2026-11-22T05:46:00Z")
          .tick("2026-11-22T06:00:00Z");
      house.withoutFeed().tick("2026-11-23T05:46:00Z").tick("2026-11-23T05:47:00Z");
      assertThat(house.latest().marks().held()).isNotNull();
    }
    theOnlyAlert(
        "Edition 2 of \"daily\" is held", "has not been read since", "digest edition approve 2");
  }

  @Test
  @DisplayName("an edition nobody approved in time is mailed once, with the way to send it late")
  void anUnapprovedEditionIsMailed() {
    try (TestPress house = house(Approval.REQUIRED)) {
      house.withSubscribers(3).tick("2026-11-22T12:00:00Z");
      house.withNews(1).tick("2026-11-23T05:46:00Z");
      house.tick("2026-11-23T12:00:00Z").tick("2026-11-23T12:01:00Z");
      assertThat(house.latest().state()).isEqualTo(Edition.State.MISSED);
    }
    theOnlyAlert(
        "Edition 1 of \"daily\" was missed",
        "nobody approved it within 4 h after its time",
        "digest edition approve 1 --late");
  }

  @Test
  @DisplayName("picking/C3: an edition whose time passed while the program was off is mailed, too")
  void anEditionMissedWhileOffIsMailed() {
    try (TestPress house = house(Approval.AUTO)) {
      house.withSubscribers(3).tick("2026-11-22T12:00:00Z");
      house.withNews(1).tick("2026-11-23T10:00:01Z").tick("2026-11-23T10:01:00Z");
      assertThat(house.latest().state()).isEqualTo(Edition.State.MISSED);
    }
    theOnlyAlert("Edition 1 of \"daily\" was missed", "digest edition approve 1 --late");
  }

  @Test
  @DisplayName("delivery/L3: a send that stopped for longer than its grace is mailed")
  void aLateEditionIsMailed() {
    try (TestPress house = house(Approval.AUTO)) {
      Edition edition = house.withFeed(3).withSubscribers(3).frozen("one");
      clock.move(Duration.ofHours(9));
      house.press().dispatchEdition().keepRunning();
      Awaitility.await().until(() -> isPaused(house, edition));
    }
    theOnlyAlert(
        "Edition 1 of \"daily\" is late and was paused", "grace of 4 h", "digest edition resume 1");
  }

  @Test
  @DisplayName(
      "delivery/S7: first readers who take it badly are mailed, once however often it is sent")
  void aRingThatWentBadlyIsMailed() {
    relay.at("RCPT").to("user0@example.test").reply("550 5.2.1 full");
    Rings rings =
        new Rings(
            Set.of(EmailAddress.of("user0@example.test")), 0, Duration.ofMinutes(10), 2, 10, 0.1);
    Newsletter newsletter =
        Samples.newsletter("daily", List.of(Feed.at("feed.xml")), SelectionRules.DEFAULT, rings);
    try (TestPress house = house(newsletter)) {
      Edition edition = house.withFeed(3).withSubscribers(3).frozen("one");
      for (int i = 0; i < 3; i++) {
        house.press().dispatchEdition().run(edition.id(), Duration.ZERO, progress -> {});
      }
    }
    theOnlyAlert(
        "Edition 1 of \"daily\" is paused",
        "it went badly with the seeds: 1 of 1 were refused (100.0 %, the limit is 2 %)",
        "digest edition resume 1");
  }

  @Test
  @DisplayName("safety: a store that does not answer is mailed once, and its return is mailed")
  void aStoreThatIsAwayIsMailed() {
    try (TestPress house = house(Approval.AUTO)) {
      StoredRows.away(house.database());
      house.press().dispatchEdition().keepRunning();
      Awaitility.await().until(() -> alerts().size() == 1);
      StoredRows.back(house.database());
      Awaitility.await().until(() -> alerts().size() == 2);
    }
    assertThat(alerts()).hasSize(2);
    assertThat(subject(0)).isEqualTo("[Digest] The store does not answer");
    assertThat(text(0)).contains("it goes on by itself when the store is back");
    assertThat(subject(1)).isEqualTo("[Digest] The store answers again");
  }

  private void theOnlyAlert(String subject, String... words) {
    assertThat(alerts()).hasSize(1);
    assertThat(subject(0)).isEqualTo("[Digest] " + subject);
    assertThat(text(0)).contains(words);
  }

  private String subject(int alert) {
    return String.valueOf(MailReader.read(alerts().get(alert).bytes()).subject());
  }

  private String text(int alert) {
    return MailReader.read(alerts().get(alert).bytes()).text().replaceAll("\\s+", " ");
  }

  private List<Received> alerts() {
    return relay.receivedBy(OPS.toString());
  }

  private static boolean isPaused(TestPress house, Edition edition) {
    return house.press().rooms().editions().find(edition.id()).orElseThrow().marks().paused()
        != null;
  }

  private TestPress house(Approval approval) {
    Cadence cadence =
        new Cadence("0 0 7 ? * *", BERLIN, false, Duration.ofMinutes(15), Duration.ofHours(4));
    return house(Samples.newsletter("daily", List.of(Feed.at("feed.xml")), cadence, approval));
  }

  private TestPress house(Newsletter newsletter) {
    return new TestPress(
        folder, RelaySettings.local(relay.port(), 2), clock, List.of(OPS), newsletter);
  }
}
