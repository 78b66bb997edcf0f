package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.edition.Cadence;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.edition.Edition.State;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Newsletter.Approval;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens on time, a little late, and too late. Berlin is an hour ahead of UTC. */
class LateTest {

  private static final String DAILY = "0 0 7 ? * *";

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @Test
  @DisplayName("picking/E2: picked a quarter of an hour before the due, frozen a minute before")
  void contentIsPickedAtTheCutoffAndFrozenJustBeforeTheDue() {
    try (TestPress house = house(DAILY, Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1);
      house.tick("2026-11-23T05:44:59Z");
      assertThat(house.press().rooms().editions().latest(1)).isEmpty();
      house.tick("2026-11-23T05:45:00Z");
      assertThat(house.latest().state()).isEqualTo(State.APPROVED);
      house.tick("2026-11-23T05:58:59Z");
      assertThat(house.latest().state()).isEqualTo(State.APPROVED);
      house.tick("2026-11-23T05:59:00Z");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
      assertThat(house.plan(house.latest())).containsEntry("user0", "PENDING 2026-11-23T06:00:00Z");
    }
  }

  @Test
  @DisplayName("picking/C3: the first slot of a newsletter is not lost by a restart over it")
  void aRestartOverTheFirstSlotLosesNothing() {
    try (TestPress house = house(DAILY, Approval.AUTO)) {
      house.withNews(1).tick("2026-11-22T12:00:00Z");
    }
    clock.set(Instant.parse("2026-11-23T06:30:00Z"));
    try (TestPress house = reopened(DAILY, Approval.AUTO)) {
      house.withNews(1).tick("2026-11-23T06:30:00Z");
      assertThat(house.latest().slot().key()).isEqualTo("2026-11-23T07:00");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
      assertThat(house.plan(house.latest())).containsEntry("user0", "PENDING 2026-11-23T06:30:00Z");
    }
  }

  @Test
  @DisplayName("picking/C3: another cadence sends no surprise: what it would have had is nobody's")
  void aChangedCadenceMakesNothingUp() {
    try (TestPress house = house(DAILY, Approval.AUTO)) {
      house.withNews(1).tick("2026-11-22T12:00:00Z");
    }
    try (TestPress house = reopened("0 0 10 ? * *", Approval.AUTO)) {
      house.withNews(1).tick("2026-11-23T11:00:00Z").tick("2026-11-23T11:01:00Z");
      assertThat(house.press().rooms().editions().latest(5)).isEmpty();
      house.withNews(1).tick("2026-11-24T08:50:00Z");
      assertThat(house.latest().slot().key()).isEqualTo("2026-11-24T10:00");
    }
  }

