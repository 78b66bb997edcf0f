package digest.delivery;

import digest.audience.EmailAddress;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient's message needs beside the plate; the same on every attempt.
 *
 * @param messageId without angle brackets
 * @param date the delivery's due instant, fixed at freeze
 * @param envelopeSender takes this message's bounces
 * @param fields a value for every {@link Field}, not encoded; NAME may be missing
 */
public record Recipient(
    Delivery.@Nullable Id delivery,
    EmailAddress address,
    String messageId,
    Instant date,
    EmailAddress envelopeSender,
    Map<Field, String> fields) {

  /** Copies the map. */
  public Recipient {
    fields = Map.copyOf(fields);
  }
}
