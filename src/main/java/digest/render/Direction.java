package digest.render;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** Which way a language or a text runs: {@code ltr} or {@code rtl}, as HTML writes it. */
final class Direction {
  static final String LTR = "ltr";
  static final String RTL = "rtl";

  private static final char FIRST_STRONG_ISOLATE = '\u2068';
  private static final char POP_ISOLATE = '\u2069';

  private static final Set<String> RTL_LANGUAGES =
      Set.of(
          "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug",
          "ur", "yi");
  private static final Set<String> RTL_SCRIPTS =
      Set.of("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa");

  private Direction() {}

  /** By its script, else by its language. */
  static String of(Locale language) {
    boolean runsLeft =
        language.getScript().isEmpty()
            ? RTL_LANGUAGES.contains(language.getLanguage())
            : RTL_SCRIPTS.contains(language.getScript());
    return runsLeft ? RTL : LTR;
  }

  /** By the first strong letter; the given one when there is none (picking T16). */
  static String of(String text, String otherwise) {
    OptionalInt first = text.codePoints().filter(c -> isLeft(c) || isRight(c)).findFirst();
    if (first.isEmpty()) {
      return otherwise;
    }
    return isRight(first.getAsInt()) ? RTL : LTR;
  }

  /** The text between FSI and PDI when a letter in it runs against the line (picking T16). */
  static String isolated(String text, String lineRuns) {
    boolean isMixed =
        text.codePoints().anyMatch(c -> lineRuns.equals(RTL) ? isLeft(c) : isRight(c));
    return isMixed ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
  }

  private static boolean isLeft(int c) {
    return Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT;
  }

  private static boolean isRight(int c) {
    byte runs = Character.getDirectionality(c);
    return runs == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || runs == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }
}
