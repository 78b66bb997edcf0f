package digest.feed;

import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of months in the languages that feeds are dated in, whole or cut short. */
final class Months {

  /** English last, so that its names win. */
  private static final List<String> LANGUAGES =
      List.of(
          "ar", "id", "ca", "ro", "bg", "fi", "tr", "sk", "cs", "pl", "uk", "ru", "hu", "el", "sv",
          "nb", "da", "nl", "pt", "it", "es", "fr", "de", "en");

  private static final int SHORTEST = 3;

  private static final Map<String, Month> NAMES = names();

  /** By their beginnings. */
  private static final Map<String, Set<Month>> BEGUN = begun();

  private Months() {}

  /** The month, or empty when the word names none, or could be several cut short. */
  static Optional<Month> named(String word) {
    String name = plain(word);
    Month month = NAMES.get(name);
    Set<Month> begun = BEGUN.getOrDefault(name, Set.of());
    return month == null && begun.size() == 1
        ? begun.stream().findFirst()
        : Optional.ofNullable(month);
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT).replace(".", "");
    if (lower.chars().allMatch(c -> c < 0x80)) {
      return lower;
    }
    return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
  }

  private static Map<String, Set<Month>> begun() {
    Map<String, Set<Month>> begun = new HashMap<>();
    NAMES.forEach(
        (name, month) -> {
          for (int length = SHORTEST; length < name.length(); length++) {
            String beginning = name.substring(0, length);
            begun.computeIfAbsent(beginning, key -> EnumSet.noneOf(Month.class)).add(month);
          }
        });
    return Map.copyOf(begun);
  }

  private static Map<String, Month> names() {
    Map<String, Month> months = new HashMap<>();
    for (String language : LANGUAGES) {
      Locale locale = Locale.forLanguageTag(language);
      for (Month month : Month.values()) {
        for (TextStyle style :
            List.of(
                TextStyle.SHORT_STANDALONE,
                TextStyle.FULL_STANDALONE,
                TextStyle.SHORT,
                TextStyle.FULL)) {
          String name = plain(month.getDisplayName(style, locale));
          if (name.length() >= SHORTEST && name.chars().noneMatch(Character::isDigit)) {
            months.put(name, month);
          }
        }
      }
    }
    months.put("sept", Month.SEPTEMBER);
    return Map.copyOf(months);
  }
}
