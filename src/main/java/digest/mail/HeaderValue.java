package digest.mail;

import digest.audience.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Builds one header's value: folded at 76 columns (RFC 5322 §2.2.3), what is not plain ASCII as
 * encoded words (RFC 2047).
 *
 * <p>Whatever goes in, no line of it can start another header: line breaks and controls are taken
 * out first. Not for two threads.
 */
final class HeaderValue {

  private static final int MAX_LINE = 76;
  private static final int MAX_WORD = 75;
  private static final int MAX_QUOTED = 60;
  private static final String Q_START = "=?UTF-8?Q?";
  private static final String B_START = "=?UTF-8?B?";
  private static final String WORD_END = "?=";
  private static final int FRAME = Q_START.length() + WORD_END.length();
  private static final int LONGEST_CHARACTER = 12; // four octets as =XX
  private static final String ATOM_SPECIALS = "!#$%&'*+-/=?^_`{|}~";
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder out = new StringBuilder();
  private int column;
  private boolean isFresh = true;

  /**
   * @param name the header's, which takes room on the first line
   */
  HeaderValue(String name) {
    this.column = name.length() + 1; // the colon
  }

  /** Free text, as in {@code Subject}. */
  HeaderValue text(String value) {
    String line = FieldText.singleSpaced(value);
    if (line.isEmpty()) {
      return this;
    }
    if (isPlain(line)) {
      for (String word : line.split(" ", -1)) {
        word(word);
      }
    } else {
      encoded(line);
    }
    return this;
  }

  /** A mailbox: {@code Name <local@domain>}, or the address alone. */
  HeaderValue mailbox(@Nullable String name, EmailAddress address) {
    String shown = name == null ? "" : FieldText.singleSpaced(name);
    if (shown.isEmpty()) {
      return word(address.toString());
    }
    return phrase(shown).word("<" + address + ">");
  }

  /** A name before angle brackets (RFC 5322 §3.2.5): atoms, a quoted string or encoded words. */
  HeaderValue phrase(String value) {
    String line = FieldText.singleSpaced(value);
    if (!isPlain(line)) {
      encoded(line);
    } else if (areAtoms(line)) {
      text(line);
    } else if (line.length() <= MAX_QUOTED) {
      word('"' + line.replaceAll("([\"\\\\])", "\\\\$1") + '"');
    } else {
      encoded(line);
    }
    return this;
  }

  /** One thing that must not be broken, as it is: printable and without spaces, or quoted. */
  HeaderValue word(String word) {
    if (!isFresh && column + 1 + word.length() > MAX_LINE) {
      fold();
    }
    out.append(' ').append(word);
    column += 1 + word.length();
    isFresh = false;
    return this;
  }

  /** What stands after the header's colon, the first space included, the last CRLF not. */
  @Override
  public String toString() {
    return out.toString();
  }

  private void fold() {
    out.append("\r\n");
    column = 0;
  }

  private void encoded(String text) {
    boolean dense = isShorterInBase64(text);
    int at = 0;
    while (at < text.length()) {
      if (MAX_LINE - column - 1 < FRAME + LONGEST_CHARACTER) {
        fold();
      }
      int room = Math.min(MAX_WORD, MAX_LINE - column - 1) - FRAME;
      int end = dense ? endInBase64(text, at, room) : endInQ(text, at, room);
      String part = text.substring(at, end);
      word(dense ? inBase64(part) : Q_START + inQ(part) + WORD_END);
      at = end;
    }
  }

  private static int endInQ(String text, int start, int room) {
    int end = start;
    for (int used = 0; end < text.length(); ) {
      int c = text.codePointAt(end);
      used += widthInQ(c);
      if (used > room) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static int endInBase64(String text, int start, int room) {
    int end = start;
    for (int used = 0; end < text.length(); ) {
      int c = text.codePointAt(end);
      used += octets(c);
      if (used > room / 4 * 3) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean isShorterInBase64(String text) {
    int q = 0;
    int octets = 0;
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      q += widthInQ(c);
      octets += octets(c);
    }
    return (octets + 2) / 3 * 4 < q;
  }

  private static String inBase64(String text) {
    return B_START
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + WORD_END;
  }

  private static String inQ(String text) {
    StringBuilder q = new StringBuilder(text.length() * 2);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == ' ') {
        q.append('_');
      } else if (b > 0 && isLiteralInQ(b)) {
        q.append((char) b);
      } else {
        q.append('=').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return q.toString();
  }

  private static int widthInQ(int c) {
    return c == ' ' || isLiteralInQ(c) ? 1 : 3 * octets(c);
  }

  private static int octets(int c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }

  /** The few that RFC 2047 §5 allows even in a phrase. */
  private static boolean isLiteralInQ(int c) {
    return isLetterOrDigit(c) || "!*+-/".indexOf(c) >= 0;
  }

  private static boolean areAtoms(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) != ' ' && !isAtom(line.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAtom(char c) {
    return isLetterOrDigit(c) || ATOM_SPECIALS.indexOf(c) >= 0;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Printable ASCII, foldable at its spaces, and not to be mistaken for an encoded word. */
  private static boolean isPlain(String line) {
    int sinceSpace = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      sinceSpace = c == ' ' ? 0 : sinceSpace + 1;
      if (c < ' ' || c > '~' || sinceSpace > MAX_QUOTED) {
        return false;
      }
    }
    return !line.contains("=?");
  }
}
