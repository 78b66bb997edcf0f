package digest.render;

import digest.delivery.Field;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as a template gets it: nothing in it can change how what follows is shown (safety T24) or
 * stand for a recipient's field.
 */
final class CleanText {
  /** More marks than any script sets on one letter. */
  private static final Pattern FLOOD = Pattern.compile("([\\p{Mn}\\p{Me}]{8})[\\p{Mn}\\p{Me}]+");

  /** Tag characters speak only in flags such as Scotland's. */
  private static final Pattern TAGS =
      Pattern.compile("(\\x{1F3F4}[\\x{E0030}-\\x{E007A}]{1,8}\\x{E007F})|[\\x{E0000}-\\x{E007F}]");

  private static final Pattern LONG_WORD = Pattern.compile("\\S{41,}");
  private static final int STEP = 30;
  private static final int FOLD_BYTES = 300;
  private static final int ZERO_WIDTH_SPACE = 0x200B;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private CleanText() {}

  /** One line: controls and line ends become spaces, white space is single. */
  static String line(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> !isDropped(c))
        .map(c -> isSpace(c) ? ' ' : c)
        .forEach(clean::appendCodePoint);
    String untagged = TAGS.matcher(clean).replaceAll("$1");
    return FLOOD.matcher(untagged).replaceAll("$1").replaceAll(" {2,}", " ").strip();
  }

  /**
   * A recipient's value, with a space for each character that could end a line, turn what follows
   * or stand for a field; the mail room does the same where it fills an open field.
   */
  static String field(String value) {
    StringBuilder clean = new StringBuilder(value.length());
    value.codePoints().map(c -> isUnfit(c) ? ' ' : c).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isUnfit(int c) {
    return Character.isISOControl(c)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || Character.getType(c) == Character.SURROGATE
        || (c < 0x10000 && Field.isReserved((char) c));
  }

  /** An intro's paragraphs, none of them empty, parted by an empty line. */
  static String paragraphs(String text) {
    StringBuilder lines = new StringBuilder();
    text.lines()
        .map(CleanText::line)
        .filter(line -> !line.isEmpty())
        .forEach(line -> lines.append(lines.isEmpty() ? "" : "\n\n").append(line));
    return lines.toString();
  }

  /** For HTML: words that can break, lines that no mail server finds too long. */
  static String forHtml(String text) {
    return folded(breakable(text));
  }

  /** Zero-width spaces in words of more than 40 letters, so that no mail is wider than a phone. */
  static String breakable(String text) {
    return LONG_WORD
        .matcher(text)
        .replaceAll(word -> Matcher.quoteReplacement(broken(word.group())));
  }

  /** Line ends in place of spaces: the same in HTML, and far from the 998 bytes of RFC 5322. */
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder(text);
    int since = 0;
    for (int i = 0; i < folded.length(); i++) {
      since += folded.charAt(i) < 0x80 ? 1 : 3;
      if (folded.charAt(i) == ' ' && since > FOLD_BYTES) {
        folded.setCharAt(i, '\n');
        since = 0;
      }
    }
    return folded.toString();
  }

  private static String broken(String word) {
    StringBuilder broken = new StringBuilder(word.length() + word.length() / STEP);
    int since = 0;
    for (int c : word.codePoints().toArray()) {
      if (since >= STEP && mayPart(broken, c)) {
        broken.appendCodePoint(ZERO_WIDTH_SPACE);
        since = 0;
      }
      broken.appendCodePoint(c);
      since++;
    }
    return broken.toString();
  }

  /** Not inside a letter with its marks, nor inside a joined or coloured emoji. */
  static boolean mayPart(CharSequence before, int after) {
    if (before.isEmpty()) {
      return false;
    }
    int last = Character.codePointBefore(before, before.length());
    boolean isSkin = after >= 0x1F3FB && after <= 0x1F3FF;
    boolean isHalfFlag = isRegional(after) && regionalsAtEnd(before) % 2 == 1;
    return !isMark(after) && !isSkin && !isHalfFlag && last != ZERO_WIDTH_JOINER;
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.FORMAT;
  }

  /** Flags are pairs of these. */
  private static int regionalsAtEnd(CharSequence text) {
    int count = 0;
    int end = text.length();
    while (end > 1 && isRegional(Character.codePointBefore(text, end))) {
      count++;
      end -= 2;
    }
    return count;
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  private static boolean isSpace(int c) {
    return Character.isISOControl(c)
        || Character.isWhitespace(c)
        || c == 0x2028
        || c == 0x2029
        || c == 0x85;
  }

  /** Embeddings, overrides and isolates; the plain marks U+200E, U+200F and U+061C may stay. */
  private static boolean isDropped(int c) {
    boolean isBidi = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F);
    boolean isUnseen = c == ZERO_WIDTH_SPACE || c == 0xFEFF || c == 0x2060 || c == 0x00AD;
    boolean isNoncharacter = (c & 0xFFFE) == 0xFFFE || (c < 0x10000 && Field.isReserved((char) c));
    return isBidi || isUnseen || isNoncharacter || Character.getType(c) == Character.SURROGATE;
  }
}
