package digest.store;

import digest.delivery.Delivery;
import digest.delivery.Evidence;
import digest.edition.Edition;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Deliveries that may have gone out, and what ends the doubt. */
final class Uncertainty {

  private static final int CHUNK = 1000;

  static final String ALL =
      "SELECT d.* FROM frozen_editions f JOIN deliveries d ON d.edition_id = f.edition_id AND "
          + DeliverySets.in(Delivery.State.UNCERTAIN)
          + " WHERE f.frozen_at IS NOT NULL";

  /** Only what is uncertain still: it may have been sent again, or settled, since it was read. */
  private static final String SETTLE =
      """
      UPDATE deliveries SET
        state = :state, changed_at = :now, next_attempt_at = NULL, claim = NULL,
        claimed_from = NULL, reply_code = :code, reply_status = :status,
        reply_text = CASE WHEN address IS NULL THEN NULL ELSE :text END,
        reply_command = :command, remark = NULL
      WHERE edition_id = :edition AND subscriber_id = :subscriber AND message_id = :messageId
        AND state = 'UNCERTAIN'""";

  private static final String ENDED =
      "SELECT finished_at IS NOT NULL FROM frozen_editions WHERE edition_id = :edition";

  private Uncertainty() {}

  static Map<String, Delivery> all(Handle handle) {
    return handle.createQuery(ALL).map(DeliveryRow::read).stream()
        .collect(Collectors.toMap(Delivery::messageId, delivery -> delivery, (one, other) -> one));
  }

  static Map<Delivery.State, Integer> settle(
      Database database, List<Evidence> evidence, Instant now) {
    Map<Delivery.State, Integer> settled = new EnumMap<>(Delivery.State.class);
    for (int from = 0; from < evidence.size(); from += CHUNK) {
      List<Evidence> some = evidence.subList(from, Math.min(from + CHUNK, evidence.size()));
      Map<Delivery.State, Integer> changed =
          database.write(handle -> settleSome(handle, some, now));
      changed.forEach((state, count) -> settled.merge(state, count, Integer::sum));
    }
    return settled;
  }

  private static Map<Delivery.State, Integer> settleSome(
      Handle handle, List<Evidence> evidence, Instant now) {
    Map<Delivery.State, Integer> settled = new EnumMap<>(Delivery.State.class);
    Set<Long> editions = new TreeSet<>();
    Set<Long> reached = new TreeSet<>();
    for (Evidence one : evidence) {
      long edition = one.delivery().edition().value();
      if (settle(handle, one, now)) {
        settled.merge(one.verdict(), 1, Integer::sum);
        editions.add(edition);
        if (one.verdict() == Delivery.State.ACCEPTED) {
          reached.add(edition);
        }
      }
    }
    reached.forEach(edition -> NeverRepeat.sent(handle, new Edition.Id(edition), now));
    editions.forEach(edition -> end(handle, new Edition.Id(edition), now));
    return settled;
  }

  private static boolean settle(Handle handle, Evidence evidence, Instant now) {
    return handle
            .createUpdate(SETTLE)
            .bind("state", evidence.verdict().name())
            .bind("now", Micros.of(now))
            .bind("code", evidence.reply().code())
            .bind("status", evidence.reply().status())
            .bind("text", evidence.reply().text())
            .bind("command", evidence.reply().command())
            .bind("edition", evidence.delivery().edition().value())
            .bind("subscriber", evidence.delivery().subscriber().value())
            .bind("messageId", evidence.messageId())
            .execute()
        == 1;
  }

  /** One that ended before, with nobody but the uncertain, may turn out to have reached nobody. */
  private static void end(Handle handle, Edition.Id edition, Instant now) {
    NeverRepeat.finish(handle, edition, now);
    boolean ended =
        handle.createQuery(ENDED).bind("edition", edition.value()).mapTo(Boolean.class).one();
    if (ended) {
      NeverRepeat.release(handle, edition);
    }
  }
}
