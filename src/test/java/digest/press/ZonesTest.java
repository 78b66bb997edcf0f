package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.delivery.Delivery;
import digest.edition.Cadence;
import digest.edition.Edition;
import digest.edition.Edition.State;
import digest.edition.Feed;
import digest.edition.Newsletter.Approval;
import digest.mail.MailReader;
import digest.store.StoredRows;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One edition at seven in each reader's own zone. */
class ZonesTest {

  private static final String KIRITIMATI = "Pacific/Kiritimati";
  private static final String NIUE = "Pacific/Niue";
  private static final String NEW_YORK = "America/New_York";

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @BeforeEach
  void saturday() {
    clock.set(Instant.parse("2026-11-21T18:00:00Z"));
  }

  @Test
  @DisplayName("picking/Z2, E2: one freeze for all, before the earliest; each at seven at home")
  void eachReaderIsDueAtHome() {
    try (TestPress house = house(Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1);
      house.tick("2026-11-22T16:44:59Z");
      assertThat(house.press().rooms().editions().latest(1)).isEmpty();
      house.tick("2026-11-22T16:45:00Z").tick("2026-11-22T16:58:59Z");
      assertThat(house.latest().state()).isEqualTo(State.APPROVED);
      house.tick("2026-11-22T16:59:00Z");
      assertThat(house.plan(house.latest()))
          .containsEntry("east", "PENDING 2026-11-22T17:00:00Z")
          .containsEntry("home", "PENDING 2026-11-23T06:00:00Z")
          .containsEntry("york", "PENDING 2026-11-23T12:00:00Z")
          .containsEntry("west", "PENDING 2026-11-23T18:00:00Z");
      house.tick("2026-11-23T18:00:00Z");
      assertThat(house.press().rooms().editions().latest(9))
          .extracting(one -> one.slot().key())
          .containsExactly("2026-11-24T07:00", "2026-11-23T07:00");
    }
  }

