package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Delivery;
import digest.edition.Cadence;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fresh eyes found: clocks that were wrong for a moment, readers who come in between. */
class OddMorningsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @Test
  @DisplayName("picking/C3 safety/F9: one tick with a clock a month ahead silences no newsletter")
  void aClockThatWasAheadForAMomentSilencesNothing() {
    clock.set(Instant.parse("2026-11-22T12:00:00Z"));
    try (TestPress house = house(false)) {
      house.withNoNews();
      house.subscribe("berlin@example.test", "", BERLIN);
      house.tick("2026-11-22T12:00:00Z");
      house.withNews(1).tick("2026-12-22T12:00:00Z");
      for (int day = 23; day <= 25; day++) {
        String date = "2026-11-" + day;
        clock.set(Instant.parse(date + "T05:30:00Z"));
        house.withNews(day).tick(date + "T05:46:00Z").tick(date + "T05:59:00Z");
      }
      assertThat(frozenSlots(house))
          .contains("2026-11-23T07:00", "2026-11-24T07:00", "2026-11-25T07:00");
    }
  }

  @Test
  @DisplayName(
      "picking/Z1 picking/Z3: who joins after their own zone's variant gets the next slot's")
  void whoJoinsBetweenTwoVariantsGetsTheNextEdition() {
    clock.set(Instant.parse("2026-11-22T12:00:00Z"));
    try (TestPress house = house(true)) {
      house.withNoNews();
      house.subscribe("berlin@example.test", "", BERLIN);
      house.subscribe("honolulu@example.test", "", ZoneId.of("Pacific/Honolulu"));
      house.tick("2026-11-22T12:00:00Z");
      clock.set(Instant.parse("2026-11-23T05:00:00Z"));
      house.withNews(1).tick("2026-11-23T05:46:00Z").tick("2026-11-23T05:59:00Z");
      clock.set(Instant.parse("2026-11-23T12:00:00Z"));
      house.subscribe("late@example.test", "", BERLIN);
      house.withNews(2).tick("2026-11-23T16:46:00Z").tick("2026-11-23T16:59:00Z");
      house.tick("2026-11-24T05:46:00Z").tick("2026-11-24T05:59:00Z");

      assertThat(slotsOf(house, "late")).containsExactly("2026-11-24T07:00@Europe/Berlin");
      assertThat(slotsOf(house, "honolulu"))
          .contains("2026-11-23T07:00@Pacific/Honolulu")
          .doesNotHaveDuplicates();
    }
  }

  private static List<String> frozenSlots(TestPress house) {
    return editions(house).stream()
        .filter(edition -> edition.state() == Edition.State.FROZEN)
        .map(edition -> edition.slot().key())
        .toList();
  }

  private static List<String> slotsOf(TestPress house, String name) {
    Set<Delivery.State> mailed = EnumSet.of(Delivery.State.PENDING, Delivery.State.ACCEPTED);
    return editions(house).stream()
        .filter(
            edition ->
                house.press().rooms().deliveries().list(edition.id(), mailed, 0, 100).stream()
                    .anyMatch(one -> one.address().toString().startsWith(name)))
        .map(edition -> edition.slot().key())
        .toList();
  }

  private static List<Edition> editions(TestPress house) {
    return house.press().rooms().editions().latest(house.newsletter().id(), 50);
  }

  private TestPress house(boolean perZone) {
    Cadence cadence =
        new Cadence(
            "0 0 7 * * ?", BERLIN, perZone, perZone, Duration.ofMinutes(15), Duration.ofHours(4));
    return new TestPress(
        folder,
        clock,
        Samples.newsletter(
            "daily", List.of(Feed.at("feed.xml")), cadence, Newsletter.Approval.AUTO));
  }
}
