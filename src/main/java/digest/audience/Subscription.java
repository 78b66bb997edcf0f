package digest.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's membership in a list.
 *
 * @param since when the state was reached
 * @param consent what shows that the person agreed, or null when nobody recorded it
 */
public record Subscription(
    Subscriber.Id subscriber,
    MailingList.Id list,
    State state,
    Instant since,
    @Nullable Consent consent) {

  /** Only CONFIRMED gets mail. */
  public enum State {
    /** Asked to join, has not confirmed. */
    PENDING,
    /** On the list. */
    CONFIRMED,
    /** Left; no import brings them back. */
    UNSUBSCRIBED
  }

  /**
   * The proof of consent (GDPR Art. 7).
   *
   * @param source where it was given: a form's address, an import's file name, an operator
   * @param ip the address it came from, or null
   * @param text the wording agreed to, or null
   */
  public record Consent(
      @Nullable Instant at, String source, @Nullable String ip, @Nullable String text) {}
}
