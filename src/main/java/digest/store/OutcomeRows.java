package digest.store;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes into their rows, within the transaction of a commit, by plain JDBC: most rows of
 * an edition come this way.
 */
final class OutcomeRows {

  private static final Logger log = LoggerFactory.getLogger(OutcomeRows.class);

  /** What would be tried again, and left meanwhile, is not. */
  private static final String SETTLE =
      """
      UPDATE deliveries SET
        state = CASE WHEN ? = 1 AND withdrawn_at IS NOT NULL
          THEN CASE WHEN claimed_from = 'UNCERTAIN' THEN 'UNCERTAIN' ELSE 'EXCLUDED' END
          ELSE ? END,
        next_attempt_at = CASE WHEN ? = 1 AND withdrawn_at IS NOT NULL THEN NULL ELSE ? END,
        remark = CASE WHEN ? = 1 AND withdrawn_at IS NOT NULL THEN remark ELSE ? END,
        changed_at = ?, breaks = ?,
        attempts = attempts + ?, first_attempt_at = COALESCE(first_attempt_at, ?),
        last_attempt_at = COALESCE(?, last_attempt_at),\040""";

  /** What becomes of nearly all; the long way would do the same. */
  private static final String ACCEPT =
      """
      UPDATE deliveries SET
        state = 'ACCEPTED', next_attempt_at = NULL, remark = NULL, changed_at = ?1, breaks = ?2,
        attempts = attempts + 1, first_attempt_at = COALESCE(first_attempt_at, ?1),
        last_attempt_at = ?1, reply_code = ?3, reply_status = ?4, reply_command = ?5,
        reply_text = CASE WHEN address IS NULL THEN NULL ELSE ?6 END,
        claim = NULL, claimed_from = NULL
      WHERE edition_id = ?7 AND subscriber_id = ?8 AND state IN ('SENDING', 'CLAIMED')
        AND claim = ?9""";

  /** A reply may repeat the address: of one that was erased meanwhile the words are not kept. */
  private static final String REPLY =
      """
        reply_code = ?, reply_status = ?, reply_command = ?,
        reply_text = CASE WHEN address IS NULL THEN NULL ELSE ? END,\040""";

  private static final String OURS =
      """
        claim = NULL, claimed_from = NULL
      WHERE edition_id = ? AND subscriber_id = ? AND state IN ('SENDING', 'CLAIMED') AND claim = ?""";

  /** One that left while its message waited to begin: it never will. */
  private static final String GIVE_BACK =
      """
      UPDATE deliveries SET
        state = CASE WHEN withdrawn_at IS NULL OR claimed_from = 'UNCERTAIN'
          THEN claimed_from ELSE 'EXCLUDED' END,
        resent = CASE WHEN withdrawn_at IS NULL AND claimed_from = 'UNCERTAIN'
          THEN 0 ELSE resent END,
        next_attempt_at = CASE WHEN withdrawn_at IS NULL THEN next_attempt_at END,
        changed_at = ?,
      """
          + OURS;

  private static final String TRIED =
      """
      INSERT INTO attempts (
        edition_id, subscriber_id, number, at, state, reply_code, reply_status, reply_text,
        reply_command, remark)
      SELECT
        edition_id, subscriber_id, attempts, ?, state, ?, ?,
        CASE WHEN address IS NULL THEN NULL ELSE ? END, ?, remark
      FROM deliveries WHERE edition_id = ? AND subscriber_id = ?""";

  private static final Set<Delivery.State> OPEN =
      EnumSet.of(Delivery.State.PENDING, Delivery.State.DEFERRED);

  private enum Kind {
    ACCEPTED,
    REPLIED,
    UNREPLIED,
    BACK
  }

  private final Connection connection;
  private final Prepared prepared;
  private final Dialect dialect;
  private final Instant now;
  private final List<GroupCommit.Outcome> written = new ArrayList<>();

  OutcomeRows(Connection connection, Prepared prepared, Dialect dialect, Instant now) {
    this.connection = connection;
    this.prepared = prepared;
    this.dialect = dialect;
    this.now = now;
  }

  /** Gives those whose row was still their claim's: nothing else is changed for the others. */
  List<GroupCommit.Outcome> write(List<GroupCommit.Outcome> outcomes) throws SQLException {
    Map<Kind, List<GroupCommit.Outcome>> kinds = new EnumMap<>(Kind.class);
    for (GroupCommit.Outcome outcome : outcomes) {
      kinds.computeIfAbsent(kind(outcome), kind -> new ArrayList<>()).add(outcome);
    }
    for (Map.Entry<Kind, List<GroupCommit.Outcome>> each : kinds.entrySet()) {
      if (dialect.isShared() && each.getKey() == Kind.REPLIED) {
        updateAtOnce(each.getValue());
      } else {
        update(each.getKey(), each.getValue());
      }
    }
    keepTries();
    return written;
  }

  private Kind kind(GroupCommit.Outcome outcome) {
    Settlement settlement = outcome.settlement();
    if (settlement == null) {
      return Kind.BACK;
    } else if (settlement.reply() == null) {
      return Kind.UNREPLIED;
    }
    return isPlainlyAccepted(settlement) && !dialect.isShared() ? Kind.ACCEPTED : Kind.REPLIED;
  }

