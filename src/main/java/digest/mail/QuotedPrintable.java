package digest.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes text as quoted-printable UTF-8 (RFC 2045 §6.7), with gaps in which other such text can be
 * spliced.
 *
 * <p>Lines are 76 characters at most and end in CRLF; none begins with a dot or with {@code From },
 * which mail programs of old change on the way, and none ends in white space. Not for two threads.
 */
final class QuotedPrintable {

  private static final int MAX_COLUMN = 75; // one more for the soft break's "="
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
  private static final int NONE = -1;

  private final Octets out;
  private int column;
  private int heldBlank = NONE; // a space or tab, literal unless the line ends right after it
  private boolean isAfterGap;

  QuotedPrintable(Octets out) {
    this.out = out;
  }

  /** A short text alone, to be spliced into a gap; line breaks must have been taken out. */
  static byte[] piece(String text) {
    return isPlain(text) ? text.getBytes(StandardCharsets.US_ASCII) : encoded(text);
  }

  /** Most links, names and addresses are: nothing of them is encoded, and one line holds them. */
  private static boolean isPlain(String text) {
    int length = text.length();
    if (length > MAX_COLUMN || text.startsWith(".") || text.startsWith("From ")) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '=') {
        return false;
      }
    }
    return !text.endsWith(" ");
  }

  /** The same for any text. */
  static byte[] encoded(String text) {
    Octets bytes = new Octets(text.length() + text.length() / 8 + 16);
    QuotedPrintable piece = new QuotedPrintable(bytes);
    piece.write(text);
    piece.finish();
    return bytes.toByteArray();
  }

  /** Line breaks of all kinds become CRLF. */
  void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '\r' -> {
          i += i + 1 < bytes.length && bytes[i + 1] == '\n' ? 1 : 0;
          lineBreak();
        }
        case '\n' -> lineBreak();
        case ' ', '\t' -> blank(bytes[i]);
        default -> i = visible(bytes, i);
      }
    }
  }

  /** Leaves off at a line's start: what is spliced here begins at column 0 and ends anywhere. */
  void gap() {
    releaseBlank();
    if (isAfterGap || column > 0) {
      softBreak();
    }
    isAfterGap = true;
  }

  /** Ends the text; a blank at its very end is encoded. */
  void finish() {
    encodeBlank();
  }

  private void lineBreak() {
    encodeBlank();
    isAfterGap = false;
    newLine();
  }

  private void blank(byte blank) {
    releaseBlank();
    leaveGap();
    heldBlank = blank;
  }

  /** The place of the last octet that it wrote: what is literal goes word by word. */
  private int visible(byte[] bytes, int at) {
    releaseBlank();
    leaveGap();
    boolean isLiteral = isLiteral(bytes[at]);
    makeRoom(isLiteral ? 1 : 3);
    if (!isLiteral || (column == 0 && isFragileStart(bytes, at))) {
      escape(bytes[at]);
      return at;
    }
    int end = endOfWord(bytes, at, Math.min(bytes.length, at + MAX_COLUMN - column));
    out.write(bytes, at, end - at);
    column += end - at;
    return end - 1;
  }

  private static int endOfWord(byte[] bytes, int at, int most) {
    int end = at + 1;
    while (end < most && isLiteral(bytes[end])) {
      end++;
    }
    return end;
  }

  private static boolean isLiteral(byte b) {
    return b > ' ' && b < 0x7f && b != '=';
  }

  private static boolean isFragileStart(byte[] bytes, int at) {
    if (bytes[at] == '.') {
      return true;
    }
    int end = at + FROM.length;
    return end <= bytes.length && Arrays.equals(bytes, at, end, FROM, 0, FROM.length);
  }

  private void releaseBlank() {
    if (heldBlank != NONE) {
      makeRoom(1);
      out.write(heldBlank);
      column++;
      heldBlank = NONE;
    }
  }

  private void encodeBlank() {
    if (heldBlank != NONE) {
      makeRoom(3);
      escape((byte) heldBlank);
      heldBlank = NONE;
    }
  }

  private void leaveGap() {
    if (isAfterGap) {
      softBreak();
      isAfterGap = false;
    }
  }

  private void makeRoom(int width) {
    if (column + width > MAX_COLUMN) {
      softBreak();
    }
  }

  private void escape(byte b) {
    out.write('=');
    out.write(HEX[(b >> 4) & 15]);
    out.write(HEX[b & 15]);
    column += 3;
  }

  private void softBreak() {
    out.write('=');
    newLine();
  }

  private void newLine() {
    out.write('\r');
    out.write('\n');
    column = 0;
  }
}
