package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Cadence;
import digest.edition.Rhythm;
import digest.edition.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleWordsTest {

  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
  private static final LocalDate UNTIL = LocalDate.of(2029, 1, 1);

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("what is said is what the cron expression does, through three years")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 7 * * ?             | every day at 07:00",
        "0 0 7 ? * *             | every day at 07:00",
        "0 0 7 1-31 * ?          | every day at 07:00",
        "0 0 7 1/1 * ?           | every day at 07:00",
        "0 0 7 ? * SUN-SAT       | every day at 07:00",
        "0 0 7 ? * 1-7 *         | every day at 07:00",
        "30 0 7 * * ?            | every day at 07:00:30",
        "0 0 7,19 * * ?          | every day at 07:00 and 19:00",
        "0 0 19,7 * * ?          | every day at 07:00 and 19:00",
        "0 0 7,12,19 * * ?       | every day at 07:00, 12:00 and 19:00",
        "0 30 6/6 * * ?          | every day at 06:30, 12:30 and 18:30",
        "0 0 6-9 * * ?           | every day at 06:00, 07:00, 08:00 and 09:00",
        "0 0/30 8-9 * * ?        | every day at 08:00, 08:30, 09:00 and 09:30",
        "0 0 8-18/2 * * ?        | every 2 hours from 08:00 to 18:00",
        "0 0 8,10,12,14,16,18 * * ? | every 2 hours from 08:00 to 18:00",
        "0 0 * * * ?             | every hour",
        "0 30 * * * ?            | every hour from 00:30 to 23:30",
        "0 0 */2 * * ?           | every 2 hours",
        "0 0 1/2 * * ?           | every 2 hours from 01:00 to 23:00",
        "0 0/15 * * * ?          | every 15 minutes",
        "0 0/15 8-17 * * ?       | every 15 minutes from 08:00 to 17:45",
        "0 0 8-17 ? * MON-FRI    | Monday to Friday, every hour from 08:00 to 17:00",
        "0 0 22-2 * * ?          | by the cron expression \"0 0 22-2 * * ?\"",
        "0 0 7 ? * MON-FRI       | Monday to Friday at 07:00",
        "0 0 7 ? * mon-fri       | Monday to Friday at 07:00",
        "0 0 7 ? * 2-6           | Monday to Friday at 07:00",
        "0 0 7 ? * MON,TUE,WED   | Monday to Wednesday at 07:00",
        "0 0 7 ? * MON-SAT       | Monday to Saturday at 07:00",
        "0 30 6 ? * MON,THU      | Mondays and Thursdays at 06:30",
        "0 30 6 ? * 2            | Mondays at 06:30",
        "0 30 6 ? * SUN          | Sundays at 06:30",
        "0 30 6 ? * L            | Saturdays at 06:30",
        "0 30 6 ? * SAT,SUN      | Saturdays and Sundays at 06:30",
        "0 30 6 ? * SAT-SUN      | Saturdays and Sundays at 06:30",
        "0 30 6 ? * FRI-SUN      | Friday to Sunday at 06:30",
        "0 30 6 ? * FRI-MON      | Mondays, Fridays, Saturdays and Sundays at 06:30",
        "0 30 6 ? * MON,WED,FRI  | Mondays, Wednesdays and Fridays at 06:30",
        "0 30 6 ? * 2/2          | Mondays, Wednesdays and Fridays at 06:30",
        "0 30 6 ? 6 MON          | Mondays in June at 06:30",
        "0 30 6 ? JUN-AUG MON    | Mondays in June, July and August at 06:30",
        "0 30 6 ? 3-10 MON       | Mondays in March to October at 06:30",
        "0 30 6 ? 11-2 MON       | Mondays in January, February, November and December at 06:30",
        "0 30 6 ? 10-3 MON       | by the cron expression \"0 30 6 ? 10-3 MON\"",
        "0 0 7 * 12 ?            | every day in December at 07:00",
        "0 0 8 1 * ?             | the first day of each month at 08:00",
        "0 0 8 15 * ?            | the 15th of each month at 08:00",
        "0 0 8 2 * ?             | the 2nd of each month at 08:00",
        "0 0 8 23 * ?            | the 23rd of each month at 08:00",
        "0 0 8 11,12,13,21 * ?   | the 11th, 12th, 13th and 21st of each month at 08:00",
        "0 0 8 1,15 * ?          | the 1st and 15th of each month at 08:00",
        "0 0 8 L * ?             | the last day of each month at 08:00",
        "0 0 8 15,L * ?          | the 15th and last day of each month at 08:00",
        "0 0 8 31 * ?            | the 31st of each month that has one at 08:00",
        "0 0 8 29 * ?            | the 29th of each month that has one at 08:00",
        "0 0 8 15,30 * ?         | by the cron expression \"0 0 8 15,30 * ?\"",
        "0 0 8 29 2 ?            | by the cron expression \"0 0 8 29 2 ?\"",
        "0 0 8 1 1,4,7,10 ?      | the first day of January, April, July and October at 08:00",
        "0 0 8 1 1/3 ?           | the first day of January, April, July and October at 08:00",
        "0 0 8 L 2 ?             | the last day of February at 08:00",
        "0 0 8 1/2 * ?           | by the cron expression \"0 0 8 1/2 * ?\"",
        "0 0 8 ? * TUE#2         | the second Tuesday of each month at 08:00",
        "0 0 8 ? * 3#1           | the first Tuesday of each month at 08:00",
        "0 0 8 ? * FRI#5         | the fifth Friday of each month that has one at 08:00",
        "0 0 8 ? 6 FRI#5         | by the cron expression \"0 0 8 ? 6 FRI#5\"",
        "0 0 8 ? * 6L            | the last Friday of each month at 08:00",
        "0 0 8 ? * FRIL          | the last Friday of each month at 08:00",
        "0 0 8 ? 3,9 FRIL        | the last Friday of March and September at 08:00",
        "0 0 8,18 ? * MON#1      | the first Monday of each month at 08:00 and 18:00",
        "0 0 8 15W * ?           | by the cron expression \"0 0 8 15W * ?\"",
        "0 0 8 LW * ?            | by the cron expression \"0 0 8 LW * ?\"",
        "0 0 8 L-3 * ?           | by the cron expression \"0 0 8 L-3 * ?\"",
        "0 0 8 ? * MON/2         | by the cron expression \"0 0 8 ? * MON/2\"",
        "0 0 8 1 1 ? 2027        | by the cron expression \"0 0 8 1 1 ? 2027\"",
        "0 5,17 7,9,14 * * ?     | by the cron expression \"0 5,17 7,9,14 * * ?\"",
      })
  void theWordsSayWhatTheExpressionDoes(String cron, String words) {
    Cadence cadence = cadence(cron, "UTC");
    assertThat(ScheduleWords.of(cadence)).isEqualTo(words);

    Rhythm.of(cadence)
        .ifPresent(rhythm -> assertThat(claimed(rhythm)).isEqualTo(computed(cadence)));
    if (!words.startsWith("by the cron")) {
      assertThat(Rhythm.of(cadence)).isPresent();
    }
  }

  @Test
  @DisplayName("picking/Z5 picking/Z6 picking/Z7: what a change of the clocks does is spelled out")
  void changesOfTheClocksAreSpelledOut() {
    assertThat(changes("0 30 2 * * ?", "Europe/Berlin", "2026-01-01", "2027-01-01"))
        .containsExactly(
            "clocks go forward 1 h on Sun 29 Mar 2026 at 02:00: 02:30 does not exist that day, due"
                + " at 03:30",
            "clocks go back 1 h on Sun 25 Oct 2026 at 03:00: 02:30 comes twice, due at the first");
    assertThat(changes("0 0 7 * * ?", "Europe/Berlin", "2026-01-01", "2026-06-01"))
        .containsExactly("clocks go forward 1 h on Sun 29 Mar 2026 at 02:00");
    assertThat(changes("0 0/30 2-3 * * ?", "Europe/Berlin", "2026-01-01", "2026-06-01"))
        .containsExactly(
            "clocks go forward 1 h on Sun 29 Mar 2026 at 02:00: 02:00 does not exist that day, the"
                + " next takes its place; 02:30 does not exist that day, the next takes its place");
    assertThat(changes("0 0/5 * * * ?", "Australia/Lord_Howe", "2026-01-01", "2027-01-01"))
        .containsExactly(
            "clocks go back 30 min on Sun 5 Apr 2026 at 02:00: 6 times come twice",
            "clocks go forward 30 min on Sun 4 Oct 2026 at 02:00: 6 times do not exist that day");
    assertThat(changes("0 0 7 * * ?", "Pacific/Apia", "2011-12-01", "2012-01-01"))
        .containsExactly(
            "clocks go forward 24 h on Fri 30 Dec 2011 at 00:00: 07:00 does not exist that day, the"
                + " next takes its place");
    assertThat(changes("0 0 7 * * ?", "Asia/Tokyo", "2026-01-01", "2027-01-01")).isEmpty();
  }

  @Test
  void durationsLoseNothing() {
    assertThat(
            List.of("PT15M", "PT2H", "PT1H30M", "PT90S", "PT30S").stream()
                .map(text -> ScheduleWords.words(Duration.parse(text))))
        .containsExactly("15 min", "2 h", "1 h 30 min", "90 s", "30 s");
  }

  private static List<String> changes(String cron, String zone, String from, String until) {
    return cadence(cron, zone)
        .clockChanges(Instant.parse(from + "T00:00:00Z"), Instant.parse(until + "T00:00:00Z"))
        .stream()
        .map(ScheduleWords::of)
        .toList();
  }

  private static List<LocalDateTime> claimed(Rhythm rhythm) {
    return FROM.datesUntil(UNTIL)
        .filter(rhythm::falls)
        .flatMap(day -> rhythm.times().stream().map(day::atTime))
        .toList();
  }

  private static List<LocalDateTime> computed(Cadence cadence) {
    return cadence.slotsAfter(FROM.atStartOfDay().minusSeconds(1), 200_000).stream()
        .map(Slot::when)
        .takeWhile(when -> when.isBefore(UNTIL.atStartOfDay()))
        .toList();
  }

  private static Cadence cadence(String cron, String zone) {
    return new Cadence(cron, ZoneId.of(zone), false, Duration.ofMinutes(15), Duration.ofHours(4));
  }
}
