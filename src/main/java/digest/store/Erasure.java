package digest.store;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Forgets a person (GDPR Art. 17), within a transaction of the caller's. What stays is a number
 * without a name, so that the accounts of past editions still add up, and a keyed hash that keeps
 * an import from bringing the person back.
 */
final class Erasure {

  private static final List<String> FORGET =
      List.of(
          """
          UPDATE deliveries SET address = NULL, name = NULL, picks = NULL, reply_text = NULL
          WHERE edition_id IN (SELECT edition_id FROM frozen_editions)
            AND subscriber_id = :subscriber""",
          "UPDATE attempts SET reply_text = NULL, remark = NULL WHERE subscriber_id = :subscriber",
          "DELETE FROM subscriptions WHERE subscriber_id = :subscriber",
          "DELETE FROM newsletter_stops WHERE subscriber_id = :subscriber",
          "DELETE FROM former_addresses WHERE subscriber_id = :subscriber",
          """
          UPDATE subscribers SET
            address = NULL, address_key = NULL, name = NULL, locale = 'und', zone = NULL,
            topics = '[]', attributes = '{}', words = ''
          WHERE id = :subscriber""");

  private Erasure() {}

  /** Whether anything was known of the address. */
  static boolean erase(
      Handle handle, SuppressionPages suppressions, EmailAddress address, Instant now) {
    List<Subscriber.Id> persons = SubscriberPages.reachedAt(handle, address);
    boolean suppressed = suppressions.find(handle, address).isPresent();
    if (persons.isEmpty() && !suppressed) {
      return false;
    }
    for (Subscriber.Id person : persons) {
      forget(handle, suppressions, person, now);
    }
    suppressions.erase(handle, address, now);
    return true;
  }

  private static void forget(
      Handle handle, SuppressionPages suppressions, Subscriber.Id person, Instant now) {
    SubscriberPages.find(handle, person)
        .ifPresent(subscriber -> suppressions.erase(handle, subscriber.address(), now));
    for (EmailAddress address : reached(handle, person)) {
      OpenDeliveries.withdraw(handle, person, address, Delivery.Exclusion.ERASED, now);
      suppressions.erase(handle, address, now);
    }
    FORGET.forEach(sql -> handle.createUpdate(sql).bind("subscriber", person.value()).execute());
  }

  private static List<EmailAddress> reached(Handle handle, Subscriber.Id person) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT address FROM deliveries
            WHERE edition_id IN (SELECT edition_id FROM frozen_editions)
              AND subscriber_id = :subscriber AND address IS NOT NULL""")
        .bind("subscriber", person.value())
        .mapTo(String.class)
        .map(EmailAddress::of)
        .list();
  }
}
