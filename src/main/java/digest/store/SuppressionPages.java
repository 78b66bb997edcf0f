package digest.store;

import digest.audience.EmailAddress;
import digest.audience.Suppression;
import digest.delivery.Delivery;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements about suppressions, within a transaction of the caller's. */
final class SuppressionPages {

  /** Nothing but the keyed hash is left of an erased address. */
  static final String ERASED = "ERASED";

  private static final String SUPPRESS =
      """
      INSERT INTO suppressions (address_hash, address_key, address, reason, since_at)
      VALUES (:hash, :key, :address, :reason, :now)
      ON CONFLICT (address_hash) DO UPDATE SET
        address_key = excluded.address_key, address = excluded.address,
        reason = CASE WHEN suppressions.reason IN ('COMPLAINT', 'ERASED')
          THEN suppressions.reason ELSE excluded.reason END""";

  private static final String ERASE =
      """
      INSERT INTO suppressions (address_hash, address_key, address, reason, since_at)
      VALUES (:hash, NULL, NULL, 'ERASED', :now)
      ON CONFLICT (address_hash) DO UPDATE SET
        address_key = NULL, address = NULL, reason = 'ERASED', since_at = excluded.since_at""";

  /** Who comes back by themselves is a known address again, and still suppressed. */
  private static final String REMEMBER =
      """
      UPDATE suppressions SET address_key = :key, address = :address
      WHERE address_hash = :hash AND address_key IS NULL""";

  private final AddressKeys keys;

  SuppressionPages(AddressKeys keys) {
    this.keys = keys;
  }

  private void add(Handle handle, EmailAddress address, Suppression.Reason reason, Instant now) {
    handle
        .createUpdate(SUPPRESS)
        .bind("hash", keys.hash(address))
        .bind("key", AddressKeys.key(address))
        .bind("address", address.toString())
        .bind("reason", reason.name())
        .bind("now", Micros.of(now))
        .execute();
  }

  /** Adds it and takes back what is under way to the address. */
  void suppress(Handle handle, EmailAddress address, Suppression.Reason reason, Instant now) {
    add(handle, address, reason, now);
    SubscriberPages.reachedAt(handle, address)
        .forEach(
            id -> OpenDeliveries.withdraw(handle, id, address, Delivery.Exclusion.SUPPRESSED, now));
  }

  boolean any(Handle handle) {
    return handle
        .createQuery("SELECT 1 FROM suppressions LIMIT 1")
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  void erase(Handle handle, EmailAddress address, Instant now) {
    handle
        .createUpdate(ERASE)
        .bind("hash", keys.hash(address))
        .bind("now", Micros.of(now))
        .execute();
  }

  void remember(Handle handle, EmailAddress address) {
    handle
        .createUpdate(REMEMBER)
        .bind("hash", keys.hash(address))
        .bind("key", AddressKeys.key(address))
        .bind("address", address.toString())
        .execute();
  }

  boolean remove(Handle handle, EmailAddress address) {
    return handle
            .createUpdate("DELETE FROM suppressions WHERE address_hash = :hash")
            .bind("hash", keys.hash(address))
            .execute()
        > 0;
  }

  Optional<Suppression> find(Handle handle, EmailAddress address) {
    return handle
        .createQuery("SELECT reason, since_at FROM suppressions WHERE address_hash = :hash")
        .bind("hash", keys.hash(address))
        .map(
            (row, context) ->
                new Suppression(
                    address,
                    SubscriberRow.reason(row.getString("reason")),
                    Micros.at(row, "since_at")))
        .findOne();
  }
}
