package digest.store;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.edition.Edition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Puts deliveries right: after a crash, and by the hand of ops. */
final class Recovery {

  private static final String ENDED = "the program ended while the message was being sent";

  private static final String WHOLE =
      "IN (SELECT edition_id FROM frozen_editions WHERE frozen_at IS NOT NULL)";

  static final String UNCERTAIN =
      """
      UPDATE deliveries SET
        state = 'UNCERTAIN', resent = 0, changed_at = :now, claimed_from = NULL, claim = NULL,
        next_attempt_at = NULL, attempts = attempts + 1,
        first_attempt_at = COALESCE(first_attempt_at, changed_at), last_attempt_at = changed_at,
        remark = :ended
      WHERE edition_id = :edition AND state = 'SENDING' AND claim = :token""";

  static final String TRIED =
      """
      INSERT INTO attempts (edition_id, subscriber_id, number, at, state, remark)
      SELECT edition_id, subscriber_id, attempts + 1, :now, 'UNCERTAIN', :ended
      FROM deliveries WHERE edition_id = :edition AND state = 'SENDING' AND claim = :token""";

  /** Left by a Digest that knew no claims: these are of no claim that was ever given out. */
  static final String UNCLAIMED =
      """
      SELECT DISTINCT f.edition_id FROM frozen_editions f JOIN deliveries d
        ON d.edition_id = f.edition_id AND d.state = 'SENDING' AND d.claim = 0
      WHERE f.frozen_at IS NOT NULL AND f.finished_at IS NULL""";

  private static final String CANCELLED =
      """
      SELECT e.id FROM editions e JOIN frozen_editions f ON f.edition_id = e.id
      WHERE e.state = 'CANCELLED' AND f.finished_at IS NULL""";

  static final String RESEND =
      """
      UPDATE deliveries SET
        state = 'PENDING', resent = 0, first_attempt_at = NULL, next_attempt_at = :now,
        doubted = CASE WHEN state = 'UNCERTAIN' THEN COALESCE(doubted, revision) ELSE doubted END,
        withdrawn_at = NULL, changed_at = :now
      WHERE (edition_id, subscriber_id) IN (
        SELECT d.edition_id, d.subscriber_id FROM deliveries d
        WHERE d.edition_id = :edition AND d.state IN (<states>) AND\040"""
          + DeliverySets.ENDED
          + " AND d.edition_id "
          + WHOLE
          + " LIMIT :chunk)";

  private static final String UNFINISHED =
      "UPDATE frozen_editions SET finished_at = NULL WHERE edition_id = :edition";

  private Recovery() {}

  /** At the start of a dispatcher: the only one takes over all, one of many what has expired. */
  static int run(Database database, Instant now) {
    int uncertain =
        database.write(
            handle -> {
              int unclaimed =
                  handle.createQuery(UNCLAIMED).mapTo(Long.class).list().stream()
                      .mapToInt(id -> uncertain(handle, new Edition.Id(id), now))
                      .sum();
              return unclaimed + takeOver(handle, abandoned(database, handle), now);
            });
    database.write(handle -> finishAll(handle, now));
    List<Long> cancelled =
        database.read(handle -> handle.createQuery(CANCELLED).mapTo(Long.class).list());
    cancelled.forEach(
        id -> exclude(database, new Edition.Id(id), Delivery.Exclusion.CANCELLED, now));
    return uncertain;
  }

  /**
   * What dispatchers had that died or were stopped past their lease; they write nothing more. On a
   * store of one node no clock is asked: whoever has the role and does not send has nothing.
   */
  static int takeOver(Database database, Instant now) {
    boolean any = database.read(handle -> !abandoned(database, handle).isEmpty());
    return any ? database.write(handle -> takeOver(handle, abandoned(database, handle), now)) : 0;
  }

  private static List<Leases.Lease> abandoned(Database database, Handle handle) {
    return database.isShared() ? expired(database, handle) : Leases.all(handle);
  }

  private static List<Leases.Lease> expired(Database database, Handle handle) {
    return Leases.expired(handle, database.dialect());
  }

  private static int takeOver(Handle handle, List<Leases.Lease> leases, Instant now) {
    int uncertain = 0;
    for (Leases.Lease lease : leases) {
      Leases.giveBack(handle, lease);
      uncertain += uncertain(handle, lease, now);
      Leases.end(handle, lease);
    }
    return uncertain;
  }

  private static int uncertain(Handle handle, Leases.Lease lease, Instant now) {
    return uncertain(handle, lease.edition(), lease.token(), now);
  }

  private static int uncertain(Handle handle, Edition.Id edition, Instant now) {
    return uncertain(handle, edition, Claim.NONE, now);
  }

  /** The try is kept with what is known of it. */
  private static int uncertain(Handle handle, Edition.Id edition, long token, Instant now) {
    int uncertain = 0;
    for (String sql : List.of(TRIED, UNCERTAIN)) {
      uncertain =
          handle
              .createUpdate(sql)
              .bind("now", Micros.of(now))
              .bind("ended", ENDED)
              .bind("edition", edition.value())
              .bind("token", token)
              .execute();
    }
    return uncertain;
  }

  static int resend(
      Database database, Edition.Id edition, Set<Delivery.State> states, Instant now) {
    for (Delivery.State state : states) {
      if (!state.isResendable()) {
        throw new IllegalArgumentException(
            state + " deliveries cannot be sent again; only rejected, expired, uncertain ones can");
      }
    }
    int resent = 0;
    int chunk = states.isEmpty() ? 0 : OpenDeliveries.CHUNK;
    while (chunk == OpenDeliveries.CHUNK) {
      chunk = database.write(handle -> resend(handle, edition, states, now));
      resent += chunk;
    }
    return resent;
  }

  static int exclude(Database database, Edition.Id edition, Delivery.Exclusion why, Instant now) {
    int excluded = 0;
    int chunk;
    do {
      chunk = database.write(handle -> OpenDeliveries.withdrawSome(handle, edition, why, now));
      excluded += chunk;
    } while (chunk == OpenDeliveries.CHUNK);
    return excluded;
  }

  private static int resend(
      Handle handle, Edition.Id edition, Set<Delivery.State> states, Instant now) {
    int changed =
        handle
            .createUpdate(RESEND)
            .bind("now", Micros.of(now))
            .bind("edition", edition.value())
            .bindList("states", states.stream().map(Enum::name).sorted().toList())
            .bind("chunk", OpenDeliveries.CHUNK)
            .execute();
    if (changed > 0) {
      NeverRepeat.reserve(handle, EditionPages.get(handle, edition), now);
      handle.createUpdate(UNFINISHED).bind("edition", edition.value()).execute();
    }
    return changed;
  }

  private static int finishAll(Handle handle, Instant now) {
    List<Long> open =
        handle
            .createQuery(
                """
                SELECT edition_id FROM frozen_editions
                WHERE frozen_at IS NOT NULL AND finished_at IS NULL""")
            .mapTo(Long.class)
            .list();
    open.forEach(id -> NeverRepeat.finish(handle, new Edition.Id(id), now));
    return open.size();
  }
}
