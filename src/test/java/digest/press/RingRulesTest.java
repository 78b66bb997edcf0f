package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.edition.Rings;
import digest.press.RingRules.Step;
import digest.store.RingTally;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("delivery/S7: when the next ring follows")
class RingRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
  private static final Rings RINGS =
      new Rings(Set.of(EmailAddress.of("a@b.org")), 1, Duration.ofMinutes(10), 2, 10, 0.1);

  @ParameterizedTest
  @CsvSource({
    // untried, tried, refused, deferred, complaints, minutes since the last, step
    "0, 100, 0, 0, 0, 10, OPEN",
    "0, 100, 0, 0, 0, 9, WAIT",
    "1, 100, 0, 0, 0, 99, WAIT",
    "1, 100, 50, 0, 0, 99, WAIT",
    "0, 100, 2, 0, 0, 10, OPEN",
    "0, 100, 3, 0, 0, 0, STOP",
    "0, 100, 0, 10, 0, 10, OPEN",
    "0, 100, 0, 11, 0, 0, STOP",
    "0, 10, 1, 0, 0, 10, OPEN",
    "0, 10, 2, 0, 0, 10, STOP",
    "0, 10000, 0, 0, 10, 10, OPEN",
    "0, 10000, 0, 0, 11, 10, STOP",
    "0, 500, 0, 0, 1, 10, OPEN",
    "0, 1, 1, 0, 0, 10, STOP",
    "0, 1, 0, 1, 0, 10, STOP",
    "0, 1, 0, 0, 0, 10, OPEN",
    "0, 0, 0, 0, 0, , OPEN",
    "3, 0, 0, 0, 0, , WAIT",
  })
  void theNextRingFollowsWhenItWentWell(
      long untried, long tried, long refused, long deferred, long complaints, Long ago, Step step) {
    Instant last = ago == null ? null : NOW.minus(Duration.ofMinutes(ago));
    RingTally tally = new RingTally(untried, tried, refused, deferred, complaints, last);

    assertThat(RingRules.judge(RINGS, tally, NOW).step()).isEqualTo(step);
  }

  @Test
  void theWordsSayWhatWasMeasuredAndTheLimit() {
    RingTally tally = new RingTally(0, 3, 2, 1, 0, NOW);

    assertThat(RingRules.judge(RINGS, tally, NOW).why())
        .isEqualTo("2 of 3 were refused (66.7 %, the limit is 2 %)");
    assertThat(RingRules.judge(RINGS, new RingTally(0, 3, 0, 2, 2, NOW), NOW).why())
        .contains("2 of 3 were put off", "2 of 3 complained", "the limit is 0.1 %");
  }

  @Test
  void theShareIsTheSameAtEveryCallAndAboutAsLargeAsWanted() {
    long first = LongStream.range(0, 1_000_000).filter(i -> RINGS.of(i) == Rings.SHARE).count();
    assertThat(first).isBetween(9_500L, 10_500L);
    Rings again = new Rings(Set.of(), 1, Duration.ZERO, 0, 0, 0);
    assertThat(LongStream.range(0, 1000).filter(i -> RINGS.of(i) != again.of(i))).isEmpty();
    Rings none = new Rings(RINGS.seeds(), 0, Duration.ZERO, 0, 0, 0);
    assertThat(LongStream.range(0, 100_000).filter(i -> none.of(i) == Rings.SHARE)).isEmpty();
    Rings all = new Rings(Set.of(), 100, Duration.ZERO, 0, 0, 0);
    assertThat(LongStream.range(0, 100_000).filter(i -> all.of(i) == Rings.REST)).isEmpty();
    assertThat(all.first()).isEqualTo(Rings.SHARE);
    assertThat(none.after(Rings.SEEDS)).isEqualTo(Rings.REST);
    assertThat(RINGS.after(Rings.SEEDS)).isEqualTo(Rings.SHARE);
    assertThat(RINGS.after(Rings.SHARE)).isEqualTo(Rings.REST);
  }
}
