package digest.select;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;

/** Which characters may belong to the one before them without end (UAX #29, GB6 to GB9c, GB11). */
final class Joins {

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
  private static final int VIRAMA = 9;

  private Joins() {}

  /** Whether a character of this type may be of one grapheme with the last. */
  static boolean joins(int last, int codePoint, int type) {
    if (codePoint < 0x300) {
      return false;
    }
    return switch (type) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> draws(last) || areOneSyllable(last, codePoint);
    };
  }

  /** Joiners, viramas and a few Brahmic letters take what follows them. */
  private static boolean draws(int last) {
    return last >= 0x300
        && (Character.getType(last) == Character.FORMAT
            || NFC.getCombiningClass(last) == VIRAMA
            || isPrepended(last));
  }

  private static boolean isPrepended(int last) {
    boolean possible = last == 0xD4E || (last > 0x11000 && last < 0x12000);
    return possible
        && UCharacter.getIntPropertyValue(last, UProperty.GRAPHEME_CLUSTER_BREAK)
            == UCharacter.GraphemeClusterBreak.PREPEND;
  }

  /** Conjoining jamo: leading consonants, then vowels, then trailing consonants. */
  private static boolean areOneSyllable(int last, int codePoint) {
    return isJamo(last) && isJamo(codePoint) && (isLeading(last) || !isLeading(codePoint));
  }

  private static boolean isJamo(int c) {
    return (c >= 0x1100 && c <= 0x11FF)
        || (c >= 0xA960 && c <= 0xA97C)
        || (c >= 0xD7B0 && c <= 0xD7FB);
  }

  private static boolean isLeading(int c) {
    return c <= 0x115F || (c >= 0xA960 && c <= 0xA97C);
  }
}
