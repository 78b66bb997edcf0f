package digest.select;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line with nothing but a date, a time or a reading time (picking T5). */
final class DateLine {

  private static final int LONGEST = 80;
  private static final int LONGEST_WITH_A_PLACE = 60;
  private static final int WORDS_BESIDE_A_WHOLE_DATE = 2;
  private static final Pattern YEAR = Pattern.compile("(?<!\\p{Nd})\\p{Nd}{4}(?!\\p{Nd})");
  private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

  /** Between a digit and a letter: 10h15, 3月. */
  private static final Pattern SEAM =
      Pattern.compile("(?<=\\p{Nd})(?=\\p{L})|(?<=\\p{L})(?=\\p{Nd})");

  private static final Pattern NUMBERS = Pattern.compile("[\\p{Nd}\\s]+");
  private static final Pattern FIGURES =
      Pattern.compile(
          "\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}[-./]\\d{2,4}|\\d{4} ?年|\\d{4} ?년");

  private final Locale locale;

  DateLine(Locale locale) {
    this.locale = locale;
  }

  /** Whether all words of the line belong to a date, and a date is there. */
  boolean matches(String line) {
    if (line.length() > LONGEST || !DIGIT.matcher(line).find()) {
      return false;
    }
    Set<String> names = names();
    String key = SEAM.matcher(Key.of(line)).replaceAll(" ");
    Set<String> words =
        Arrays.stream(key.split(" ", -1))
            .filter(word -> !NUMBERS.matcher(word).matches())
            .collect(Collectors.toUnmodifiableSet());
    boolean dated =
        FIGURES.matcher(line).find()
            || words.stream().anyMatch(w -> names.contains(w) || Phrases.DATED.contains(w));
    long others = words.stream().filter(word -> !names.contains(word) && !isOfADate(word)).count();
    return dated && others <= (isWholeDate(line) ? WORDS_BESIDE_A_WHOLE_DATE : 0);
  }

  private static boolean isOfADate(String word) {
    return Phrases.DATES.contains(word) || Phrases.DATED.contains(word);
  }

  /** "Berlin, 3 March 2026"; an agency's dateline has its name in brackets and stays. */
  private static boolean isWholeDate(String line) {
    return line.length() <= LONGEST_WITH_A_PLACE
        && YEAR.matcher(line).find()
        && line.indexOf('(') < 0
        && !Sentences.isTerminated(line);
  }

  /** Months and weekdays, in the article's language and in English. */
  private Set<String> names() {
    return Stream.of(locale, Locale.ENGLISH)
        .flatMap(
            language ->
                Stream.of(
                        TextStyle.FULL,
                        TextStyle.SHORT,
                        TextStyle.FULL_STANDALONE,
                        TextStyle.SHORT_STANDALONE)
                    .flatMap(style -> names(style, language)))
        .map(Key::of)
        .filter(name -> !NUMBERS.matcher(name).matches())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> names(TextStyle style, Locale language) {
    return Stream.concat(
        Arrays.stream(Month.values()).map(month -> month.getDisplayName(style, language)),
        Arrays.stream(DayOfWeek.values()).map(day -> day.getDisplayName(style, language)));
  }
}
