package digest.select;

import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/** A word without what papers spell in different ways: case, accents, British and American. */
final class Spelling {

  private static final Normalizer2 CASE_FOLDED = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();

  /** Shorter words keep their ending: "four" is no "for". */
  private static final int LONG = 5;

  private Spelling() {}

  /** Case folded; Latin, Greek, Cyrillic, Arabic and Hebrew letters without their marks. */
  static String plain(String word) {
    if (isAscii(word)) {
      return word.toLowerCase(Locale.ROOT);
    }
    String folded = CASE_FOLDED.normalize(word);
    return folded.codePointAt(0) < 0x700 ? withoutMarks(folded) : folded;
  }

  /** One of the spellings that British and American papers have for a plain word. */
  static String atlantic(String plain) {
    String one = Vocabulary.oneStyle(plain);
    if (one.length() < LONG || one.charAt(0) > 'z') {
      return one;
    }
    String spelt = one.replace("isation", "ization").replace("ogramme", "ogram");
    spelt = ending(spelt, "ise", "ize");
    spelt = ending(spelt, "ised", "ized");
    spelt = ending(spelt, "ises", "izes");
    spelt = ending(spelt, "ising", "izing");
    spelt = ending(spelt, "yse", "yze");
    spelt = ending(spelt, "ysed", "yzed");
    spelt = ending(spelt, "tre", "ter");
    spelt = ending(spelt, "tres", "ters");
    spelt = ending(spelt, "lled", "led");
    spelt = ending(spelt, "lling", "ling");
    spelt = ending(spelt, "ller", "ler");
    return spelt.replace("our", "or");
  }

  private static String ending(String word, String british, String american) {
    return word.endsWith(british)
        ? word.substring(0, word.length() - british.length()) + american
        : word;
  }

  private static boolean isAscii(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String withoutMarks(String folded) {
    String apart = DECOMPOSED.normalize(folded);
    StringBuilder plain = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      if (Character.getType(c) != Character.NON_SPACING_MARK && c != 'ـ') {
        plain.append(oneLetter(c));
      }
    }
    return plain.toString();
  }

  /** Letters that Arabic papers write one for the other at the end of words. */
  private static char oneLetter(char c) {
    return switch (c) {
      case 'ة' -> 'ه';
      case 'ى' -> 'ي';
      default -> c;
    };
  }
}
