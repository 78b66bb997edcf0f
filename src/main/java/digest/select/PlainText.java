package digest.select;

import com.ibm.icu.text.Normalizer2;
import java.nio.charset.Charset;

/** The characters that a teaser may hold, and how white space joins (picking T6, T7). */
final class PlainText {

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  /** What browsers show for U+0080 to U+009F; 0 where the code page has nothing. */
  private static final char[] WINDOWS_1252 = upperControls();

  /** More marks than any script stacks on one letter: such text is made to overflow its line. */
  private static final int MARKS = 8;

  /** More than any flag, family or syllable is made of: such text is one sign without an end. */
  private static final int JOINED = 32;

  private final StringBuilder out;
  private boolean gap;
  private int marks;
  private int joined;
  private int last;

  private PlainText(int length) {
    out = new StringBuilder(length);
  }

  /**
   * One line without leading, trailing or double spaces, in NFC, without controls, invisible
   * fillers, noncharacters, lone surrogates and bidirectional overrides.
   */
  static String clean(CharSequence raw) {
    String balanced = BidiControls.balanced(raw.toString());
    PlainText text = new PlainText(balanced.length());
    for (int i = 0; i < balanced.length(); ) {
      int codePoint = balanced.codePointAt(i);
      text.take(codePoint);
      i += Character.charCount(codePoint);
    }
    return NFC.normalize(text.out);
  }

  private void take(int raw) {
    int codePoint = raw >= 0x80 && raw < 0xA0 ? WINDOWS_1252[raw - 0x80] : raw;
    if (isWhiteSpace(codePoint)) {
      gap = out.length() > 0;
    } else if (codePoint < 0x300 ? isShownInLatin(codePoint) : isShown(codePoint)) {
      append(codePoint);
    }
  }

  private static boolean isShownInLatin(int codePoint) {
    return codePoint > ' ' && codePoint != 0x7F && codePoint != 0xAD;
  }

  private void append(int codePoint) {
    int type = codePoint < 0x300 ? Character.UNASSIGNED : Character.getType(codePoint);
    marks = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK ? marks + 1 : 0;
    joined = !gap && Joins.joins(last, codePoint, type) ? joined + 1 : 0;
    if (marks > MARKS || joined > JOINED) {
      return;
    }
    if (gap) {
      out.append(' ');
      gap = false;
    }
    out.appendCodePoint(codePoint);
    last = codePoint;
  }

  static boolean isWhiteSpace(int codePoint) {
    return codePoint == ' '
        || (codePoint >= 0x09 && codePoint <= 0x0D)
        || (codePoint >= 0xA0 && Character.isSpaceChar(codePoint));
  }

  private boolean isShown(int codePoint) {
    if (codePoint >= 0xE0000 && codePoint <= 0xE007F) {
      return isOfAFlag(codePoint);
    }
    return !isInvisible(codePoint)
        && (codePoint & 0xFFFE) != 0xFFFE
        && !(codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
        && Character.getType(codePoint) != Character.SURROGATE
        && Character.getType(codePoint) != Character.PRIVATE_USE;
  }

  /** Tag characters spell the flags of regions after a black flag; elsewhere they hide text. */
  private boolean isOfAFlag(int codePoint) {
    return codePoint >= 0xE0020 && (last == 0x1F3F4 || (last >= 0xE0020 && last < 0xE007F));
  }

  /** U+200C and U+200D stay, as Persian and emoji need them; so do U+200E, U+200F and U+061C. */
  private static boolean isInvisible(int codePoint) {
    return codePoint == 0x200B
        || codePoint == 0x034F
        || codePoint == 0x3164
        || codePoint == 0xFFA0
        || codePoint == 0xFEFF
        || (codePoint >= 0x2060 && codePoint <= 0x2065)
        || (codePoint >= 0x206A && codePoint <= 0x206F)
        || (codePoint >= 0xFFF9 && codePoint <= 0xFFFC);
  }

  private static char[] upperControls() {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0x80 + i);
    }
    char[] shown = new String(bytes, Charset.forName("windows-1252")).toCharArray();
    for (int i = 0; i < shown.length; i++) {
      boolean empty = shown[i] == '�' || shown[i] < 0xA0;
      shown[i] = empty ? 0 : shown[i];
    }
    return shown;
  }
}
