package digest.delivery;

import digest.audience.EmailAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message, ready for the wire: envelope and RFC 5322 bytes, lines ending in CRLF, without
 * dot-stuffing.
 *
 * <p>Immutable by convention: nobody writes into {@link #bytes()} or {@link #pieces()}, or what was
 * signed is not what is sent.
 */
public final class Eml {
  private final Delivery.@Nullable Id delivery;
  private final String messageId;
  private final EmailAddress sender;
  private final EmailAddress recipient;
  private final List<byte[]> pieces;
  private final int size;
  private final boolean isWireForm;

  /**
   * Of bytes that nobody has looked at.
   *
   * @param delivery null for a message outside the ledger: a test, a confirmation
   * @param sender the envelope's sender, which takes bounces
   */
  public Eml(
      Delivery.@Nullable Id delivery,
      String messageId,
      EmailAddress sender,
      EmailAddress recipient,
      byte[] bytes) {
    this(delivery, messageId, sender, recipient, List.of(bytes), false);
  }

  /**
   * @param delivery null for a message outside the ledger
   * @param sender the envelope's sender, which takes bounces
   * @param pieces one behind the other, many of them shared with other messages
   * @param isWireForm whether the bytes may follow {@code DATA} as they are: each line ends in
   *     CRLF, and none begins with a dot
   */
  public Eml(
      Delivery.@Nullable Id delivery,
      String messageId,
      EmailAddress sender,
      EmailAddress recipient,
      List<byte[]> pieces,
      boolean isWireForm) {
    this.isWireForm = isWireForm;
    this.delivery = delivery;
    this.messageId = messageId;
    this.sender = sender;
    this.recipient = recipient;
    this.pieces = List.copyOf(pieces);
    this.size = size(pieces);
  }

  /** Without a stream: this is done for every message. */
  private static int size(List<byte[]> pieces) {
    int size = 0;
    for (byte[] piece : pieces) {
      size += piece.length;
    }
    return size;
  }

  /**
   * The same message with a signature before it.
   *
   * @param signed in wire form if this one is
   */
  public Eml signed(byte[] signed) {
    return new Eml(delivery, messageId, sender, recipient, List.of(signed), isWireForm);
  }

  /** The ledger's row, or null for a message outside the ledger. */
  public Delivery.@Nullable Id delivery() {
    return delivery;
  }

  /** Without angle brackets. */
  public String messageId() {
    return messageId;
  }

  /** The envelope's sender. */
  public EmailAddress sender() {
    return sender;
  }

  /** The envelope's only recipient. */
  public EmailAddress recipient() {
    return recipient;
  }

  /** Octets in all. */
  public int size() {
    return size;
  }

  /** The whole message, put together when it lies in pieces; not to be changed. */
  public byte[] bytes() {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    byte[] bytes = new byte[size];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, bytes, at, piece.length);
      at += piece.length;
    }
    return bytes;
  }

  /** The whole message as it lies in memory; not to be changed. */
  public List<byte[]> pieces() {
    return pieces;
  }

  /** Whether the bytes are known to hold CRLF alone as a line's end, and no dot at its start. */
  public boolean isWireForm() {
    return isWireForm;
  }
}
