package digest.mail;

import digest.delivery.Eml;
import digest.delivery.Field;
import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * From characters to RFC 5322 bytes: a rendering is encoded once, then only the recipient's fields
 * are escaped, encoded and spliced in.
 *
 * <p>The same input gives the same bytes, always (delivery A4). Safe for many threads.
 */
public final class Composer {

  private final @Nullable DkimSigner signer;
  private final @Nullable DkimSettings dkim;
  private final DateHeader dates = new DateHeader();

  /** Signs nothing. */
  public Composer() {
    this.signer = null;
    this.dkim = null;
  }

  /** Signs the messages of each letterhead that names keys (delivery M3). */
  public Composer(DkimSettings dkim) {
    this.signer = new DkimSigner(dkim);
    this.dkim = dkim;
  }

  /** Who signs what is frozen now, or empty when nothing is signed. */
  public Optional<DkimSettings> dkim() {
    return Optional.ofNullable(dkim);
  }

  /**
   * Makes ready for signing many messages; the first call takes some tenths of a second and says in
   * the log who signs.
   *
   * @return of each key that signs new editions; empty when nothing is signed
   */
  public List<SigningSpeed> prepare() {
    return signer == null ? List.of() : signer.prepare();
  }

  /** The names of the keys for a new letterhead, {@code d1._domainkey.example.org}. */
  public List<String> signedBy() {
    return dkim == null ? List.of() : dkim.active().stream().map(dkim::name).toList();
  }

  /**
   * The rendering with its headers as {@code multipart/alternative}, text first, UTF-8 in
   * quoted-printable, lines ending in CRLF.
   */
  public Plate plate(Letterhead head, Rendering rendering) {
    return Letterform.plate(head, rendering);
  }

  /** The same bytes; those of an article are shared with all plates made over these blocks. */
  public Plate plate(Letterhead head, Rendering rendering, Blocks blocks) {
    return Letterform.plate(head, rendering, blocks);
  }

  /** The headers of messages that are rendered in full, with a hole for each part. */
  public Plate frame(Letterhead head) {
    return Letterform.frame(head);
  }

  /** One recipient's message; a missing field is empty. */
  public Eml fill(Plate plate, Recipient recipient) {
    byte[][] values = values(plate, recipient);
    return signed(eml(pieces(plate, values), plate, values, recipient), plate, recipient);
  }

  /**
   * One recipient's message in a frame: the bytes of a filled {@link #plate(Letterhead, Rendering)}
   * of the same rendering.
   *
   * @param full rendered for this recipient, without open fields
   * @param type what stands of the messages before
   */
  public Eml fill(Plate frame, Recipient recipient, Rendering full, StandingType type) {
    byte[][] values = values(frame, recipient);
    List<byte[]> message = List.of(type.message(frame, values, full));
    return signed(eml(message, frame, values, recipient), frame, recipient);
  }

  private static Eml eml(List<byte[]> pieces, Plate plate, byte[][] values, Recipient recipient) {
    return new Eml(
        recipient.delivery(),
        recipient.messageId(),
        recipient.envelopeSender(),
        recipient.address(),
        pieces,
        plate.isWireForm() && areClean(values, plate.values()));
  }

  /** Quoted-printable is by its nature. */
  private static boolean areClean(byte[][] values, List<Plate.Hole> holes) {
    for (int i = 0; i < values.length; i++) {
      if (holes.get(i).place() == Plate.Place.HEADER && !WireForm.isClean(values[i])) {
        return false;
      }
    }
    return true;
  }

  private byte[][] values(Plate plate, Recipient recipient) {
    return new Filling(recipient, dates).values(plate.values());
  }

  private Eml signed(Eml message, Plate plate, Recipient recipient) {
    return signer == null || plate.signedBy().isEmpty()
        ? message
        : message.signed(signer.sign(message.bytes(), recipient.date(), plate.signedBy()));
  }

  /**
   * Whether a plate, filled for a recipient, says what was rendered in full for the same one: both
   * parts are compared as they are read, octet by octet, before signing (delivery P2).
   *
   * @param full without open fields
   */
  public Optional<Difference> difference(Plate plate, Recipient recipient, Rendering full) {
    byte[][] values = values(plate, recipient);
    Eml unsigned = eml(pieces(plate, values), plate, values, recipient);
    return DecodedParts.of(unsigned.bytes()).difference(full);
  }

  /** The characters that the recipient's mail program will decode from the filled plate. */
  public Rendering preview(Rendering open, Recipient recipient) {
    return new Rendering(
        filled(open.html(), recipient, FieldText::html),
        filled(open.text(), recipient, FieldText::clean));
  }

  private static List<byte[]> pieces(Plate plate, byte[][] values) {
    List<byte[]> parts = plate.parts();
    int holes = parts.size() - 1;
    List<byte[]> pieces = new ArrayList<>(2 * holes + 1);
    for (int i = 0; i < holes; i++) {
      pieces.add(parts.get(i));
      pieces.add(values[plate.valueAt(i)]);
    }
    pieces.add(parts.get(holes));
    return pieces;
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
