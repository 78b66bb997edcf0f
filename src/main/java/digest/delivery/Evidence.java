package digest.delivery;

/**
 * What a relay's own record says of a mail whose fate nobody knew.
 *
 * @param messageId without angle brackets
 * @param verdict ACCEPTED or REJECTED
 * @param reply the record's words; its command is {@link #COMMAND}
 */
public record Evidence(
    Delivery.Id delivery, String messageId, Delivery.State verdict, SmtpReply reply) {

  /** Stands for the command that a reply answered: nobody asked, it was read. */
  public static final String COMMAND = "LOG";

  /** Refuses verdicts that no log can give. */
  public Evidence {
    if (verdict != Delivery.State.ACCEPTED && verdict != Delivery.State.REJECTED) {
      throw new IllegalArgumentException("a log settles as ACCEPTED or REJECTED, not " + verdict);
    }
  }
}
