package digest.store;

import digest.delivery.Delivery;
import digest.edition.Edition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Puts deliveries right: after a crash, and by the hand of ops. */
final class Recovery {

  private static final String WHOLE =
      "IN (SELECT edition_id FROM frozen_editions WHERE frozen_at IS NOT NULL)";

  private static final String UNCERTAIN =
      """
      UPDATE deliveries SET
        state = 'UNCERTAIN', resent = 0, changed_at = :now, claimed_from = NULL, owner = NULL,
        lease_until = NULL, next_attempt_at = NULL,
        remark = 'the program ended while the message was being sent'
      WHERE state = 'SENDING' AND edition_id\040"""
          + WHOLE;

  private static final String CANCELLED =
      """
      SELECT e.id FROM editions e JOIN frozen_editions f ON f.edition_id = e.id
      WHERE e.state = 'CANCELLED' AND f.finished_at IS NULL""";

  private static final String RESEND =
      """
      UPDATE deliveries SET
        state = 'PENDING', resent = 0, first_attempt_at = NULL, next_attempt_at = NULL,
        withdrawn_at = NULL, changed_at = :now
      WHERE edition_id = :edition AND state IN (<states>) AND edition_id\040"""
          + WHOLE;

  private static final String UNFINISHED =
      "UPDATE frozen_editions SET finished_at = NULL WHERE edition_id = :edition";

  private Recovery() {}

  static int run(Database database, Instant now) {
    int uncertain =
        database.write(
            handle -> {
              handle.createUpdate(Claims.GIVE_BACK + WHOLE).execute();
              return handle.createUpdate(UNCERTAIN).bind("now", Micros.of(now)).execute();
            });
    database.write(handle -> finishAll(handle, now));
    List<Long> cancelled =
        database.read(handle -> handle.createQuery(CANCELLED).mapTo(Long.class).list());
    cancelled.forEach(
        id -> exclude(database, new Edition.Id(id), Delivery.Exclusion.CANCELLED, now));
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
    return states.isEmpty() ? 0 : database.write(handle -> resend(handle, edition, states, now));
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
