package digest.delivery;

import digest.audience.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * One message, ready for the wire: envelope and RFC 5322 bytes, lines ending in CRLF, without
 * dot-stuffing.
 *
 * <p>Immutable by convention: nobody writes into {@link #bytes()}, or what was signed is not what
 * is sent.
 */
public final class Eml {
  private final Delivery.@Nullable Id delivery;
  private final String messageId;
  private final EmailAddress sender;
  private final EmailAddress recipient;
  private final byte[] bytes;
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
    this(delivery, messageId, sender, recipient, bytes, false);
  }

  /**
   * @param delivery null for a message outside the ledger
   * @param sender the envelope's sender, which takes bounces
   * @param isWireForm whether the bytes may follow {@code DATA} as they are: each line ends in
   *     CRLF, and none begins with a dot
   */
  public Eml(
      Delivery.@Nullable Id delivery,
      String messageId,
      EmailAddress sender,
      EmailAddress recipient,
      byte[] bytes,
      boolean isWireForm) {
    this.isWireForm = isWireForm;
    this.delivery = delivery;
    this.messageId = messageId;
    this.sender = sender;
    this.recipient = recipient;
    this.bytes = bytes;
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

  /** The whole message; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether the bytes are known to hold CRLF alone as a line's end, and no dot at its start. */
  public boolean isWireForm() {
    return isWireForm;
  }
}
