package digest.audience;

import java.time.Instant;

/** An address that must not be mailed, stronger than any subscription and any import. */
public record Suppression(EmailAddress address, Reason reason, Instant since) {

  /** Why the address must not be mailed. */
  public enum Reason {
    /** The address does not exist (5.1.x). */
    HARD_BOUNCE,
    /** The person pressed "spam". */
    COMPLAINT,
    /** Full or out of order again and again. */
    REPEATED_SOFT_BOUNCE,
    /** Somebody of ours said so. */
    MANUAL
  }
}
