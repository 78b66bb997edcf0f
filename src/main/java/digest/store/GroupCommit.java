package digest.store;

import digest.delivery.Delivery;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  private final Database database;
  private final String owner;
  private final InstantSource clock;

  /** Editions whose articles are SENT already: the first accepted message did it. */
  private final Set<Edition.Id> covered = new HashSet<>();

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
  List<Boolean> write(List<Ledger.Intent> intents, List<Outcome> outcomes) {
    Instant now = clock.instant();
    List<Boolean> granted =
        database.write(
            handle -> {
              settle(handle.getConnection(), outcomes, now);
              List<Boolean> begun = intend(handle.getConnection(), intents, now);
              account(handle, intents, outcomes, now);
              return begun;
            });
    outcomes.stream().filter(Outcome::isAccepted).forEach(o -> covered.add(o.id().edition()));
    return granted;
  }

  private List<Boolean> intend(Connection connection, List<Ledger.Intent> intents, Instant now)
      throws SQLException {
    List<Boolean> granted = new ArrayList<>(intents.size());
    try (PreparedStatement update = connection.prepareStatement(INTENT)) {
      for (Ledger.Intent intent : intents) {
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
    try (PreparedStatement replied = connection.prepareStatement(REPLIED);
        PreparedStatement unreplied = connection.prepareStatement(UNREPLIED)) {
      for (Outcome outcome : outcomes) {
        SmtpReply reply = outcome.settlement().reply();
        PreparedStatement update = reply == null ? unreplied : replied;
        bind(update, outcome.settlement(), now);
        if (reply == null) {
          bind(update, 5, outcome.id());
        } else {
          bind(update, reply);
          bind(update, 9, outcome.id());
        }
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
      Handle handle, List<Ledger.Intent> intents, List<Outcome> outcomes, Instant now) {
    Set<Edition.Id> settled =
        outcomes.stream().map(outcome -> outcome.id().edition()).collect(Collectors.toSet());
    Stream.concat(settled.stream(), intents.stream().map(intent -> intent.id().edition()))
        .distinct()
        .forEach(edition -> touch(handle, edition, now));
    outcomes.stream()
        .filter(Outcome::isAccepted)
        .map(outcome -> outcome.id().edition())
        .distinct()
        .filter(edition -> !covered.contains(edition))
        .forEach(edition -> NeverRepeat.sent(handle, edition, now));
    settled.forEach(edition -> NeverRepeat.finish(handle, edition, now));
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
