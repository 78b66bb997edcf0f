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

  /** Whether words of this letter's script have spaces between them. */
  static boolean isSpaced(int codePoint) {
    boolean dictionary =
        (codePoint >= 0xE00 && codePoint <= 0xEFF) // Thai, Lao
            || (codePoint >= 0x1000 && codePoint <= 0x109F) // Burmese
            || (codePoint >= 0x1780 && codePoint <= 0x17FF); // Khmer
    return !dictionary && !isIdeographOrKana(codePoint);
  }

  /** Syllables, as all Korean text has. */
  static boolean isKorean(char c) {
    return c >= 0xAC00 && c <= 0xD7A3;
  }

  /** By blocks, as asking for the script of each letter took a third of a teaser's time. */
  private static boolean isIdeographOrKana(int codePoint) {
    return codePoint >= 0x2E80
        && (codePoint <= 0x31FF
            || (codePoint >= 0x3400 && codePoint <= 0x9FFF)
            || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
            || (codePoint >= 0xFF66 && codePoint <= 0xFF9F)
            || (codePoint >= 0x20000 && codePoint <= 0x3FFFF));
  }
}
