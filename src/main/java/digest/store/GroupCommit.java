package digest.store;

import digest.delivery.Delivery;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Intents and outcomes in one transaction. Plain JDBC: this is the store's busiest place. */
final class GroupCommit {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private static final String INTENT =
      """
      UPDATE deliveries SET
        state = 'SENDING', attempts = attempts + 1, last_attempt_at = ?,
        first_attempt_at = COALESCE(first_attempt_at, ?), changed_at = ?
      WHERE edition_id = ? AND subscriber_id = ? AND state = 'CLAIMED' AND owner = ?""";

  /** A reply may repeat the address: of one that was erased meanwhile the words are not kept. */
  private static final String REPLIED =
      """
      UPDATE deliveries SET
        state = ?, next_attempt_at = ?, remark = ?, changed_at = ?,
        reply_code = ?, reply_status = ?, reply_command = ?,
        reply_text = CASE WHEN address IS NULL THEN NULL ELSE ? END,
        owner = NULL, lease_until = NULL, claimed_from = NULL
      WHERE edition_id = ? AND subscriber_id = ? AND state IN ('SENDING', 'CLAIMED') AND owner = ?""";

  private static final String UNREPLIED =
      """
      UPDATE deliveries SET
        state = ?, next_attempt_at = ?, remark = ?, changed_at = ?,
        owner = NULL, lease_until = NULL, claimed_from = NULL
      WHERE edition_id = ? AND subscriber_id = ? AND state IN ('SENDING', 'CLAIMED') AND owner = ?""";

  private static final String TOUCHED =
      """
      UPDATE frozen_editions SET started_at = COALESCE(started_at, :now), latest_at = :now
      WHERE edition_id = :edition""";

  private static final Duration BETWEEN_TOUCHES = Duration.ofSeconds(1);

  private final Database database;
  private final String owner;
  private final InstantSource clock;

  /** Editions whose articles are SENT already: the first accepted message did it. */
  private final Set<Edition.Id> covered = new HashSet<>();

  /** Begun by us, without an outcome yet. */
  private final Set<Delivery.Id> underWay = new HashSet<>();

  /** When an edition's clock was last written. */
  private final Map<Edition.Id, Instant> touched = new HashMap<>();

  GroupCommit(Database database, String owner, InstantSource clock) {
    this.database = database;
    this.owner = owner;
    this.clock = clock;
  }

  /** What an attempt came to. */
  record Outcome(Delivery.Id id, Settlement settlement) {
    boolean isAccepted() {
      return settlement.state() == Delivery.State.ACCEPTED;
    }
  }

  /** For each intent, in order, whether its row is SENDING now. */
  List<Boolean> write(List<Gathering.Intent> intents, List<Outcome> outcomes) {
    Instant now = clock.instant();
    List<Delivery.Id> begun = new ArrayList<>(intents.size());
    List<Boolean> granted =
        database.write(
            handle -> {
              settle(handle.getConnection(), outcomes, now);
              List<Boolean> each = intend(handle.getConnection(), intents, now);
              for (int i = 0; i < each.size(); i++) {
                if (each.get(i)) {
                  begun.add(intents.get(i).id());
                }
              }
              account(handle, begun, outcomes, now);
              return each;
            });
    remember(begun, outcomes, now);
    return granted;
  }

  /** Only what is durable. */
  private void remember(List<Delivery.Id> begun, List<Outcome> outcomes, Instant now) {
    for (Outcome outcome : outcomes) {
      underWay.remove(outcome.id());
      if (outcome.isAccepted()) {
        covered.add(outcome.id().edition());
      }
    }
    for (Delivery.Id id : begun) {
      underWay.add(id);
      if (isDue(id.edition(), now)) {
        touched.put(id.edition(), now);
      }
    }
  }

  private List<Boolean> intend(Connection connection, List<Gathering.Intent> intents, Instant now)
      throws SQLException {
    List<Boolean> granted = new ArrayList<>(intents.size());
    if (intents.isEmpty()) {
      return granted;
    }
    try (PreparedStatement update = connection.prepareStatement(INTENT)) {
      for (Gathering.Intent intent : intents) {
        update.setLong(1, Micros.of(now));
        update.setLong(2, Micros.of(now));
        update.setLong(3, Micros.of(now));
        bind(update, 4, intent.id());
        granted.add(update.executeUpdate() == 1);
      }
    }
    return granted;
  }

