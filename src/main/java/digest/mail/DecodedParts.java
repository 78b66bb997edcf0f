package digest.mail;

import digest.delivery.Plate.Place;
import digest.delivery.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The two parts of a message that {@link Letterform} laid out, decoded again to octets of UTF-8
 * with lines ending in {@code \n}.
 *
 * <p>Two messages of the same content need not have the same bytes on the wire: a plate has a soft
 * line break on either side of a field, which a full rendering has not. What both must share, octet
 * for octet, is what any mail program makes of them, and that is what is compared here (delivery
 * P2).
 */
final class DecodedParts {

  private static final byte[] BLANK_LINE = ascii("\r\n\r\n");
  private static final byte[] NEXT_PART = ascii("\r\n--=_"); // quoted-printable never has "=_"
  private static final int AROUND = 30;

  private final byte[] text;
  private final byte[] html;

  private DecodedParts(byte[] text, byte[] html) {
    this.text = text;
    this.html = html;
  }

  /** Of a message as {@link Letterform} lays it out, unsigned or signed. */
  static DecodedParts of(byte[] message) {
    int head = after(message, BLANK_LINE, 0);
    int text = after(message, BLANK_LINE, head);
    int textEnd = indexOf(message, NEXT_PART, text);
    int html = after(message, BLANK_LINE, textEnd);
    int htmlEnd = indexOf(message, NEXT_PART, html);
    return new DecodedParts(decoded(message, text, textEnd), decoded(message, html, htmlEnd));
  }

  /** The first difference from a rendering without open fields, the text part first. */
  Optional<Difference> difference(Rendering full) {
    return difference(Place.TEXT, text, octets(full.text()))
        .or(() -> difference(Place.HTML, html, octets(full.html())));
  }

  private static Optional<Difference> difference(Place part, byte[] plate, byte[] full) {
    int at = Arrays.mismatch(plate, full);
    return at < 0
        ? Optional.empty()
        : Optional.of(new Difference(part, line(plate, at), words(plate, at), words(full, at)));
  }

  private static int line(byte[] octets, int at) {
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += octets[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** What stands around a place within its line. */
  private static String words(byte[] octets, int at) {
    int start = at;
    while (start > 0 && at - start < AROUND && octets[start - 1] != '\n') {
      start--;
    }
    int end = at;
    while (end < octets.length && end - at < AROUND && octets[end] != '\n') {
      end++;
    }
    while (start < end && isInside(octets[start])) {
      start++;
    }
    while (end > start && end < octets.length && isInside(octets[end])) {
      end--;
    }
    return new String(octets, start, end - start, StandardCharsets.UTF_8);
  }

  /** Whether a character of several octets began before this one. */
  private static boolean isInside(byte octet) {
    return (octet & 0xc0) == 0x80;
  }

  /** A rendering's octets; its line ends of all kinds as the mail's. */
  private static byte[] octets(String part) {
    String even = part.indexOf('\r') < 0 ? part : part.replaceAll("\r\n?", "\n");
    return even.getBytes(StandardCharsets.UTF_8);
  }

  /** Quoted-printable undone (RFC 2045 §6.7). */
  private static byte[] decoded(byte[] message, int start, int end) {
    byte[] out = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      byte b = message[i];
      if (b == '=' && message[i + 1] != '\r') {
        out[length++] = (byte) (hex(message[i + 1]) << 4 | hex(message[i + 2]));
      } else if (b != '=' && b != '\r') {
        out[length++] = b;
      }
      i += b == '=' ? 2 : 0;
    }
    return Arrays.copyOf(out, length);
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }

  private static int after(byte[] message, byte[] mark, int from) {
    return indexOf(message, mark, from) + mark.length;
  }

  private static int indexOf(byte[] message, byte[] mark, int from) {
    for (int i = from; i + mark.length <= message.length; i++) {
      if (Arrays.equals(message, i, i + mark.length, mark, 0, mark.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("this message was not laid out here");
  }

  private static byte[] ascii(String mark) {
    return mark.getBytes(StandardCharsets.US_ASCII);
  }
}