  @Test
  @DisplayName("picking/C3: five missed slots are one edition, of the latest")
  void missedSlotsCollapse() {
    try (TestPress house = house(DAILY, Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z");
      clock.set(Instant.parse("2026-11-27T08:00:00Z"));
      house.withNews(1).tick("2026-11-27T08:00:00Z").tick("2026-11-27T08:01:00Z");
      assertThat(house.press().rooms().editions().latest(9)).hasSize(1);
      assertThat(house.latest().slot().key()).isEqualTo("2026-11-27T07:00");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
    }
  }

  @Test
  @DisplayName(
      "picking/C3: beyond the grace it is missed, holds no article, and one click sends it")
  void beyondTheGraceAPersonDecides() {
    try (TestPress house = house(DAILY, Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T10:00:01Z");
      Edition missed = house.latest();
      assertThat(missed.state()).isEqualTo(State.MISSED);
      assertThat(missed.marks().note()).contains("its time passed by more than 4 h");
      assertThat(coverage(house)).isEmpty();
      house.tick("2026-11-23T10:10:00Z");
      assertThat(house.latest().state()).isEqualTo(State.MISSED);
      Edition sent = house.press().freezeEdition().approveAndFreeze(missed.id(), missed.hash());
      assertThat(house.plan(sent)).containsEntry("user0", "PENDING 2026-11-23T10:10:00Z");
    }
  }

  @Test
  @DisplayName("picking/C3: exactly at the end of the grace it still goes")
  void theGraceIncludesItsEnd() {
    try (TestPress house = house(DAILY, Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T10:00:00Z");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
    }
  }

  @Test
  @DisplayName(
      "picking/C3: a catch-up less than six hours before the next gives its articles to it")
  void aCatchUpTooNearTheNextGivesWay() {
    try (TestPress house = house("0 0 7,14 ? * *", Approval.AUTO)) {
      house.tick("2026-11-22T14:00:00Z").withNews(1).tick("2026-11-23T07:30:00Z");
      Edition late = house.latest();
      assertThat(late.state()).isEqualTo(State.SKIPPED);
      assertThat(late.marks().note()).contains("that one takes these articles");
      assertThat(coverage(house)).isEmpty();
      house.tick("2026-11-23T12:45:00Z").tick("2026-11-23T12:59:00Z");
      assertThat(house.latest().slot().key()).isEqualTo("2026-11-23T14:00");
      assertThat(house.latest().content().picks())
          .extracting(pick -> pick.article().id())
          .containsExactlyElementsOf(
              late.content().picks().stream().map(pick -> pick.article().id()).toList());
    }
  }

  @Test
  @DisplayName("picking/C3: six hours before the next, a catch-up goes")
  void aCatchUpSixHoursBeforeTheNextGoes() {
    try (TestPress house = house("0 0 7,14 ? * *", Approval.AUTO)) {
      house.tick("2026-11-22T14:00:00Z").withNews(1).tick("2026-11-23T07:00:00Z");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
    }
  }

  @Test
  @DisplayName("picking/C3: an hourly newsletter lives with its own rhythm")
  void anHourlyNewsletterCatchesUpInTheFirstHalfOfTheHour() {
    try (TestPress house = house("0 0 * ? * *", Approval.AUTO)) {
      house.tick("2026-11-22T12:30:00Z").withNews(1).tick("2026-11-22T13:20:00Z");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
      house.withNews(2).tick("2026-11-22T14:40:00Z");
      assertThat(house.latest().state()).isEqualTo(State.SKIPPED);
      house.withNews(2).tick("2026-11-22T14:50:00Z").tick("2026-11-22T14:59:00Z");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
    }
  }

  @Test
  @DisplayName("picking/E4: required: nothing goes unasked, and what nobody approved is missed")
  void whatWaitsForAPersonNeverGoesByItself() {
    try (TestPress house = house(DAILY, Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T05:46:00Z");
      house.tick("2026-11-23T06:00:00Z").tick("2026-11-23T10:00:00Z");
      assertThat(house.latest().state()).isEqualTo(State.DRAFT);
      house.tick("2026-11-23T10:01:00Z");
      assertThat(house.latest().state()).isEqualTo(State.MISSED);
      assertThat(house.latest().marks().note()).contains("nobody approved it within 4 h");
    }
  }

  @Test
  @DisplayName("picking/C3: not the newest three only: every draft that waited too long is missed")
  void everyForgottenDraftIsMissed() {
    try (TestPress house = house("0 0 * ? * *", Approval.REQUIRED)) {
      house.tick("2026-11-22T12:30:00Z");
      for (int hour = 0; hour < 7; hour++) {
        house.withNews(hour).tick("2026-11-22T%d:50:00Z".formatted(12 + hour));
      }
      house.withNews(9).tick("2026-11-23T12:01:00Z");
      assertThat(house.press().rooms().editions().latest(20))
          .extracting(Edition::state)
          .filteredOn(state -> state == State.MISSED)
          .hasSize(7);
    }
  }

  @Test
  @DisplayName("picking/E4: an approval before the due waits for it")
  void anEarlyApprovalWaits() {
    try (TestPress house = house(DAILY, Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T05:46:00Z");
      assertThat(approve(house).state()).isEqualTo(State.APPROVED);
      house.tick("2026-11-23T05:59:00Z");
      assertThat(house.plan(house.latest())).containsEntry("user0", "PENDING 2026-11-23T06:00:00Z");
    }
  }

  @Test
  @DisplayName("picking/E4: a late approval inside the grace goes at once")
  void aLateApprovalGoesAtOnce() {
    try (TestPress house = house(DAILY, Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T05:46:00Z");
      clock.set(Instant.parse("2026-11-23T09:59:00Z"));
      Edition approved = approve(house);
      assertThat(approved.state()).isEqualTo(State.FROZEN);
      assertThat(house.plan(approved)).containsEntry("user0", "PENDING 2026-11-23T09:59:00Z");
    }
  }

  @Test
  @DisplayName("picking/E4: a later one asks, and says what to do")
  void anApprovalBeyondTheGraceAsks() {
    try (TestPress house = house(DAILY, Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T05:46:00Z");
      clock.set(Instant.parse("2026-11-23T12:30:00Z"));
      assertThatThrownBy(() -> approve(house))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "edition 1 was due Mon 23 Nov 07:00 (Europe/Berlin), 6 h ago, and its grace is 4 h."
                  + " To send it all the same: digest edition approve 1 --late");
      assertThat(house.latest().state()).isEqualTo(State.DRAFT);
      Edition missed = house.tick("2026-11-23T12:31:00Z").latest();
      assertThatThrownBy(() -> approve(house)).isInstanceOf(Refusal.class);
      assertThat(house.press().freezeEdition().approveAndFreeze(missed.id(), missed.hash()).state())
          .isEqualTo(State.FROZEN);
    }
  }

  @Test
  @DisplayName("picking/E4: auto-after-deadline goes at the due, not before it")
  void autoAfterDeadlineWaitsForTheDeadline() {
    try (TestPress house = house(DAILY, Approval.AUTO_AFTER_DEADLINE)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T05:46:00Z");
      house.tick("2026-11-23T05:59:59Z");
      assertThat(house.latest().state()).isEqualTo(State.DRAFT);
      house.tick("2026-11-23T06:00:00Z");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
    }
  }

  @Test
  @DisplayName("picking/E3, E4: an edit takes the approval back, also just before the due")
  void anEditTakesTheApprovalBack() {
    try (TestPress house = house(DAILY, Approval.REQUIRED)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T05:46:00Z");
      Edition approved = approve(house);
      house
          .press()
          .rooms()
          .editions()
          .edit(approved.id(), approved.version(), Samples.content("other"));
      house.tick("2026-11-23T06:00:00Z");
      assertThat(house.latest().state()).isEqualTo(State.DRAFT);
    }
  }

  @Test
  @DisplayName("picking/C6, C3: a send by hand shares the ledger and moves no slot")
  void aSendByHandIsAsideOfTheSchedule() {
    try (TestPress house = house(DAILY, Approval.AUTO)) {
      house.tick("2026-11-22T12:00:00Z").withNews(1).tick("2026-11-23T03:00:00Z");
      clock.set(Instant.parse("2026-11-23T04:00:00Z"));
      Edition byHand = house.withNews(2).frozen("extra");
      assertThat(byHand.slot().key()).isEqualTo("manual:extra");
      assertThat(house.built("extra").id()).isEqualTo(byHand.id());
      assertThat(coverage(house)).extracting(Coverage::edition).containsOnly(byHand.id());
      house.withNews(3).tick("2026-11-23T05:46:00Z").tick("2026-11-23T05:59:00Z");
      Edition regular = house.latest();
      assertThat(regular.slot().key()).isEqualTo("2026-11-23T07:00");
      assertThat(regular.state()).isEqualTo(State.FROZEN);
      assertThat(regular.content().picks())
          .extracting(pick -> pick.article().id())
          .doesNotContainAnyElementsOf(
              byHand.content().picks().stream().map(pick -> pick.article().id()).toList());
      assertThat(house.built("nothing-left").state()).isEqualTo(State.SKIPPED);
    }
  }

  private static Edition approve(TestPress house) {
    return house.press().freezeEdition().approve(house.latest().id(), house.latest().hash());
  }

  private static List<Coverage> coverage(TestPress house) {
    return List.copyOf(house.press().rooms().editions().coverage(house.newsletter().id()).values());
  }

  private TestPress house(String cron, Approval approval) {
    return reopened(cron, approval).withSubscribers(2);
  }

  private TestPress reopened(String cron, Approval approval) {
    Cadence cadence =
        new Cadence(
            cron, ZoneId.of("Europe/Berlin"), false, Duration.ofMinutes(15), Duration.ofHours(4));
    Newsletter newsletter =
        Samples.newsletter("daily", List.of(Feed.at("feed.xml")), cadence, approval);
    return new TestPress(folder, clock, newsletter);
  }
}