  private static boolean isPlainlyAccepted(Settlement settlement) {
    return settlement.state() == Delivery.State.ACCEPTED
        && settlement.isTry()
        && settlement.remark() == null;
  }

  private static String sql(Kind kind) {
    return switch (kind) {
      case ACCEPTED -> ACCEPT;
      case REPLIED -> SETTLE + REPLY + OURS;
      case UNREPLIED -> SETTLE + OURS;
      case BACK -> GIVE_BACK;
    };
  }

  private void update(Kind kind, List<GroupCommit.Outcome> outcomes) throws SQLException {
    PreparedStatement update = prepared.of(connection, sql(kind));
    for (GroupCommit.Outcome outcome : outcomes) {
      bind(update, bind(update, kind, outcome.settlement()), outcome.claim());
      update.addBatch();
    }
    int[] changed = update.executeBatch();
    for (int i = 0; i < changed.length; i++) {
      keep(outcomes.get(i), changed[i] == 1);
    }
  }

  private void updateAtOnce(List<GroupCommit.Outcome> outcomes) throws SQLException {
    boolean[] ours = PostgresOutcomes.write(connection, outcomes, now);
    for (int i = 0; i < ours.length; i++) {
      keep(outcomes.get(i), ours[i]);
    }
  }

  private void keep(GroupCommit.Outcome outcome, boolean isOurs) {
    if (isOurs) {
      written.add(outcome);
    } else if (outcome.settlement() != null) {
      log.warn(
          "outcome of a delivery that is not ours edition={} subscriber={} state={}",
          outcome.id().edition(),
          outcome.id().subscriber().value(),
          outcome.settlement().state());
    }
  }

  /** The place after the last that was bound. */
  private int bind(PreparedStatement update, Kind kind, @Nullable Settlement settlement)
      throws SQLException {
    if (settlement == null) {
      update.setLong(1, Micros.of(now));
      return 2;
    }
    return kind == Kind.ACCEPTED ? accept(update, settlement) : settle(update, settlement);
  }

  private int settle(PreparedStatement update, Settlement settlement) throws SQLException {
    int isOpen = OPEN.contains(settlement.state()) ? 1 : 0;
    update.setInt(1, isOpen);
    update.setString(2, settlement.state().name());
    update.setInt(3, isOpen);
    setInstant(update, 4, next(settlement, now));
    update.setInt(5, isOpen);
    update.setString(6, remark(settlement));
    update.setLong(7, Micros.of(now));
    update.setInt(8, settlement.breaks());
    update.setInt(9, settlement.isTry() ? 1 : 0);
    setInstant(update, 10, settlement.isTry() ? now : null);
    setInstant(update, 11, settlement.isTry() ? now : null);
    return bind(update, 12, settlement.reply());
  }

  private int accept(PreparedStatement update, Settlement settlement) throws SQLException {
    update.setLong(1, Micros.of(now));
    update.setInt(2, settlement.breaks());
    return bind(update, 3, settlement.reply());
  }

  private static int bind(PreparedStatement update, int from, @Nullable SmtpReply reply)
      throws SQLException {
    if (reply == null) {
      return from;
    }
    update.setInt(from, reply.code());
    update.setString(from + 1, reply.status());
    update.setString(from + 2, reply.command());
    update.setString(from + 3, reply.text());
    return from + 4;
  }

  private static void bind(PreparedStatement update, int from, Claim claim) throws SQLException {
    update.setLong(from, claim.id().edition().value());
    update.setLong(from + 1, claim.id().subscriber().value());
    update.setLong(from + 2, claim.token());
  }

  private void keepTries() throws SQLException {
    List<GroupCommit.Outcome> tries = new ArrayList<>(0);
    for (GroupCommit.Outcome outcome : written) {
      if (outcome.isToldApart()) {
        tries.add(outcome);
      }
    }
    if (!tries.isEmpty()) {
      keep(tries);
    }
  }

  private void keep(List<GroupCommit.Outcome> tries) throws SQLException {
    PreparedStatement insert = prepared.of(connection, TRIED);
    for (GroupCommit.Outcome outcome : tries) {
      SmtpReply reply = outcome.settlement() == null ? null : outcome.settlement().reply();
      insert.setLong(1, Micros.of(now));
      bind(insert, reply);
      insert.setLong(6, outcome.id().edition().value());
      insert.setLong(7, outcome.id().subscriber().value());
      insert.addBatch();
    }
    insert.executeBatch();
  }

  private static void bind(PreparedStatement insert, @Nullable SmtpReply reply)
      throws SQLException {
    if (reply == null) {
      insert.setNull(2, Types.INTEGER);
    } else {
      insert.setInt(2, reply.code());
    }
    insert.setString(3, reply == null ? null : reply.status());
    insert.setString(4, reply == null ? null : reply.text());
    insert.setString(5, reply == null ? null : reply.command());
  }

  /** What goes back to the queue may be taken at once. */
  static @Nullable Instant next(Settlement settlement, Instant now) {
    return settlement.state() == Delivery.State.PENDING && settlement.nextAttemptAt() == null
        ? now
        : settlement.nextAttemptAt();
  }

  static @Nullable String remark(Settlement settlement) {
    String remark = settlement.remark();
    return remark == null ? null : Texts.storable(remark);
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
