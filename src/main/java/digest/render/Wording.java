package digest.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The mail's own words, dates and numbers in a newsletter's language.
 *
 * <p>A language without a file of words has the English ones, and its own dates as the JDK knows
 * them.
 */
final class Wording {
  private static final String MINUTES = "minutes.";

  private final Locale language;
  private final Map<String, String> words;
  private final boolean isOwn;

  private Wording(Locale language, Map<String, String> words, boolean isOwn) {
    this.language = language;
    this.words = words;
    this.isOwn = isOwn;
  }

  static Wording of(Locale language) {
    Map<String, String> own = read(language.getLanguage());
    boolean isKnown = !own.isEmpty();
    return new Wording(language, Map.copyOf(isKnown ? own : read("en")), isKnown);
  }

  /** The words for templates, by key. */
  Map<String, String> words() {
    return words;
  }

  /** The edition's day, with its weekday. */
  String editionDay(LocalDate day) {
    return day(day, "date.edition", FormatStyle.FULL);
  }

  /** A day with its year. */
  String day(LocalDate day) {
    return day(day, "date.full", FormatStyle.LONG);
  }

  /** A day in the year of the edition; the year is left out where the language allows it. */
  String dayOfYear(LocalDate day) {
    return day(day, "date.short", FormatStyle.LONG);
  }

  /** A whole number in the language's digits. */
  String number(int number) {
    return Integer.toString(number)
        .chars()
        .map(digit -> Character.isDigit(digit) ? digit - '0' + nought() : digit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** "5 min read"; empty when the length is not known. */
  String reading(int minutes) {
    return words.keySet().stream()
        .filter(key -> key.startsWith(MINUTES))
        .map(key -> Integer.valueOf(key.substring(MINUTES.length())))
        .filter(from -> from <= minutes)
        .max(Comparator.naturalOrder())
        .map(from -> word(MINUTES + from).replace("{minutes}", number(minutes)))
        .orElse("");
  }

  private String day(LocalDate day, String pattern, FormatStyle otherwise) {
    DateTimeFormatter format =
        isOwn
            ? DateTimeFormatter.ofPattern(word(pattern), language)
            : DateTimeFormatter.ofLocalizedDate(otherwise).withLocale(language);
    return format.withDecimalStyle(DecimalStyle.STANDARD.withZeroDigit(nought())).format(day);
  }

  private char nought() {
    return word("digits").charAt(0);
  }

  private String word(String key) {
    return Objects.requireNonNull(words.get(key), key);
  }

  private static Map<String, String> read(String language) {
    try (InputStream stream =
        Wording.class.getResourceAsStream("words/" + language + ".properties")) {
      Properties properties = new Properties();
      if (stream != null) {
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
        properties.load(reader);
      }
      Map<String, String> words = new TreeMap<>();
      properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
