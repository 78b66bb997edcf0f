package digest.delivery;

import digest.audience.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * What came back later, by mail or webhook.
 *
 * @param status the enhanced code (RFC 3463), or null
 * @param delivery whose message it was, when a token or a known Message-ID says so
 */
public record Bounce(
    EmailAddress address,
    Kind kind,
    @Nullable String status,
    Delivery.@Nullable Id delivery,
    String diagnostic) {

  /** Whether the address is worth another try. */
  public enum Kind {
    HARD,
    SOFT
  }
}
