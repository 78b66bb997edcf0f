package digest.store;

import digest.delivery.Claim;
import digest.edition.Edition;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * The claims of dispatchers: each a range of deliveries under one fencing token, with a lease by
 * the database's clock (delivery L6). Within a transaction of the caller's.
 */
final class Leases {

  private static final String BEGIN =
      """
      INSERT INTO claims (edition_id, owner, lease_until) VALUES (:edition, :owner, %s + :lease)
      RETURNING token""";

  private static final String RENEW =
      "UPDATE claims SET lease_until = %s + :lease WHERE owner = :owner";

  private static final String OWN =
      "SELECT token, edition_id FROM claims WHERE owner = :owner AND edition_id = :edition";

  private static final String EXPIRED =
      "SELECT token, edition_id FROM claims WHERE lease_until < %s";

  private static final String ALL = "SELECT token, edition_id FROM claims";

  /** What is given back unbegun is as if it had not been taken. */
  static final String GIVE_BACK =
      """
      UPDATE deliveries SET
        state = claimed_from, claimed_from = NULL, claim = NULL,
        resent = CASE WHEN claimed_from = 'UNCERTAIN' THEN 0 ELSE resent END
      WHERE claim = :token AND state = 'CLAIMED'""";

  private static final String POSTPONE =
      """
      UPDATE deliveries SET
        state = claimed_from, claimed_from = NULL, claim = NULL,
        resent = CASE WHEN claimed_from = 'UNCERTAIN' THEN 0 ELSE resent END,
        next_attempt_at = CASE WHEN claimed_from <> 'UNCERTAIN' THEN :until END
      WHERE edition_id = :edition AND subscriber_id = :subscriber
        AND state = 'CLAIMED' AND claim = :token""";

  /** A claim with a message under way lives until that has its outcome. */
  static final String END =
      """
      DELETE FROM claims WHERE token = :token AND NOT EXISTS (
        SELECT 1 FROM deliveries d WHERE d.claim = :token AND d.state IN ('CLAIMED', 'SENDING'))""";

  private static final long MICROS = 1_000;

  private Leases() {}

  /** A claim: its token is greater than all before. */
  record Lease(long token, Edition.Id edition) {}

  static long begin(Handle handle, Dialect dialect, Edition.Id edition, Claims.Taker taker)
      throws SQLException {
    own(handle, edition, taker.owner()).forEach(lease -> end(handle, lease));
    return handle
        .createQuery(BEGIN.formatted(dialect.now()))
        .bind("edition", edition.value())
        .bind("owner", taker.owner())
        .bind("lease", taker.lease().toMillis() * MICROS)
        .mapTo(Long.class)
        .one();
  }

  /** How many of its claims this owner still has. */
  static int renew(Handle handle, Dialect dialect, Claims.Taker taker) {
    return handle
        .createUpdate(RENEW.formatted(dialect.now()))
        .bind("owner", taker.owner())
        .bind("lease", taker.lease().toMillis() * MICROS)
        .execute();
  }

  /** Gives back what this owner has claimed and not begun. */
  static int release(Handle handle, Edition.Id edition, String owner) {
    int released = 0;
    for (Lease lease : own(handle, edition, owner)) {
      released += giveBack(handle, lease);
      end(handle, lease);
    }
    return released;
  }

  static int giveBack(Handle handle, Lease lease) {
    return handle.createUpdate(GIVE_BACK).bind("token", lease.token()).execute();
  }

  static void postpone(Handle handle, List<Claim> claims, Instant until) {
    PreparedBatch batch = handle.prepareBatch(POSTPONE);
    for (Claim claim : claims) {
      batch
          .bind("until", Micros.of(until))
          .bind("edition", claim.id().edition().value())
          .bind("subscriber", claim.id().subscriber().value())
          .bind("token", claim.token())
          .add();
    }
    batch.execute();
  }

  /** Forgets it, unless a message is under way. */
  static void end(Handle handle, Lease lease) {
    handle.createUpdate(END).bind("token", lease.token()).execute();
  }

  /** Those of dispatchers that died or were stopped. */
  static List<Lease> expired(Handle handle, Dialect dialect) {
    return leases(handle, EXPIRED.formatted(dialect.now()));
  }

  static List<Lease> all(Handle handle) {
    return leases(handle, ALL);
  }

  private static List<Lease> leases(Handle handle, String sql) {
    return handle
        .createQuery(sql)
        .map(
            (row, context) ->
                new Lease(row.getLong("token"), new Edition.Id(row.getLong("edition_id"))))
        .list();
  }

  private static List<Lease> own(Handle handle, Edition.Id edition, String owner) {
    return handle
        .createQuery(OWN)
        .bind("owner", owner)
        .bind("edition", edition.value())
        .map(
            (row, context) ->
                new Lease(row.getLong("token"), new Edition.Id(row.getLong("edition_id"))))
        .list();
  }
}
