package digest.mail;

import java.util.Arrays;

/**
 * A text's lines and what they became in quoted-printable, so that a text that is much like it need
 * not be encoded where it is the same.
 *
 * <p>Quoted-printable forgets everything at the end of a line: what a line becomes does not depend
 * on what stands around it. Immutable.
 */
final class StandingLines {

  /** So far ahead it looks for a line that does not follow at once. */
  private static final int NEAR = 64;

  private final char[] text;
  private final int[] ends; // of each line in the text
  private final byte[] bytes;
  private final int[] places; // where each line ends in the bytes

  private StandingLines(char[] text, int[] ends, byte[] bytes, int[] places) {
    this.text = text;
    this.ends = ends;
    this.bytes = bytes;
    this.places = places;
  }

  /** Of a text without open fields; what follows its last line's end is left out. */
  static StandingLines of(String text) {
    char[] chars = text.toCharArray();
    int[] ends = ends(chars);
    int[] places = new int[ends.length];
    Octets bytes = new Octets(chars.length + chars.length / 8);
    for (int line = 0; line < ends.length; line++) {
      bytes.write(QuotedPrintable.piece(text.substring(start(ends, line), ends[line])));
      places[line] = bytes.size();
    }
    return new StandingLines(chars, ends, bytes.toByteArray(), places);
  }

  private static int[] ends(char[] text) {
    int[] ends = new int[16];
    int lines = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        ends = lines < ends.length ? ends : Arrays.copyOf(ends, 2 * lines);
        ends[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(ends, lines);
  }

  private static int start(int[] ends, int line) {
    return line == 0 ? 0 : ends[line - 1];
  }

  /**
   * Writes another text in quoted-printable.
   *
   * @return how many lines had to be encoded
   */
  int write(String other, Octets out) {
    char[] chars = other.toCharArray();
    int encoded = 0;
    int line = 0;
    for (int at = 0; at < chars.length; ) {
      int end = endOfLine(chars, at);
      int same = find(chars, at, end, line);
      if (same < ends.length) {
        line = same + equalLines(chars, at, same);
        int from = start(places, same);
        out.write(bytes, from, places[line - 1] - from);
        at += ends[line - 1] - start(ends, same);
      } else {
        out.write(QuotedPrintable.piece(other.substring(at, end)));
        encoded++;
        at = end;
      }
    }
    return encoded;
  }

  private static int endOfLine(char[] text, int at) {
    int end = at;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, text.length);
  }

  /** The nearest line from one on that is the same, or the number of lines. */
  private int find(char[] other, int at, int end, int line) {
    int last = Math.min(ends.length, line + NEAR);
    for (int near = line; near < last; near++) {
      if (Arrays.equals(other, at, end, text, start(ends, near), ends[near])) {
        return near;
      }
    }
    return ends.length;
  }

  /** How many lines are the same from here on. */
  private int equalLines(char[] other, int at, int line) {
    int start = start(ends, line);
    int differs = Arrays.mismatch(other, at, other.length, text, start, text.length);
    int equal = differs < 0 ? text.length - start : differs;
    int end = Arrays.binarySearch(ends, line, ends.length, start + equal);
    return (end < 0 ? -end - 1 : end + 1) - line;
  }
}
