package digest.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words that mean more than themselves when tellings are compared, in many languages. */
final class Vocabulary {

  /** Number words, to their digits. */
  private static final Map<String, String> NUMBERS = new HashMap<>();

  /** Weekdays and months, to their full word. */
  private static final Map<String, String> DAYS = new HashMap<>();

  /** House styles, to one of them; to nothing where a word may as well be missing. */
  private static final Map<String, String> SAME = new HashMap<>();

  private static final Set<String> SERIES = new HashSet<>();
  private static final List<String> PREFIXES = new ArrayList<>();

  static {
    for (String line : Lines.of("stories.txt")) {
      String[] parts = line.split(" ", 3);
      for (String phrase : parts[2].split(";", -1)) {
        take(parts[0], phrase.strip());
      }
    }
  }

  private Vocabulary() {}

  private static void take(String kind, String phrase) {
    int equals = phrase.indexOf('=');
    String word = Spelling.plain(equals < 0 ? phrase : phrase.substring(0, equals));
    String meaning = equals < 0 ? word : Spelling.plain(phrase.substring(equals + 1));
    switch (kind) {
      case "prefix" -> PREFIXES.add(Key.of(phrase));
      case "series" -> SERIES.add(word);
      case "number" -> NUMBERS.put(word, meaning);
      case "day" -> DAYS.put(word, meaning);
      default -> SAME.put(word, meaning);
    }
  }

  /** The digits of a number word. */
  static @Nullable String number(String plain) {
    return NUMBERS.get(plain);
  }

  /** The full word of a weekday or month. */
  static @Nullable String day(String plain) {
    return DAYS.get(plain);
  }

  /** The word in the house style that all are brought to; possibly empty. */
  static String oneStyle(String plain) {
    return SAME.getOrDefault(plain, plain);
  }

  /** Whether the number behind the word counts instalments. */
  static boolean countsASeries(String plain) {
    return SERIES.contains(plain);
  }

  /** Keys of what stands before headlines. */
  static List<String> prefixes() {
    return PREFIXES;
  }
}
