package digest.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTest {

  private static final long SEED = 20261123;
  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
  private static final LocalDate UNTIL = LocalDate.of(2027, 3, 1);
  private static final List<String> HOURS =
      List.of("7", "7,19", "8-18/2", "22-2", "*/6", "0", "5/9");
  private static final List<String> DATES =
      List.of("1", "L", "15,L", "31", "29,30", "*/7", "28-3", "1-10", "3/5", "15W", "L-2", "*");
  private static final List<String> MONTHS =
      List.of("*", "2", "FEB", "1,7", "NOV-FEB", "1/4", "*/5", "JAN-MAR,12", "6-8");
  private static final List<String> WEEKDAYS =
      List.of(
          "*", "MON", "2-6", "FRI-MON", "SAT,SUN", "L", "6L", "TUE#2", "FRI#5", "SUN#5", "2/3",
          "mon-FRI", "MON/2", "THUL", "1", "*/3");

  @Test
  void whatIsUnderstoodIsWhatQuartzDoes() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    int understood = 0;
    for (int i = 0; i < 400; i++) {
      boolean byDate = random.nextBoolean();
      String cron =
          "0 "
              + (random.nextBoolean() ? "0 " : "15/30 ")
              + one(HOURS, random)
              + (byDate ? " " + one(DATES, random) + " " : " ? ")
              + one(MONTHS, random)
              + (byDate ? " ?" : " " + one(WEEKDAYS, random));
      Cadence cadence = cadence(cron);
      Optional<Rhythm> rhythm = Rhythm.of(cadence);
      if (rhythm.isPresent()) {
        understood++;
        assertThat(claimed(rhythm.get())).as(cron).isEqualTo(computed(cadence));
      }
    }
    assertThat(understood).isGreaterThan(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 7 15W * ?",
        "0 0 7 L-3 * ?",
        "0 0 7 ? * MON/2",
        "0 0 7 1 1 ? 2027",
        "0 0 7 LW * ?"
      })
  void whatIsNotUnderstoodIsNotClaimed(String cron) {
    assertThat(Rhythm.of(cadence(cron))).isEmpty();
  }

  @Test
  void timesAreEvenOrNot() {
    assertThat(rhythm("0 0 8-18/2 * * ?").evenStep()).isEqualTo(7200);
    assertThat(rhythm("0 0 8,9,11 * * ?").evenStep()).isZero();
    assertThat(rhythm("0 0 8 * * ?").evenStep()).isZero();
    assertThat(rhythm("0 0,30 8,7 * * ?").times()).startsWith(LocalTime.of(7, 0));
  }

  @Test
  void fieldsThatQuartzRefusesAreNotUnderstoodEither() {
    for (String field :
        List.of("13", "XYZ", "1-13", "0", "1/0", "1-", "", "JAN/2", "5-2/2", "0-3")) {
      assertThat(CronField.MONTHS.values(field)).as(field).isEmpty();
    }
    assertThat(CronField.dates("x")).isEmpty();
    assertThat(CronField.dates("1-31").orElseThrow()).isEmpty();
  }

  private static String one(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }

  private static Rhythm rhythm(String cron) {
    return Rhythm.of(cadence(cron)).orElseThrow();
  }

  private static List<LocalDateTime> claimed(Rhythm rhythm) {
    return FROM.datesUntil(UNTIL)
        .filter(rhythm::falls)
        .flatMap(day -> rhythm.times().stream().map(day::atTime))
        .toList();
  }

  private static List<LocalDateTime> computed(Cadence cadence) {
    return cadence.slotsAfter(FROM.atStartOfDay().minusSeconds(1), 30_000).stream()
        .map(Slot::when)
        .takeWhile(when -> when.isBefore(UNTIL.atStartOfDay()))
        .toList();
  }

  private static Cadence cadence(String cron) {
    return new Cadence(cron, ZoneOffset.UTC, false, Duration.ZERO, Duration.ZERO);
  }
}
