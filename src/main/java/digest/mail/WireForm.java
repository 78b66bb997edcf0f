package digest.mail;

import digest.delivery.Eml;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A mail's bytes as they follow {@code DATA} (RFC 5321 §4.5.2): every line ends in CRLF, a dot at
 * its start is doubled.
 *
 * <p>A lone CR or LF becomes CRLF: what one server takes for a line's end and the next one does not
 * is how a second mail is smuggled inside the first.
 */
final class WireForm {

  private WireForm() {}

  /** The same pieces when nothing has to change, as with nearly all that the composer makes. */
  static List<byte[]> of(Eml mail) {
    return mail.isWireForm() ? mail.pieces() : List.of(of(mail.bytes()));
  }

  /** As a chunk (RFC 3030 §2): lines as above, and dots as they are. */
  static List<byte[]> chunk(Eml mail) {
    if (mail.isWireForm()) {
      return mail.pieces();
    }
    byte[] bytes = mail.bytes();
    byte[] wire = of(bytes);
    return List.of(wire == bytes ? wire : unstuffed(wire));
  }

  /**
   * Whether pieces like this one, one behind the other, are a mail in wire form whatever stands
   * beside it: no lone CR or LF, and no dot where a line begins or might begin.
   */
  static boolean isClean(byte[] piece) {
    byte before = '\n'; // so that neither a line feed nor a dot may come first
    boolean isLineStart = true;
    for (byte b : piece) {
      boolean isLoneFeed = b == '\n' && before != '\r';
      boolean isLoneReturn = before == '\r' && b != '\n';
      if (isLoneFeed || isLoneReturn || (isLineStart && b == '.')) {
        return false;
      }
      isLineStart = b == '\n';
      before = b;
    }
    return before != '\r';
  }

  private static byte[] unstuffed(byte[] wire) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream(wire.length);
    boolean isLineStart = true;
    for (byte b : wire) {
      if (!(isLineStart && b == '.')) {
        lines.write(b);
      }
      isLineStart = b == '\n';
    }
    return lines.toByteArray();
  }

  /** The same array when nothing had to change. */
  static byte[] of(byte[] mail) {
    int extra = extraBytes(mail);
    if (extra == 0) {
      return mail;
    }
    byte[] wire = new byte[mail.length + extra];
    int to = 0;
    boolean atLineStart = true;
    for (int i = 0; i < mail.length; i++) {
      byte b = mail[i];
      if (b == '\r' || b == '\n') {
        i += b == '\r' && i + 1 < mail.length && mail[i + 1] == '\n' ? 1 : 0;
        to = lineEnd(wire, to);
        atLineStart = true;
      } else {
        if (atLineStart && b == '.') {
          wire[to++] = '.';
        }
        wire[to++] = b;
        atLineStart = false;
      }
    }
    if (!atLineStart) {
      lineEnd(wire, to);
    }
    return wire;
  }

  private static int lineEnd(byte[] wire, int at) {
    wire[at] = '\r';
    wire[at + 1] = '\n';
    return at + 2;
  }

  private static int extraBytes(byte[] mail) {
    int extra = isAt(mail, 0, '.') ? 1 : 0;
    for (int i = 0; i < mail.length; i++) {
      byte b = mail[i];
      if (b == '\n' || b == '\r') {
        extra += extraAround(mail, i);
      }
    }
    boolean isEnded =
        mail.length == 0 || isAt(mail, mail.length - 1, '\n') || isAt(mail, mail.length - 1, '\r');
    return isEnded ? extra : extra + 2;
  }

  private static int extraAround(byte[] mail, int at) {
    if (mail[at] == '\r' && isAt(mail, at + 1, '\n')) {
      return 0;
    }
    int missing = mail[at] == '\n' && isAt(mail, at - 1, '\r') ? 0 : 1;
    return missing + (isAt(mail, at + 1, '.') ? 1 : 0);
  }

  private static boolean isAt(byte[] mail, int at, char c) {
    return at >= 0 && at < mail.length && mail[at] == c;
  }
}
