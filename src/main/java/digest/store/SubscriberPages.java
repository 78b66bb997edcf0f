package digest.store;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.edition.Newsletter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The statements about subscribers and their subscriptions, within a transaction of the caller's.
 */
final class SubscriberPages {

  static final String INSERT =
      """
      INSERT INTO subscribers
        (address, address_key, name, locale, zone, topics, attributes, words, created_at)
      VALUES (:address, :key, :name, :locale, :zone, :topics, :attributes, :words, :created)""";

  static final String UPDATE =
      """
      UPDATE subscribers SET
        address = :address, address_key = :key, name = :name, locale = :locale, zone = :zone,
        topics = :topics, attributes = :attributes, words = :words
      WHERE id = :id""";

  static final String SUBSCRIBE =
      """
      INSERT INTO subscriptions
        (list_id, subscriber_id, state, since_at,
         consent_source, consent_at, consent_ip, consent_text)
      SELECT :list, id, :state, :since, :source, :at, :ip, :text
      FROM subscribers WHERE address_key = :key
      ON CONFLICT (list_id, subscriber_id) DO UPDATE SET
        state = excluded.state, since_at = excluded.since_at,
        consent_source = excluded.consent_source, consent_at = excluded.consent_at,
        consent_ip = excluded.consent_ip, consent_text = excluded.consent_text""";

  private static final String MOVED =
      """
      INSERT INTO former_addresses (address_key, subscriber_id)
      SELECT address_key, id FROM subscribers WHERE id = :id AND address_key <> :key
      ON CONFLICT (address_key, subscriber_id) DO NOTHING""";

  /** Nobody who was reached under an address is missed when it is named. */
  private static final String REACHED_AT =
      """
      SELECT id FROM subscribers WHERE address_key = :key
      UNION SELECT subscriber_id FROM former_addresses WHERE address_key = :key""";

  private static final String STOP =
      """
      INSERT INTO newsletter_stops (subscriber_id, newsletter_id, stopped_at)
      SELECT id, :newsletter, :now FROM subscribers WHERE id = :subscriber AND address IS NOT NULL
      ON CONFLICT (subscriber_id, newsletter_id) DO NOTHING""";

  private static final String RESTART =
      """
      DELETE FROM newsletter_stops
      WHERE subscriber_id = :subscriber AND newsletter_id = :newsletter""";

  private static final String LEAVE =
      """
      UPDATE subscriptions SET state = 'UNSUBSCRIBED', since_at = :now
      WHERE subscriber_id = :subscriber AND list_id = :list AND state <> 'UNSUBSCRIBED'""";

  private SubscriberPages() {}

  static Optional<Subscriber> find(Handle handle, EmailAddress address) {
    return handle
        .createQuery("SELECT * FROM subscribers WHERE address_key = :key")
        .bind("key", AddressKeys.key(address))
        .map(SubscriberRow::read)
        .findOne();
  }

  static Optional<Subscriber> find(Handle handle, Subscriber.Id id) {
    return handle
        .createQuery("SELECT * FROM subscribers WHERE id = :id AND address IS NOT NULL")
        .bind("id", id.value())
        .map(SubscriberRow::read)
        .findOne();
  }

  static List<Subscriber.Id> reachedAt(Handle handle, EmailAddress address) {
    return handle
        .createQuery(REACHED_AT)
        .bind("key", AddressKeys.key(address))
        .mapTo(Long.class)
        .map(Subscriber.Id::new)
        .list();
  }

  static Subscriber insert(Handle handle, Subscriber subscriber, Instant now) {
    try (Update insert = handle.createUpdate(INSERT)) {
      SubscriberRow.bind(insert, subscriber);
      insert.bind("created", Micros.of(now)).execute();
    }
    return find(handle, subscriber.address()).orElseThrow();
  }

  static Subscriber update(Handle handle, Subscriber subscriber) {
    find(handle, subscriber.address())
        .filter(holder -> !holder.id().equals(subscriber.id()))
        .ifPresent(
            holder -> {
              throw new IllegalArgumentException(
                  "another subscriber has the address " + subscriber.address().masked());
            });
    handle
        .createUpdate(MOVED)
        .bind("id", subscriber.id().value())
        .bind("key", AddressKeys.key(subscriber.address()))
        .execute();
    try (Update update = handle.createUpdate(UPDATE)) {
      SubscriberRow.bind(update, subscriber);
      update.execute();
    }
    return find(handle, subscriber.id())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no subscriber " + subscriber.id().value() + " in the store"));
  }

  static void bindSubscription(
      SqlStatement<?> statement,
      MailingList.Id list,
      EmailAddress address,
      Subscription.State state,
      Subscription.@Nullable Consent consent,
      Instant since) {
    Instant at = consent == null ? null : consent.at();
    statement
        .bind("list", list.value())
        .bind("key", AddressKeys.key(address))
        .bind("state", state.name())
        .bind("since", Micros.of(since))
        .bind("source", consent == null ? null : consent.source())
        .bind("at", Micros.orNull(at))
        .bind("ip", consent == null ? null : consent.ip())
        .bind("text", consent == null ? null : consent.text());
  }

  static List<Subscription> subscriptions(Handle handle, Subscriber.Id id) {
    return handle
        .createQuery("SELECT * FROM subscriptions WHERE subscriber_id = :id ORDER BY list_id")
        .bind("id", id.value())
        .map(SubscriberRow::subscription)
        .list();
  }

  /** Whether it was not so before. */
  static boolean stop(
      Handle handle, Subscriber.Id subscriber, Newsletter.Id newsletter, Instant now) {
    return handle
            .createUpdate(STOP)
            .bind("subscriber", subscriber.value())
            .bind("newsletter", newsletter.value())
            .bind("now", Micros.of(now))
            .execute()
        > 0;
  }

  /** Whether there was something to undo. */
  static boolean restart(Handle handle, Subscriber.Id subscriber, Newsletter.Id newsletter) {
    return handle
            .createUpdate(RESTART)
            .bind("subscriber", subscriber.value())
            .bind("newsletter", newsletter.value())
            .execute()
        > 0;
  }

  static int leave(Handle handle, Subscriber.Id subscriber, MailingList.Id list, Instant now) {
    return handle
        .createUpdate(LEAVE)
        .bind("subscriber", subscriber.value())
        .bind("list", list.value())
        .bind("now", Micros.of(now))
        .execute();
  }

  static Set<Newsletter.Id> stops(Handle handle, Subscriber.Id subscriber) {
    return handle
        .createQuery("SELECT newsletter_id FROM newsletter_stops WHERE subscriber_id = :id")
        .bind("id", subscriber.value())
        .mapTo(String.class)
        .map(Newsletter.Id::new)
        .collect(Collectors.toUnmodifiableSet());
  }
}
