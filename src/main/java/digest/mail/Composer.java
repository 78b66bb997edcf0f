package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Field;
import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * From characters to RFC 5322 bytes: a rendering is encoded once, then only the recipient's fields
 * are escaped, encoded and spliced in.
 *
 * <p>The same input gives the same bytes, always (delivery A4). Safe for many threads.
 */
public final class Composer {

  /** Without settings: what varies is in the letterhead. */
  public Composer() {}

  /**
   * The rendering with its headers as {@code multipart/alternative}, text first, UTF-8 in
   * quoted-printable, lines ending in CRLF.
   */
  public Plate plate(Letterhead head, Rendering rendering) {
    return Letterform.plate(head, rendering);
  }

  /** One recipient's message; a missing field is empty. */
  public Eml fill(Plate plate, Recipient recipient) {
    byte[] bytes = splice(plate, new Filling(recipient));
    return new Eml(
        recipient.delivery(),
        recipient.messageId(),
        recipient.envelopeSender(),
        recipient.address(),
        bytes);
  }

  /** The characters that the recipient's mail program will decode from the filled plate. */
  public Rendering preview(Rendering open, Recipient recipient) {
    return new Rendering(
        filled(open.html(), recipient, FieldText::html),
        filled(open.text(), recipient, FieldText::clean));
  }

  private static byte[] splice(Plate plate, Filling filling) {
    List<byte[]> parts = plate.parts();
    List<Plate.Hole> holes = plate.holes();
    int length = parts.get(holes.size()).length;
    for (int i = 0; i < holes.size(); i++) {
      length += parts.get(i).length + filling.of(holes.get(i)).length;
    }
    byte[] bytes = new byte[length];
    int at = 0;
    for (int i = 0; i < holes.size(); i++) {
      at = append(bytes, at, parts.get(i));
      at = append(bytes, at, filling.of(holes.get(i)));
    }
    append(bytes, at, parts.get(holes.size()));
    return bytes;
  }

  private static int append(byte[] bytes, int at, byte[] part) {
    System.arraycopy(part, 0, bytes, at, part.length);
    return at + part.length;
  }

  private static String filled(String open, Recipient recipient, UnaryOperator<String> escape) {
    StringBuilder out = new StringBuilder(open.length() + 256);
    for (int i = 0; i < open.length(); i++) {
      char c = open.charAt(i);
      Field field = Field.isReserved(c) ? Field.of(c).orElse(null) : null;
      if (field == null) {
        out.append(c);
      } else {
        out.append(escape.apply(recipient.fields().getOrDefault(field, "")));
      }
    }
    return out.toString();
  }
}
