package digest.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import digest.edition.Cadence.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CadenceTest {

  private static final LocalDateTime MARCH = LocalDateTime.parse("2026-03-01T00:00");

  @ParameterizedTest
  @DisplayName("picking/C4: five fields are told apart from six, and an example is given")
  @CsvSource({"0 7 1 * 1, 5", "0 7 * *, 4", "'', 0", "'  ', 0", "0 0 7 ? * MON 2026 x, 8"})
  void aWrongNumberOfFieldsIsNamed(String cron, int fields) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cadence(cron, "UTC"))
        .withMessage(
            "cadence \"%s\" has %d fields, cron needs 6 or 7 (seconds first). Example: \"0 0 7 ? * MON\"",
            cron, fields);
  }

  @ParameterizedTest
  @DisplayName("picking/C4: a crontab's line is told in Quartz's fields, when they can say it")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 7 * * 1-5      | 0 0 7 ? * MON-FRI",
        "0 7 * * ?        | 0 0 7 * * ?",
        "30 6 * * *       | 0 30 6 * * ?",
        "0 7 1,15 * *     | 0 0 7 1,15 * ?",
        "0 7 1,15 jan *   | 0 0 7 1,15 jan ?",
        "*/10 8-18 * * 1-5| 0 */10 8-18 ? * MON-FRI",
        "0 7 * * 0        | 0 0 7 ? * SUN",
        "0 7 * * 7        | 0 0 7 ? * SUN",
        "0 7 ? * 5-7      | 0 0 7 ? * FRI-SUN",
        "0 7 * * 0-4      | 0 0 7 ? * MON-THU,SUN",
        "0 7 * * mon,Thu  | 0 0 7 ? * MON,THU",
        "0 7 * * tue-thu  | 0 0 7 ? * TUE-THU",
        "0 7 * * 1-5/2    | 0 0 7 ? * MON,WED,FRI",
        "0 7 * * */2      | 0 0 7 ? * TUE,THU,SAT,SUN",
        "0 7 * * 0-7      | 0 0 7 ? * MON-SUN",
        "@daily           | 0 0 0 * * ?",
        "@Weekly          | 0 0 0 ? * SUN"
      })
  void fiveFieldsAreToldInQuartzFields(String unix, String quartz) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cadence(unix, "UTC"))
        .withMessageEndingWith(
            ", cron needs 6 or 7 (seconds first). Did you mean \"" + quartz + "\"?");
    assertThat(cadence(quartz, "UTC").slotsAfter(MARCH, 2)).hasSize(2);
  }

  @ParameterizedTest
  @DisplayName("a crontab's line is not told wrongly: a date or a weekday, nonsense")
  @ValueSource(
      strings = {
        "0 7 1 * 1", "0 7 * * 8", "0 7 * * XYZ", "0 7 * * 6-1", "0 7 * * 2/2", "0 7 * * MO",
        "0 7 * * 1,", "0 25 * * *", "x 7 * * 1", "@reboot", "0 7 * * XYZ-FRI", "0 7 * * 1#2"
      })
  void whatQuartzCannotSayIsNotSuggested(String unix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cadence(unix, "UTC"))
        .withMessageEndingWith(" (seconds first). Example: \"0 0 7 ? * MON\"");
  }

  @ParameterizedTest
  @CsvSource({"0 0 25 * * ?", "0 0 7 ? * XYZ", "0 0 7 * * *", "a b c d e f"})
  void whatIsNoCronExpressionIsRefusedWithTheReason(String cron) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cadence(cron, "UTC"))
        .withMessageStartingWith("cadence \"" + cron + "\" is not a cron expression: ")
        .withMessageEndingWith("Example: \"0 0 7 ? * MON\"");
  }

  @Test
  @DisplayName("picking/E1: dues are local date-times, so two a day are two slots")
  void twoDuesADayAreTwoSlots() {
    assertThat(cadence("0 30 7,19 * * ?", "Europe/Berlin").slotsAfter(MARCH, 3))
        .extracting(Slot::key)
        .containsExactly("2026-03-01T07:30", "2026-03-01T19:30", "2026-03-02T07:30");
  }

  @Test
  @DisplayName(
      "picking/C4 picking/Z5: a due in the spring gap is not lost; it moves later by the gap")
  void aDueInTheGapIsNotLost() {
    Cadence cadence = cadence("0 30 2 * * ?", "America/New_York");
    assertThat(cadence.slotsAfter(LocalDateTime.parse("2026-03-07T12:00"), 2))
        .extracting(Slot::instant)
        .containsExactly(
            Instant.parse("2026-03-08T07:30:00Z"), // 03:30 EDT
            Instant.parse("2026-03-09T06:30:00Z"));
  }

  @ParameterizedTest
  @DisplayName("picking/Z5 picking/C4: gaps at midnight and of half an hour")
  @CsvSource({
    "0 0 0 * * ?, Africa/Cairo, 2026-04-23T12:00, 2026-04-23T22:00:00Z",
    "0 15 2 * * ?, Australia/Lord_Howe, 2026-10-03T12:00, 2026-10-03T15:45:00Z",
    "0 30 2 * * ?, Europe/Berlin, 2026-03-28T12:00, 2026-03-29T01:30:00Z"
  })
  void oddGapsAreNotLost(String cron, String zone, String after, String instant) {
    assertThat(cadence(cron, zone).slotsAfter(LocalDateTime.parse(after), 1))
        .extracting(Slot::instant)
        .containsExactly(Instant.parse(instant));
  }

  @Test
  @DisplayName("picking/Z6: of two equal local times the first counts, once")
  void aDueInTheOverlapComesOnce() {
    Cadence cadence = cadence("0 30 1 * * ?", "America/New_York");
    assertThat(cadence.slotsAfter(LocalDateTime.parse("2026-10-31T12:00"), 2))
        .extracting(Slot::instant)
        .containsExactly(
            Instant.parse("2026-11-01T05:30:00Z"), // EDT, the first 01:30
            Instant.parse("2026-11-02T06:30:00Z"));
  }

  @Test
  @DisplayName("picking/C3: missed dues collapse into the latest")
  void missedDuesCollapse() {
    Cadence cadence = cadence("0 0 7 * * ?", "Europe/Berlin");
    Instant until = Instant.parse("2026-03-05T06:00:00Z"); // 07:00 in Berlin
    assertThat(cadence.latestSlot(MARCH, until)).map(Slot::key).contains("2026-03-05T07:00");
    assertThat(cadence.latestSlot(MARCH, until.minusNanos(1)))
        .map(Slot::key)
        .contains("2026-03-04T07:00");
    assertThat(cadence.latestSlot(MARCH, Instant.parse("2026-03-01T05:59:59Z"))).isEmpty();
  }

  @Test
  void anExpressionThatEndsGivesFewerSlots() {
    Cadence once = cadence("0 0 7 1 1 ? 2027", "UTC");
    assertThat(once.slotsAfter(MARCH, 5)).hasSize(1);
    assertThat(once.slotsAfter(LocalDateTime.parse("2027-01-01T07:00"), 5)).isEmpty();
    assertThat(once.latestSlot(LocalDateTime.parse("2027-02-01T00:00"), Instant.MAX)).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("picking/E1: the class by the smallest gap of the next ten dues")
  @CsvSource({
    "0 0 7 * * ?, DAILY",
    "0 0 7 ? * MON-FRI, DAILY",
    "0 0 * * * ?, DAILY",
    "0 0 7 ? * MON, WEEKLY",
    "0 0 7 ? * TUE#2, MONTHLY",
    "0 0 7 1 * ?, MONTHLY",
    "0 0 7 1/2 * ?, WEEKLY",
    "0 0 7 1 1 ? 2027, MONTHLY"
  })
  void theSmallestGapDecidesThePace(String cron, Pace pace) {
    assertThat(cadence(cron, "UTC").pace(MARCH)).isEqualTo(pace);
  }

  @Test
  @DisplayName("picking/E1: 36 hours are daily and ten days weekly, a second more is not")
  void theLimitsOfThePacesBelongToTheShorter() {
    assertThat(cadence("0 0 0,12 1,2,4,5 1 ?", "UTC").pace(MARCH)).isEqualTo(Pace.DAILY);
    assertThat(cadence("0 0 7 1,11 2 ?", "UTC").pace(MARCH)).isEqualTo(Pace.WEEKLY);
    assertThat(cadence("0 0 7 1,12 2 ?", "UTC").pace(MARCH)).isEqualTo(Pace.MONTHLY);
    assertThat(cadence("0 0 7 1,3 2 ?", "UTC").pace(MARCH)).isEqualTo(Pace.WEEKLY);
  }

  @Test
  @DisplayName("picking/P2 picking/P3 picking/C3 picking/S3: the defaults of the classes")
  void thePacesHaveTheirDefaults() {
    assertThat(Pace.DAILY.firstWindow()).isEqualTo(Duration.ofDays(1));
    assertThat(Pace.WEEKLY.firstWindow()).isEqualTo(Duration.ofDays(7));
    assertThat(Pace.MONTHLY.firstWindow()).isEqualTo(Duration.ofDays(30));
    assertThat(Pace.DAILY.maxAge()).isEqualTo(Duration.ofDays(3));
    assertThat(Pace.WEEKLY.maxAge()).isEqualTo(Duration.ofDays(14));
    assertThat(Pace.MONTHLY.maxAge()).isEqualTo(Duration.ofDays(45));
    assertThat(Pace.DAILY.grace()).isEqualTo(Duration.ofHours(4));
    assertThat(Pace.WEEKLY.grace()).isEqualTo(Duration.ofDays(1));
    assertThat(Pace.DAILY.halfLife()).isEqualTo(Duration.ofHours(12));
    assertThat(Pace.WEEKLY.halfLife()).isEqualTo(Duration.ofDays(2));
  }

  private static Cadence cadence(String cron, String zone) {
    return new Cadence(cron, ZoneId.of(zone), false, Duration.ofMinutes(15), Duration.ofHours(4));
  }
}
