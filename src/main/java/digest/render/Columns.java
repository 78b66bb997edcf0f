package digest.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text in lines of 72 columns, as mail programs of a fixed width show it.
 *
 * <p>A wide letter (Chinese, Japanese, Korean, emoji) takes two columns, a combining or invisible
 * one none. Lines break at spaces and between wide letters; a link never breaks; any other word
 * longer than a line does.
 */
final class Columns {
  static final int WIDTH = 72;

  private static final char FIRST_STRONG_ISOLATE = '\u2068';
  private static final char POP_ISOLATE = '\u2069';
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern LINK = Pattern.compile("(?i)\\S{0,3}https?://\\S+");
  private static final String NOT_FIRST = "、。，．：；！？」』）】〉》〕］｝ー…・,.;:!?)]}%";

  private final String rest;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line;
  private int used;
  private boolean isEmpty = true;

  private Columns(String first, String rest) {
    this.rest = rest;
    this.line = new StringBuilder(first);
    this.used = width(first);
  }

  /** The lines, joined by {@code \n}; the first one begins with {@code first}. */
  static String wrap(String text, String first, String rest) {
    Columns columns = new Columns(first, rest);
    for (String word : SPACE.split(text.strip(), -1)) {
      columns.add(word);
    }
    columns.lines.add(columns.line.toString());
    boolean isIsolated = text.indexOf(FIRST_STRONG_ISOLATE) >= 0;
    return String.join("\n", isIsolated ? balanced(columns.lines, rest) : columns.lines);
  }

  /** How many columns the text takes. */
  static int width(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      columns += width(text.codePointAt(i));
    }
    return columns;
  }

  private void add(String word) {
    boolean isLink = word.contains("://") && LINK.matcher(word).matches();
    boolean spaced = !isEmpty;
    boolean isWhole = isLink || word.codePoints().noneMatch(Columns::isIdeograph);
    for (String piece : isWhole ? List.of(word) : pieces(word)) {
      place(piece, spaced, isLink);
      spaced = false;
    }
  }

  private void place(String piece, boolean spaced, boolean isLink) {
    int needed = width(piece) + (spaced && !isEmpty ? 1 : 0);
    if (!isEmpty && used + needed > WIDTH) {
      nextLine();
    }
    if (spaced && !isEmpty) {
      append(" ");
    }
    if (isLink || used + width(piece) <= WIDTH) {
      append(piece);
    } else {
      chop(piece);
    }
  }

  private void chop(String piece) {
    for (String letter : parts(piece, CleanText::mayPart)) {
      if (!isEmpty && used + width(letter) > WIDTH) {
        nextLine();
      }
      append(letter);
    }
  }

  private void append(String text) {
    line.append(text);
    used += width(text);
    isEmpty = false;
  }

  private void nextLine() {
    lines.add(line.toString());
    line.setLength(0);
    line.append(rest);
    used = width(rest);
    isEmpty = true;
  }

  /** A word's parts between which a line may end: wide letters stand each for itself. */
  private static List<String> pieces(String word) {
    return parts(
        word,
        (before, after) ->
            !before.isEmpty()
                && (isIdeograph(Character.codePointBefore(before, before.length()))
                    || isIdeograph(after))
                && CleanText.mayPart(before, after)
                && NOT_FIRST.indexOf(after) < 0);
  }

  private static List<String> parts(String word, Seam seam) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int c : word.codePoints().toArray()) {
      if (seam.isBetween(part, c)) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.appendCodePoint(c);
    }
    parts.add(part.toString());
    return parts;
  }

  private interface Seam {
    boolean isBetween(CharSequence before, int after);
  }

  /** An isolate ends with its line (UAX #9, P1), so each line closes its own. */
  private static List<String> balanced(List<String> lines, String rest) {
    List<String> balanced = new ArrayList<>();
    int open = 0;
    for (String line : lines) {
      String carried = String.valueOf(FIRST_STRONG_ISOLATE).repeat(open);
      String indent = balanced.isEmpty() ? "" : rest;
      String opened = indent + carried + line.substring(indent.length());
      open = count(opened, FIRST_STRONG_ISOLATE) - count(opened, POP_ISOLATE);
      balanced.add(opened + String.valueOf(POP_ISOLATE).repeat(Math.max(0, open)));
    }
    return balanced;
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  private static int width(int c) {
    if (c >= ' ' && c < 0x7F) {
      return 1;
    }
    if (c == 0x200B || Character.isISOControl(c)) {
      return 0;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  private static boolean isIdeograph(int c) {
    return isWide(c) && c < 0x1F000 && (c < 0xAC00 || c > 0xD7A3);
  }

  /** East Asian Width W and F (UAX #11), in rough blocks. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0xFFE0 && c <= 0xFFE6)
        || (c >= 0x1F300 && c <= 0x1F64F)
        || (c >= 0x1F680 && c <= 0x1F6FF)
        || (c >= 0x1F900 && c <= 0x1F9FF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
