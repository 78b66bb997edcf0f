package digest.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  @Test
  @DisplayName(
      "delivery/A2: handed over, waiting, failed and left out are everybody, whatever happens")
  void theFiguresAreEverybody() {
    Random random = new Random(20261123);
    for (int i = 0; i < 1000; i++) {
      Progress progress =
          new Progress(
              random.nextInt(50),
              random.nextInt(50),
              random.nextInt(50),
              random.nextInt(50),
              random.nextInt(50),
              random.nextInt(50),
              random.nextInt(50),
              random.nextInt(50),
              random.nextInt(50));
      Pace pace = Pace.overall(progress, random.nextDouble() * 100, null, NOW);
      assertThat(pace.handedOver() + pace.waiting() + pace.failed() + progress.excluded())
          .as("seed 20261123, round %d", i)
          .isEqualTo(progress.candidates());
    }
  }

  @Test
  void whatIsLeftFollowsFromThePace() {
    assertThat(Pace.overall(waiting(900, 100), 10, null, NOW).left())
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void theRefusedLeaveTheQueueTooAndShortenTheRest() {
    Progress half = new Progress(100, 0, 0, 50, 0, 50, 0, 0, 0);
    assertThat(Pace.overall(half, 10, null, NOW).left()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void whoseTimeIsStillToComeIsNotPromisedEarlier() {
    Instant evening = NOW.plus(Duration.ofHours(9));
    assertThat(Pace.overall(waiting(900, 100), 10, evening, NOW).left())
        .isEqualTo(Duration.ofHours(9));
  }

  @Test
  void nothingIsPromisedBeforeAnythingMoved() {
    assertThat(Pace.overall(waiting(10, 0), 0, null, NOW).left()).isNull();
    assertThat(RecentPace.from(waiting(10, 0), NOW).pace().left()).isNull();
  }

  @Test
  void whenNobodyWaitsNothingIsLeft() {
    assertThat(Pace.overall(waiting(0, 10), 0, null, NOW).left()).isEqualTo(Duration.ZERO);
  }

  @Test
  void onlyTheLastTenSecondsMakeTheRecentPace() {
    RecentPace recent = RecentPace.from(waiting(100_000, 0), NOW);
    for (int second = 1; second <= 60; second++) {
      int handed = second <= 40 ? second * 1000 : 40_000 + (second - 40) * 100;
      recent = recent.seen(waiting(100_000 - handed, handed), NOW.plusSeconds(second));
    }
    assertThat(recent.pace().perSecond()).isEqualTo(100);
    assertThat(recent.pace().left()).isEqualTo(Duration.ofSeconds(580));
    assertThat(recent.looks()).hasSizeLessThan(13);
  }

  @Test
  void aClockThatWasSetBackBeginsAnew() {
    RecentPace recent =
        RecentPace.from(waiting(10, 0), NOW).seen(waiting(5, 5), NOW.minusSeconds(9));
    assertThat(recent.looks()).hasSize(1);
    assertThat(recent.pace().perSecond()).isZero();
  }

  @Test
  void thoseSentAgainNeverMakeThePaceNegative() {
    RecentPace recent =
        RecentPace.from(waiting(0, 10), NOW).seen(waiting(5, 5), NOW.plusSeconds(1));
    assertThat(recent.pace().perSecond()).isZero();
    assertThat(recent.pace().left()).isNull();
  }

  private static Progress waiting(long pending, long accepted) {
    return new Progress(pending, 0, 0, accepted, 0, 0, 0, 0, 0);
  }
}