  @Test
  @DisplayName("picking/Z1: who joins after the freeze gets the next edition")
  void joiningLaterIsTheNextEdition() {
    try (TestPress house = house(Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:59:00Z");
      house.subscribe("late@example.test", "Late", ZoneId.of(NEW_YORK));
      house.tick("2026-11-23T11:00:00Z");
      assertThat(house.plan(house.latest())).doesNotContainKey("late").hasSize(4);
    }
  }

  @Test
  @DisplayName("picking/Z1: who left or waits to confirm is frozen, excluded with the reason")
  void theExcludedAreFrozenToo() {
    try (TestPress house = house(Approval.AUTO)) {
      Subscriber left = house.subscribe("left@example.test", "Left", ZoneId.of(NEW_YORK));
      house
          .press()
          .rooms()
          .subscribers()
          .subscribe(
              left.id(), TestPress.LIST, Subscription.State.UNSUBSCRIBED, null, clock.instant());
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:59:00Z");
      assertThat(house.plan(house.latest()).get("left")).startsWith("EXCLUDED");
      assertThat(house.plan(house.latest())).hasSize(5);
    }
  }

  @Test
  @DisplayName("picking/Z4: \"Mondays\" is the reader's Monday, on both sides of the date line")
  void mondayIsTheReadersMonday() {
    try (TestPress house = house("0 0 7 ? * MON", Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:59:00Z");
      house
          .plan(house.latest())
          .forEach(
              (who, row) -> {
                Instant due = Instant.parse(row.replace("PENDING ", ""));
                ZoneId zone = zone(house, who);
                assertThat(due.atZone(zone).toLocalDateTime())
                    .as(who)
                    .hasToString("2026-11-23T07:00");
              });
    }
  }

  @Test
  @DisplayName("picking/Z9: approved late: past zones within the grace now, the rest at their time")
  void aLateApprovalSendsWhatHasPassedNow() {
    try (TestPress house = house(Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:46:00Z");
      clock.set(Instant.parse("2026-11-23T08:00:00Z"));
      Edition late =
          house.press().freezeEdition().approve(house.latest().id(), house.latest().hash());
      assertThat(house.plan(late))
          .containsEntry("east", "EXPIRED 2026-11-22T17:00:00Z")
          .containsEntry("home", "PENDING 2026-11-23T08:00:00Z")
          .containsEntry("york", "PENDING 2026-11-23T12:00:00Z")
          .containsEntry("west", "PENDING 2026-11-23T18:00:00Z");
      assertThat(house.press().steerEdition().resend(late.id(), Set.of(Delivery.State.EXPIRED)))
          .isEqualTo(1);
      assertThat(house.plan(late).get("east")).startsWith("PENDING");
    }
  }

  @Test
  @DisplayName("picking/E4, Z9: too late is judged by the last zone")
  void tooLateIsWhenItIsTooLateEverywhere() {
    try (TestPress house = house(Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:46:00Z");
      house.tick("2026-11-23T22:00:00Z");
      assertThat(edition(house, "2026-11-23T07:00").state()).isEqualTo(State.DRAFT);
      house.tick("2026-11-23T22:00:01Z");
      assertThat(edition(house, "2026-11-23T07:00").state()).isEqualTo(State.MISSED);
    }
  }

  @Test
  @DisplayName("picking/E4: \"send now\" is now for everybody, wherever they live")
  void sendNowIsNow() {
    try (TestPress house = house(Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:46:00Z");
      Edition draft = house.latest();
      assertThat(house.press().freezeEdition().plan(draft.id()).isAhead()).isTrue();
      Edition now = house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
      assertThat(house.plan(now).values()).containsOnly("PENDING 2026-11-22T16:46:00Z");
    }
  }

  @Test
  @DisplayName("picking/Z8: no zone, or one that is none: the newsletter's, and it is said")
  void anUnknownZoneIsTheNewsletters() {
    try (TestPress house = house(Approval.AUTO)) {
      Subscriber odd = house.subscribe("odd@example.test", "Odd", null);
      StoredRows.zone(house.database(), odd, "Mars/Olympus_Mons");
      var subscribers = house.press().rooms().subscribers();
      assertThat(subscribers.find(odd.id()).orElseThrow().zone()).isNull();
      assertThat(subscribers.unknownZone(odd.id())).contains("Mars/Olympus_Mons");
      assertThat(subscribers.zones(TestPress.LIST)).doesNotContainNull().hasSize(3);
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:59:00Z");
      assertThat(house.plan(house.latest()))
          .containsEntry("odd", "PENDING 2026-11-23T06:00:00Z")
          .containsEntry("home", "PENDING 2026-11-23T06:00:00Z");
    }
  }

  @Test
  @DisplayName("picking/Z8: a reader's move counts from the next edition")
  void aMoveCountsFromTheNextEdition() {
    try (TestPress house = house(Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:59:00Z");
      StoredRows.zone(house.database(), reader(house, "york"), "Asia/Tokyo");
      house.tick("2026-11-22T20:00:00Z");
      assertThat(house.plan(house.latest())).containsEntry("york", "PENDING 2026-11-23T12:00:00Z");
      house.withNews(2).tick("2026-11-23T16:59:00Z");
      assertThat(house.plan(house.latest())).containsEntry("york", "PENDING 2026-11-23T22:00:00Z");
    }
  }

  @Test
  @DisplayName("picking/Z8: new rules of time zones work out what is still to come, and only that")
  void newRulesMoveWhatIsToCome() {
    try (TestPress house = house(Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:59:00Z");
      Edition edition = house.latest();
      Instant wrong = Instant.parse("2026-11-23T11:00:00Z");
      StoredRows.shiftDues(house.database(), wrong, NEW_YORK, "2019a");
      StoredRows.shiftDues(
          house.database(), Instant.parse("2026-11-22T16:30:00Z"), KIRITIMATI, "2019a");
      house.tick("2026-11-22T17:01:00Z");
      assertThat(house.plan(edition))
          .containsEntry("york", "PENDING 2026-11-23T12:00:00Z")
          .containsEntry("east", "PENDING 2026-11-22T16:30:00Z")
          .containsEntry("home", "PENDING 2026-11-23T06:00:00Z");
      StoredRows.shiftDues(house.database(), wrong, NEW_YORK, FollowZoneRules.version());
      house.tick("2026-11-22T17:02:00Z");
      assertThat(house.plan(edition)).containsEntry("york", "PENDING " + wrong);
    }
  }

  @Test
  @DisplayName("delivery/P3, picking/Z2: a preview's date is that reader's own due")
  void thePreviewHasTheReadersDate() {
    try (TestPress house = house(Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-22T16:46:00Z");
      Edition draft = house.latest();
      byte[] before = preview(house, draft, "york");
      assertThat(MailReader.read(before).headers()).anySatisfy(this::isNewYorksSeven);
      house.press().freezeEdition().approve(draft.id(), draft.hash());
      house.tick("2026-11-22T17:30:00Z");
      assertThat(preview(house, draft, "york")).isEqualTo(before);
      assertThat(preview(house, draft, "west")).isNotEqualTo(before);
    }
  }

  private void isNewYorksSeven(Object header) {
    assertThat(header.toString()).contains("Date").contains("Mon, 23 Nov 2026 12:00:00");
  }

  private static byte[] preview(TestPress house, Edition edition, String who) {
    return house
        .press()
        .previewEdition()
        .as(edition.id(), EmailAddress.of(who + "@example.test"))
        .eml()
        .bytes();
  }

  private static Edition edition(TestPress house, String key) {
    return house.press().rooms().editions().find(house.newsletter().id(), key).orElseThrow();
  }

  private static Subscriber reader(TestPress house, String who) {
    return house
        .press()
        .rooms()
        .subscribers()
        .find(EmailAddress.of(who + "@example.test"))
        .orElseThrow();
  }

  private static ZoneId zone(TestPress house, String who) {
    @Nullable ZoneId zone = reader(house, who).zone();
    return zone == null ? ZoneId.of("Europe/Berlin") : zone;
  }

  private TestPress house(Approval approval) {
    return house("0 0 7 ? * *", approval);
  }

  private TestPress house(String cron, Approval approval) {
    Cadence cadence =
        new Cadence(
            cron, ZoneId.of("Europe/Berlin"), true, Duration.ofMinutes(15), Duration.ofHours(4));
    TestPress house =
        new TestPress(
            folder,
            clock,
            Samples.newsletter("daily", List.of(Feed.at("feed.xml")), cadence, approval));
    house.subscribe("home@example.test", "Home", null);
    house.subscribe("east@example.test", "East", ZoneId.of(KIRITIMATI));
    house.subscribe("york@example.test", "York", ZoneId.of(NEW_YORK));
    house.subscribe("west@example.test", "West", ZoneId.of(NIUE));
    return house;
  }
}
