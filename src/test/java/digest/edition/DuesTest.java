package digest.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DuesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId APIA = ZoneId.of("Pacific/Apia");
  private static final ZoneId MIDWAY = ZoneId.of("Pacific/Midway");
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-11-23T07:00");

  @Test
  @DisplayName("picking/Z2: one slot is due at seven in every zone, up to 26 hours apart")
  void aSlotIsDueInEveryZoneByItsOwnClock() {
    Cadence cadence = cadence("0 0 7 * * ?");
    ZoneId first = ZoneId.of("Pacific/Kiritimati");
    ZoneId last = ZoneId.of("Etc/GMT+12");
    Dues dues = cadence.dues(Slot.due(MONDAY, BERLIN), Set.of(BERLIN, TOKYO, first, last));

    assertThat(dues.in(TOKYO)).contains(Instant.parse("2026-11-22T22:00:00Z"));
    assertThat(dues.in(BERLIN)).contains(Instant.parse("2026-11-23T06:00:00Z"));
    assertThat(dues.in(NEW_YORK)).isEmpty();
    assertThat(dues.first()).isEqualTo("2026-11-22T17:00:00Z");
    assertThat(Duration.between(dues.first(), dues.last())).isEqualTo(Duration.ofHours(26));
  }

  @Test
  @DisplayName(
      "picking/Z3: a variant is for the readers of its zone; a trigger by hand for all now")
  void variantsAndTriggersByHandHaveOneDue() {
    Cadence cadence = cadence("0 0 7 * * ?");
    Slot variant = Slot.variant(MONDAY, TOKYO);
    Slot manual = Slot.manual("a@b", Instant.parse("2026-11-23T09:00:00Z"), BERLIN);

    assertThat(variant.key()).isEqualTo("2026-11-23T07:00@Asia/Tokyo");
    assertThat(variant.isVariant()).isTrue();
    assertThat(variant.isManual()).isFalse();
    assertThat(manual.isVariant()).isFalse();
    assertThat(Slot.due(MONDAY, BERLIN).isVariant()).isFalse();
    assertThat(variant.instantIn(BERLIN)).isEqualTo(variant.instant());
    assertThat(manual.instantIn(TOKYO)).isEqualTo("2026-11-23T09:00:00Z");
    assertThat(cadence.dues(variant, Set.of(BERLIN, TOKYO)).byZone().keySet())
        .containsExactly(TOKYO);
    assertThat(cadence.dues(manual, Set.of(BERLIN, TOKYO)).byZone())
        .isEqualTo(Map.of(BERLIN, manual.instant(), TOKYO, manual.instant()));
  }

  @Test
  @DisplayName("picking/Z7: Apia has no 30th of December 2011, so its readers get the 31st's alone")
  void aMissingDateIsMerged() {
    Cadence cadence = cadence("0 0 7 * * ?");
    Slot missing = Slot.due(LocalDateTime.parse("2011-12-30T07:00"), BERLIN);
    Slot next = Slot.due(LocalDateTime.parse("2011-12-31T07:00"), BERLIN);

    assertThat(missing.instantIn(APIA)).isEqualTo(next.instantIn(APIA));
    assertThat(cadence.isMerged(missing, APIA)).isTrue();
    assertThat(cadence.isMerged(missing, BERLIN)).isFalse();
    assertThat(cadence.isMerged(next, APIA)).isFalse();
    assertThat(cadence.isMerged(Slot.manual("x", missing.instant(), APIA), APIA)).isFalse();
    assertThat(cadence.dues(missing, Set.of(APIA, BERLIN)).byZone().keySet())
        .containsExactly(BERLIN);
    assertThat(cadence.dues(missing, Set.of(APIA)).isEmpty()).isTrue();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> cadence.dues(missing, Set.of(APIA)).first());
  }

  @Test
  @DisplayName("picking/Z7: a Friday that is missing, with nothing on Saturday, is not lost")
  void aMissingDateWithoutASuccessorMoves() {
    Cadence cadence = cadence("0 0 7 ? * MON-FRI");
    Slot friday = Slot.due(LocalDateTime.parse("2011-12-30T07:00"), BERLIN);
    assertThat(cadence.isMerged(friday, APIA)).isFalse();
    assertThat(friday.instantIn(APIA)).isEqualTo("2011-12-30T17:00:00Z"); // Saturday, 07:00
  }

  @Test
  @DisplayName("picking/Z7: a cadence's own zone has no slots on a date that it has not")
  void mergedSlotsAreNotListedAtHome() {
    Cadence apia = new Cadence("0 0 7 * * ?", APIA, false, Duration.ZERO, Duration.ZERO);
    assertThat(apia.slotsAfter(LocalDateTime.parse("2011-12-29T00:00"), 3))
        .extracting(Slot::key)
        .containsExactly("2011-12-29T07:00", "2011-12-31T07:00", "2012-01-01T07:00");
  }

  @Test
  @DisplayName("picking/Z7: what is due earlier in a later slot's stead is built first")
  void aSlotIsNotSkippedWhereTheNextIsDueBefore() {
    Cadence cadence = cadence("0 0 7 * * ?");
    Set<ZoneId> zones = Set.of(APIA, MIDWAY);
    LocalDateTime after = LocalDateTime.parse("2011-12-29T07:00");
    Instant cutoff = Instant.parse("2011-12-30T16:45:00Z"); // of the 31st, in Apia

    assertThat(cadence.latestToBuild(after, cutoff.minusNanos(1), zones)).isEmpty();
    Optional<Slot> first = cadence.latestToBuild(after, cutoff, zones);
    assertThat(first).map(Slot::key).contains("2011-12-30T07:00");
    assertThat(cadence.latestToBuild(first.orElseThrow().when(), cutoff, zones))
        .map(Slot::key)
        .contains("2011-12-31T07:00");
  }

  @Test
  @DisplayName("picking/E2 picking/C3: built from the first zone's cutoff on; missed ones collapse")
  void theLatestWhoseCutoffHasPassedIsBuilt() {
    Cadence cadence = cadence("0 0 7 * * ?");
    Set<ZoneId> zones = cadence.zones(Set.of(TOKYO, NEW_YORK));
    Instant cutoff = Instant.parse("2026-11-22T21:45:00Z"); // 06:45 in Tokyo

    assertThat(cadence.latestToBuild(MONDAY.minusDays(1), cutoff.minusNanos(1), zones)).isEmpty();
    assertThat(cadence.latestToBuild(MONDAY.minusDays(1), cutoff, zones))
        .contains(Slot.due(MONDAY, BERLIN));
    assertThat(cadence.latestToBuild(MONDAY.minusDays(40), cutoff, zones))
        .contains(Slot.due(MONDAY, BERLIN));
    assertThat(cadence.latestToBuild(MONDAY, cutoff, zones)).isEmpty();
    assertThat(cadence.latestToBuild(MONDAY.minusDays(1), cutoff, Set.of(NEW_YORK))).isEmpty();
    assertThat(cadence.latestToBuild(MONDAY.minusDays(1), cutoff, Set.of())).isEmpty();
  }

  @Test
  @DisplayName("picking/C3: after 40 days asleep the latest of 11,520 slots is found in 100 looks")
  void theTimeAsleepCostsNothing() {
    AtomicInteger looks = new AtomicInteger();
    LocalTimes each =
        new LocalTimes(
            after -> {
              looks.incrementAndGet();
              return Optional.of(
                  after.plusSeconds(300 - (after.getMinute() * 60L + after.getSecond()) % 300));
            });
    for (int asleep : List.of(1, 40, 4000)) {
      looks.set(0);
      assertThat(each.lastIn(MONDAY.minusDays(asleep), MONDAY.plusSeconds(299))).contains(MONDAY);
      assertThat(looks.get()).isLessThan(100);
    }
    LocalTimes onceIn2010 =
        new LocalTimes(
            after -> {
              looks.incrementAndGet();
              return Optional.of(LocalDateTime.parse("2010-01-01T07:00")).filter(after::isBefore);
            });
    looks.set(0);
    assertThat(onceIn2010.lastIn(MONDAY.minusYears(40), MONDAY))
        .contains(LocalDateTime.parse("2010-01-01T07:00"));
    assertThat(looks.get()).isLessThan(100);
  }

  @Test
  @DisplayName(
      "picking/Z8: a reader without a zone, or with one nobody knows, has the newsletter's")
  void anUnknownZoneIsTheNewsletters() {
    Cadence own = cadence("0 0 7 * * ?");
    Cadence one = new Cadence("0 0 7 * * ?", BERLIN, false, Duration.ZERO, Duration.ZERO);

    assertThat(own.zoneNamed("Asia/Tokyo")).isEqualTo(TOKYO);
    assertThat(one.zoneNamed("Asia/Tokyo")).isEqualTo(BERLIN);
    List<String> unknown = new ArrayList<>(List.of("Mars/Olympus", "", " ", "+99:00", "EST?"));
    unknown.add(null);
    assertThat(unknown).allSatisfy(name -> assertThat(own.zoneNamed(name)).isEqualTo(BERLIN));
    assertThat(own.zoneOf(null)).isEqualTo(BERLIN);
    assertThat(own.zoneOf(TOKYO)).isEqualTo(TOKYO);
    assertThat(own.zones(Set.of(TOKYO))).containsExactlyInAnyOrder(BERLIN, TOKYO);
    assertThat(one.zones(Set.of(TOKYO))).containsExactly(BERLIN);
  }

  @Test
  @DisplayName("picking/Z5 picking/Z6: what is to come is told by the instant, not by the clock")
  void whatIsToComeIsToldByTheInstant() {
    Cadence cadence = cadence("0 30 2 * * ?");
    assertThat(upcoming(cadence, "2026-03-29T01:10:00Z")).isEqualTo("2026-03-29T02:30"); // at 03:10
    assertThat(upcoming(cadence, "2026-03-29T01:30:00Z")).isEqualTo("2026-03-30T02:30");
    assertThat(upcoming(cadence, "2026-10-25T01:10:00Z")).isEqualTo("2026-10-26T02:30"); // at 02:10
    assertThat(upcoming(cadence, "2026-10-25T00:29:59Z")).isEqualTo("2026-10-25T02:30");
    assertThat(
            new Cadence("0 0 7 1 1 ? 2025", BERLIN, false, Duration.ZERO, Duration.ZERO)
                .upcoming(Instant.parse("2026-01-01T00:00:00Z"), 3))
        .isEmpty();
  }

  @Test
  @DisplayName("picking/Z7: Manila has no last day of 1844; Kwajalein no 21st of August 1993")
  void datesMissingLongAgo() {
    ZoneId manila = ZoneId.of("Asia/Manila");
    Instant newYear = Slot.due(LocalDateTime.parse("1845-01-01T07:00"), manila).instant();
    assertThat(Slot.due(LocalDateTime.parse("1844-12-31T07:00"), manila).instant())
        .isEqualTo(newYear);
    Slot missing = Slot.due(LocalDateTime.parse("1993-08-21T12:00"), BERLIN);
    assertThat(cadence("0 0 12 * * ?").isMerged(missing, ZoneId.of("Pacific/Kwajalein"))).isTrue();
  }

  private static String upcoming(Cadence cadence, String now) {
    return cadence.upcoming(Instant.parse(now), 1).get(0).key();
  }

  private static Cadence cadence(String cron) {
    return new Cadence(cron, BERLIN, true, Duration.ofMinutes(15), Duration.ofHours(4));
  }
}
