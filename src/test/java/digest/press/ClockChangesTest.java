package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Cadence;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.Newsletter.Approval;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** safety/F9: clocks that change, are put right, and stand for weeks. */
class ClockChangesTest {

  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "America/St_Johns",
          "America/Santiago",
          "America/Havana",
          "Africa/Cairo",
          "Africa/Casablanca",
          "Atlantic/Azores",
          "Australia/Lord_Howe",
          "Pacific/Chatham");

  private static final long SEED = 20261123;

  @TempDir Path folder;

  static Stream<Arguments> changes() {
    return ZONES.stream()
        .map(ZoneId::of)
        .flatMap(
            zone -> {
              Instant year = Instant.parse("2026-01-01T00:00:00Z");
              ZoneOffsetTransition first = zone.getRules().nextTransition(year);
              ZoneOffsetTransition second = zone.getRules().nextTransition(first.getInstant());
              return Stream.of(Arguments.of(zone, first), Arguments.of(zone, second));
            });
  }

  @ParameterizedTest(name = "{0}: {1}, seed " + SEED)
  @MethodSource("changes")
  @DisplayName("safety/F9, picking/Z5, Z6: steps of two hours, 40 days asleep: each slot once")
  void eachLocalSlotOnce(ZoneId zone, ZoneOffsetTransition change) {
    LocalDateTime odd =
        (change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter()).plusMinutes(15);
    LocalTime time = odd.toLocalTime();
    LocalDate day = odd.toLocalDate();
    Instant begin = at(day.minusDays(2), time, zone).plus(Duration.ofHours(5));
    TestClock clock = new TestClock();
    clock.set(begin);
    try (TestPress house = house(clock, zone, time)) {
      house.press().keepSchedule().tick();
      Random random = new Random(SEED);
      for (int half = 1; half <= 150; half++) {
        Instant now = begin.plus(Duration.ofMinutes(30L * half));
        boolean calm = Duration.between(now, at(day, time, zone)).abs().toHours() < 3;
        long step = step(random);
        clock.set(now.plus(Duration.ofHours(calm ? 0 : step)));
        house.withNews(half / 24).press().keepSchedule().tick();
      }
      List<String> expected = new ArrayList<>();
      for (int days = -1; days <= 1; days++) {
        expected.add(day.plusDays(days) + "T" + time);
      }
      assertThat(keys(house)).startsWith(expected.toArray(new String[0])).doesNotHaveDuplicates();
      int before = keys(house).size();
      assertThat(before).isBetween(3, 4);
      checkDues(house, day + "T" + time, at(day, time, zone));
      asleep(house, clock);
      assertThat(keys(house)).hasSize(before + 1).doesNotHaveDuplicates();
    }
  }

  /** Nobody gets two of one slot; on the day of the change it is due when java.time says. */
  private static void checkDues(TestPress house, String changed, Instant due) {
    for (Edition edition : editions(house)) {
      assertThat(house.plan(edition)).as(edition.slot().key()).hasSize(2);
      if (edition.slot().key().equals(changed)) {
        assertThat(house.plan(edition).values()).as(changed).containsOnly("PENDING " + due);
      }
    }
  }

  private static void asleep(TestPress house, TestClock clock) {
    clock.move(Duration.ofDays(40));
    house.withNews(99);
    for (int minute = 0; minute < 5; minute++) {
      clock.move(Duration.ofMinutes(1));
      house.press().keepSchedule().tick();
    }
  }

  /** In hours: mostly none. */
  private static long step(Random random) {
    int one = random.nextInt(10);
    return one == 0 ? 2 : one == 1 ? -2 : 0;
  }

  private static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
    return ZonedDateTime.of(day.atTime(time), zone).toInstant();
  }

  private static List<String> keys(TestPress house) {
    return editions(house).stream().map(edition -> edition.slot().key()).toList();
  }

  private static List<Edition> editions(TestPress house) {
    List<Edition> editions =
        new ArrayList<>(house.press().rooms().editions().latest(house.newsletter().id(), 99));
    Collections.reverse(editions);
    return editions;
  }

  private TestPress house(TestClock clock, ZoneId zone, LocalTime time) {
    String cron = "0 %d %d ? * *".formatted(time.getMinute(), time.getHour());
    Cadence cadence = new Cadence(cron, zone, false, Duration.ofMinutes(15), Duration.ofHours(24));
    return new TestPress(
            folder,
            clock,
            Samples.newsletter("daily", List.of(Feed.at("feed.xml")), cadence, Approval.AUTO))
        .withSubscribers(2);
  }
}
