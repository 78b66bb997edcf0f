package digest.store;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.edition.Edition;
import digest.edition.Newsletter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Takes back deliveries whose message has not begun (delivery A6), within the transaction that says
 * why: who left a moment ago gets nothing from then on.
 *
 * <p>One that may have gone out before, and was waiting to be sent once more, stays UNCERTAIN and
 * is not sent again: EXCLUDED would claim that nothing went out.
 */
final class OpenDeliveries {

  private static final String OPEN =
      """
      (state IN ('PENDING', 'CLAIMED', 'DEFERRED') OR (state = 'UNCERTAIN' AND resent = 0))""";

  private static final String WITHDRAW =
      """
      UPDATE deliveries SET
        state = CASE WHEN state = 'UNCERTAIN' OR claimed_from = 'UNCERTAIN'
          THEN 'UNCERTAIN' ELSE 'EXCLUDED' END,
        remark = CASE WHEN state = 'UNCERTAIN' OR claimed_from = 'UNCERTAIN'
          THEN remark ELSE :reason END,
        resent = 1,
        withdrawn_at = CASE WHEN state = 'CLAIMED' THEN :now ELSE withdrawn_at END,
        next_attempt_at = NULL, claim = NULL, claimed_from = NULL,
        changed_at = :now
      WHERE\040""";

  private static final String ONE =
      WITHDRAW + "edition_id = :edition AND subscriber_id = :subscriber AND " + OPEN;

  static final String SOME =
      WITHDRAW
          + """
          (edition_id, subscriber_id) IN (
            SELECT a.edition_id, a.subscriber_id FROM ("""
          + Stream.of(
                  DeliverySets.PENDING,
                  DeliverySets.DEFERRED,
                  DeliverySets.in(Delivery.State.CLAIMED),
                  DeliverySets.TO_RESEND)
              .map(OpenDeliveries::keys)
              .collect(Collectors.joining(" UNION ALL "))
          + ") a LIMIT :chunk)";

  /** On record as begun, perhaps not begun: the dispatcher looks before it writes the mail. */
  static final String MARK =
      """
      UPDATE deliveries SET
        withdrawn_at = :now,
        remark = CASE WHEN claimed_from = 'UNCERTAIN' THEN remark ELSE :reason END
      WHERE edition_id = :edition AND state = 'SENDING' AND claim IS NOT NULL
        AND withdrawn_at IS NULL""";

  private static final String MARK_ONE = MARK + " AND subscriber_id = :subscriber";

  private static final String OF_SUBSCRIBER =
      """
      SELECT edition_id, address FROM deliveries
      WHERE subscriber_id = :subscriber AND (state = 'SENDING' OR\040"""
          + OPEN
          + ") AND edition_id IN ";

  static final String OF_NEWSLETTER =
      OF_SUBSCRIBER + "(SELECT id FROM editions WHERE newsletter_id = :scope)";

  static final String OF_LIST =
      OF_SUBSCRIBER + "(SELECT edition_id FROM frozen_editions WHERE list_id = :scope)";

  static final String OF_ALL = OF_SUBSCRIBER + "(SELECT id FROM editions WHERE :scope = 'all')";

  /** Small enough that no other writer waits long. */
  static final int CHUNK = 4_000;

  private OpenDeliveries() {}

  private static String keys(String set) {
    return "SELECT d.edition_id, d.subscriber_id FROM deliveries d"
        + " WHERE d.edition_id = :edition AND "
        + set;
  }

  static void withdraw(Handle handle, Subscriber.Id subscriber, Newsletter.Id of, Instant now) {
    open(handle, OF_NEWSLETTER, subscriber, of.value())
        .keySet()
        .forEach(
            edition ->
                withdraw(
                    handle,
                    new Delivery.Id(edition, subscriber),
                    Delivery.Exclusion.UNSUBSCRIBED,
                    now));
  }

  static void withdraw(Handle handle, Subscriber.Id subscriber, MailingList.Id of, Instant now) {
    open(handle, OF_LIST, subscriber, of.value())
        .keySet()
        .forEach(
            edition ->
                withdraw(
                    handle,
                    new Delivery.Id(edition, subscriber),
                    Delivery.Exclusion.UNSUBSCRIBED,
                    now));
  }

  /** Those to one address: a reader who has moved since keeps what goes to the new one. */
  static void withdraw(
      Handle handle,
      Subscriber.Id subscriber,
      EmailAddress address,
      Delivery.Exclusion why,
      Instant now) {
    String key = AddressKeys.key(address);
    open(handle, OF_ALL, subscriber, "all")
        .forEach(
            (edition, stored) -> {
              if (AddressKeys.key(EmailAddress.of(stored)).equals(key)) {
                withdraw(handle, new Delivery.Id(edition, subscriber), why, now);
              }
            });
  }

  static void withdraw(Handle handle, Delivery.Id id, Delivery.Exclusion why, Instant now) {
    withdraw(handle, id, why.name(), now);
  }

  /**
   * @param why begins with an {@link Delivery.Exclusion}'s name
   */
  static void withdraw(Handle handle, Delivery.Id id, String why, Instant now) {
    for (String sql : List.of(ONE, MARK_ONE)) {
      handle
          .createUpdate(sql)
          .bind("edition", id.edition().value())
          .bind("subscriber", id.subscriber().value())
          .bind("reason", why)
          .bind("now", Micros.of(now))
          .execute();
    }
    NeverRepeat.finish(handle, id.edition(), now);
  }

  /** Some of an edition's; call again while it gives {@link #CHUNK}. */
  static int withdrawSome(Handle handle, Edition.Id edition, Delivery.Exclusion why, Instant now) {
    handle
        .createUpdate(MARK)
        .bind("edition", edition.value())
        .bind("reason", why.name())
        .bind("now", Micros.of(now))
        .execute();
    int changed =
        handle
            .createUpdate(SOME)
            .bind("edition", edition.value())
            .bind("reason", why.name())
            .bind("now", Micros.of(now))
            .bind("chunk", CHUNK)
            .execute();
    NeverRepeat.finish(handle, edition, now);
    return changed;
  }

  private static Map<Edition.Id, String> open(
      Handle handle, String sql, Subscriber.Id subscriber, String scope) {
    Map<Edition.Id, String> open = new LinkedHashMap<>();
    handle
        .createQuery(sql)
        .bind("subscriber", subscriber.value())
        .bind("scope", scope)
        .map((row, context) -> Map.entry(row.getLong("edition_id"), row.getString("address")))
        .forEach(row -> open.put(new Edition.Id(row.getKey()), row.getValue()));
    return open;
  }
}
