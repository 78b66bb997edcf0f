package digest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article.Dating;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("picking/P5 and safety/T26: dates as feeds write them")
class FeedDatesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Tue, 10 Jun 2003 04:00:00 GMT | 2003-06-10T04:00:00Z",
        "10 Jun 2003 04:00:00 +0200 | 2003-06-10T02:00:00Z",
        "Tue, 10 Jun 03 04:00 EST | 2003-06-10T09:00:00Z",
        "Fri, 10 June 2003 04:00:00 +02:00 | 2003-06-10T02:00:00Z",
        "Tue, 10-Jun-2003 04:00:00 UT | 2003-06-10T04:00:00Z",
        "Tue,10 Jun 2003 04:00:00 PDT | 2003-06-10T11:00:00Z",
        "Tue, 10 Jun 2003 04:00:00 GMT+2 | 2003-06-10T02:00:00Z",
        "Tue, 10 Jun 2003 04:00:00 GMT+0530 | 2003-06-09T22:30:00Z",
        "Tue, 10 Jun 2003 04:00:60 Z | 2003-06-10T04:00:59Z",
        "Jun 10, 2003 4:05 PM EDT | 2003-06-10T20:05:00Z",
        "June 10th, 2003 12:05 am UTC | 2003-06-10T00:05:00Z",
        "Wed Jun 10 04:00:00 UTC 2026 | 2026-06-10T04:00:00Z",
        "Di, 10. Mai 2022 04:00:00 +0200 | 2022-05-10T02:00:00Z",
        "mar., 10 août 2021 04:00:00 +0200 | 2021-08-10T02:00:00Z",
        "10 Jun 2003 04:00:00 Europe/Berlin | 2003-06-10T02:00:00Z",
        "2003-06-10T04:00:00Z | 2003-06-10T04:00:00Z",
        "2003-06-10T04:00:00+02:00 | 2003-06-10T02:00:00Z",
        "2003-06-10T04:00:00+0200 | 2003-06-10T02:00:00Z",
        "2003-06-10T04:00:00+02 | 2003-06-10T02:00:00Z",
        "2003-06-10T04:00:00.123456-07:00 | 2003-06-10T11:00:00Z",
        "2003-06-10 04:00:00 UTC | 2003-06-10T04:00:00Z",
        "2003-06-10t04:00z | 2003-06-10T04:00:00Z",
        "20030610T040000Z | 2003-06-10T04:00:00Z",
        "2003/06/10 04:00 GMT | 2003-06-10T04:00:00Z",
        "1055217600 | 2003-06-10T04:00:00Z",
        "1055217600000 | 2003-06-10T04:00:00Z",
        "9998-01-01T00:00:00Z | 9998-01-01T00:00:00Z",
      })
  void aDateWithItsZoneIsThatInstant(String written, Instant at) {
    assertThat(FeedDates.read(written, BERLIN)).contains(new FeedDates.Dated(at, Dating.EXACT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2003-06-10T04:00:00",
        "2003-06-10 04:00",
        "Tue, 10 Jun 2003 04:00:00",
        "Tue, 10 Jun 2003 04:00:00 XYZ",
        "Jun 10, 2003 4:00 AM",
      })
  void withoutAZoneTheFeedsOwnCounts(String written) {
    assertThat(FeedDates.read(written, BERLIN))
        .contains(new FeedDates.Dated(Instant.parse("2003-06-10T02:00:00Z"), Dating.EXACT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2003-06-10",
        "2003/06/10",
        "20030610",
        "10 Jun 2003",
        "Tue, 10 Jun 2003",
        "June 10, 2003"
      })
  void aDayIsThatLocalDay(String written) {
    assertThat(FeedDates.read(written, BERLIN))
        .contains(new FeedDates.Dated(Instant.parse("2003-06-09T22:00:00Z"), Dating.DAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "yesterday",
        "1970-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00",
        "2003-13-01",
        "2003-02-30T10:00:00Z",
        "2003-06-10T25:00:00Z",
        "31 Feb 2003 10:00:00 GMT",
        "10 Jun",
        "99999-01-01",
        "01/02/2003",
        "Tue, 10 Jun 2003 04:00:00 +9900",
        "۱۰ ژوئن ۲۰۰۳",
      })
  void nonsenseIsNoDate(String written) {
    assertThat(FeedDates.read(written, BERLIN)).isEmpty();
  }

  @Test
  void nothingThatAFeedCanWriteThrows() {
    long seed = 20261103;
    Random random = new Random(seed);
    String[] pieces = {
      "Tue",
      ", ",
      "10",
      "31",
      "Jun",
      "2003",
      "99999999999",
      "04:00",
      "99:99:99",
      "+",
      "-",
      "0200",
      "GMT",
      "PM",
      "/",
      "T",
      "Z",
      ".",
      " ",
      "-06-",
      "é",
      "٣",
      "(",
      "Europe/",
      "+99:99"
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder date = new StringBuilder();
      for (int j = random.nextInt(10); j >= 0; j--) {
        date.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(FeedDates.read(date.toString(), BERLIN)).as("seed %d %s", seed, date).isNotNull();
    }
  }
}