  private void settle(Connection connection, List<Outcome> outcomes, Instant now)
      throws SQLException {
    List<Outcome> replied =
        outcomes.stream().filter(outcome -> outcome.settlement().reply() != null).toList();
    List<Outcome> unreplied =
        outcomes.stream().filter(outcome -> outcome.settlement().reply() == null).toList();
    settle(connection, REPLIED, replied, now);
    settle(connection, UNREPLIED, unreplied, now);
  }

  /** To prepare a statement costs as much as to write some rows: only when it is needed. */
  private void settle(Connection connection, String sql, List<Outcome> outcomes, Instant now)
      throws SQLException {
    if (outcomes.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (Outcome outcome : outcomes) {
        SmtpReply reply = outcome.settlement().reply();
        bind(update, outcome.settlement(), now);
        if (reply != null) {
          bind(update, reply);
        }
        bind(update, reply == null ? 5 : 9, outcome.id());
        if (update.executeUpdate() == 0) {
          log.warn(
              "outcome of a delivery that is not ours edition={} subscriber={} state={}",
              outcome.id().edition(),
              outcome.id().subscriber().value(),
              outcome.settlement().state());
        }
      }
    }
  }

  /** What follows for the editions, in the same transaction. */
  private void account(
      Handle handle, List<Delivery.Id> begun, List<Outcome> outcomes, Instant now) {
    Stream.concat(begun.stream(), outcomes.stream().map(Outcome::id))
        .map(Delivery.Id::edition)
        .distinct()
        .filter(edition -> isDue(edition, now))
        .forEach(edition -> touch(handle, edition, now));
    outcomes.stream()
        .filter(Outcome::isAccepted)
        .map(outcome -> outcome.id().edition())
        .distinct()
        .filter(edition -> !covered.contains(edition))
        .forEach(edition -> NeverRepeat.sent(handle, edition, now));
    Set<Edition.Id> busy = busy(begun, outcomes);
    outcomes.stream()
        .map(outcome -> outcome.id().edition())
        .distinct()
        .filter(edition -> !busy.contains(edition))
        .forEach(edition -> finish(handle, edition, now));
  }

  /** Editions with a message under way: they cannot end now, which saves the look. */
  private Set<Edition.Id> busy(List<Delivery.Id> begun, List<Outcome> outcomes) {
    Set<Delivery.Id> still = new HashSet<>(underWay);
    outcomes.forEach(outcome -> still.remove(outcome.id()));
    return Stream.concat(begun.stream(), still.stream())
        .map(Delivery.Id::edition)
        .collect(Collectors.toSet());
  }

  private boolean isDue(Edition.Id edition, Instant now) {
    Instant last = touched.get(edition);
    return last == null || Duration.between(last, now).compareTo(BETWEEN_TOUCHES) >= 0;
  }

  private void finish(Handle handle, Edition.Id edition, Instant now) {
    touch(handle, edition, now);
    NeverRepeat.finish(handle, edition, now);
  }

  private static void touch(Handle handle, Edition.Id edition, Instant now) {
    handle
        .createUpdate(TOUCHED)
        .bind("now", Micros.of(now))
        .bind("edition", edition.value())
        .execute();
  }

  private void bind(PreparedStatement update, int from, Delivery.Id id) throws SQLException {
    update.setLong(from, id.edition().value());
    update.setLong(from + 1, id.subscriber().value());
    update.setString(from + 2, owner);
  }

  private static void bind(PreparedStatement update, Settlement settlement, Instant now)
      throws SQLException {
    update.setString(1, settlement.state().name());
    setInstant(update, 2, settlement.nextAttemptAt());
    update.setString(3, settlement.remark());
    update.setLong(4, Micros.of(now));
  }

  private static void bind(PreparedStatement update, SmtpReply reply) throws SQLException {
    update.setInt(5, reply.code());
    update.setString(6, reply.status());
    update.setString(7, reply.command());
    update.setString(8, reply.text());
  }

  private static void setInstant(PreparedStatement update, int place, @Nullable Instant instant)
      throws SQLException {
    if (instant == null) {
      update.setNull(place, Types.BIGINT);
    } else {
      update.setLong(place, Micros.of(instant));
    }
  }
}
