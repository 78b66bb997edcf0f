package digest.select;

import com.ibm.icu.text.Normalizer2;

/** What remains of a text when only its letters and digits are compared. */
final class Key {

  private static final Normalizer2 CASE_FOLDED = Normalizer2.getNFKCCasefoldInstance();

  private Key() {}

  /** Letters, marks and digits, case folded, with one space between words. */
  static String of(String text) {
    String folded = CASE_FOLDED.normalize(text);
    StringBuilder key = new StringBuilder(folded.length());
    boolean gap = false;
    for (int i = 0; i < folded.length(); i += Character.charCount(folded.codePointAt(i))) {
      int codePoint = folded.codePointAt(i);
      if (isOfAWord(codePoint)) {
        if (gap && key.length() > 0) {
          key.append(' ');
        }
        gap = false;
        key.appendCodePoint(codePoint);
      } else if (!isApostrophe(codePoint)) {
        gap = true;
      }
    }
    return key.toString();
  }

  /** How many words a key has. */
  static int words(String key) {
    return key.isEmpty() ? 0 : 1 + (int) key.chars().filter(c -> c == ' ').count();
  }

  /** Letters, marks and digits. */
  static boolean isOfAWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> Character.isLetterOrDigit(codePoint);
    };
  }

  private static boolean isApostrophe(int codePoint) {
    return codePoint == '\'' || codePoint == '’';
  }
}
