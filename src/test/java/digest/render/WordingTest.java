package digest.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail's own words, dates and numbers. */
class WordingTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en    | Friday, 27 November 2026   | 27 November 2026 | 27 November | 129",
        "en-US | Friday, 27 November 2026   | 27 November 2026 | 27 November | 129",
        "de    | Freitag, 27. November 2026 | 27. November 2026| 27. November| 129",
        "ar    | الجمعة، ٢٧ نوفمبر ٢٠٢٦       | ٢٧ نوفمبر ٢٠٢٦     | ٢٧ نوفمبر    | ١٢٩",
        "fr    | vendredi 27 novembre 2026  | 27 novembre 2026 | 27 novembre 2026 | 129"
      })
  void daysAndNumbersAreOfTheLanguage(
      String tag, String edition, String full, String brief, String number) {
    Wording wording = Wording.of(Locale.forLanguageTag(tag));
    assertThat(wording.editionDay(DAY)).isEqualTo(edition);
    assertThat(wording.day(DAY)).isEqualTo(full);
    assertThat(wording.dayOfYear(DAY)).isEqualTo(brief);
    assertThat(wording.number(129)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "en, 0, ''", "en, 1, 1 min read", "en, 12, 12 min read", "de, 3, 3 Min. Lesezeit",
    "ar, 1, قراءة دقيقة", "ar, 2, قراءة دقيقتين", "ar, 5, قراءة ٥ دقائق", "ar, 11, قراءة ١١ دقيقة"
  })
  void readingTimesCountAsTheLanguageDoes(String tag, int minutes, String words) {
    assertThat(Wording.of(Locale.forLanguageTag(tag)).reading(minutes)).isEqualTo(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "ar"})
  void everyLanguageHasEveryWord(String tag) {
    assertThat(Wording.of(Locale.forLanguageTag(tag)).words().keySet())
        .containsAll(Wording.of(Locale.ENGLISH).words().keySet());
  }

  @Test
  void anUnknownLanguageHasEnglishWords() {
    assertThat(Wording.of(Locale.FRENCH).words()).isEqualTo(Wording.of(Locale.ENGLISH).words());
  }

  @Test
  void theDayOfASubscriptionIsInTheNewslettersZoneAndLanguage() {
    Renderer renderer = new Renderer(Templates.at(null));
    Instant lateEvening = Instant.parse("2025-03-02T23:30:00Z");
    assertThat(renderer.day(Samples.masthead(), lateEvening)).isEqualTo("3 March 2025");
    assertThat(renderer.day(Samples.arabicMasthead(), lateEvening)).isEqualTo("٣ مارس ٢٠٢٥");
  }
}
