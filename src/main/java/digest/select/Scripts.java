package digest.select;

import java.lang.Character.UnicodeScript;
import java.util.Locale;

/** What a text's letters say about how it is cut (picking T10). */
final class Scripts {

  /** So many letters show which script a text is in. */
  private static final int LETTERS = 400;

  private Scripts() {}

  /** Whether most letters are Chinese characters or kana, which are counted one by one. */
  static boolean isCjk(String text) {
    int letters = 0;
    int cjk = 0;
    for (int i = 0; i < text.length() && letters < LETTERS; ) {
      int codePoint = text.codePointAt(i);
      if (Character.isLetter(codePoint)) {
        letters++;
        cjk += isIdeographOrKana(codePoint) ? 1 : 0;
      }
      i += Character.charCount(codePoint);
    }
    return letters > 0 && cjk * 2 >= letters;
  }

  /** The locale, or where it names no language, what the first letter suggests. */
  static Locale localeOf(String text, Locale locale) {
    if (!locale.getLanguage().isEmpty()) {
      return locale;
    }
    int first = text.codePoints().filter(Character::isLetter).findFirst().orElse('a');
    return switch (UnicodeScript.of(first)) {
      case GREEK -> Locale.forLanguageTag("el");
      case CYRILLIC -> Locale.forLanguageTag("ru");
      case LATIN -> Locale.ENGLISH;
      default -> Locale.ROOT;
    };
  }

  private static boolean isIdeographOrKana(int codePoint) {
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO -> true;
      default -> false;
    };
  }
}
