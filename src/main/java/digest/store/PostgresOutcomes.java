package digest.store;

import static digest.store.PostgresKeys.array;

import digest.delivery.Delivery;
import digest.delivery.Settlement;
import digest.delivery.SmtpReply;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes with a reply, of one commit, as one statement, where each statement is a journey to a
 * server. The same moves as {@link OutcomeRows} makes row by row.
 *
 * <p>A delivery is named once: the first of two outcomes counts, as the second finds its claim
 * gone.
 */
final class PostgresOutcomes {

  /**
   * What would be tried again, and left meanwhile, is not. A reply may repeat the address: of one
   * that was erased meanwhile the words are not kept.
   */
  private static final String SETTLE =
      """
      UPDATE deliveries d SET
        state = CASE WHEN o.is_open AND d.withdrawn_at IS NOT NULL
          THEN CASE WHEN d.claimed_from = 'UNCERTAIN' THEN 'UNCERTAIN' ELSE 'EXCLUDED' END
          ELSE o.state END,
        next_attempt_at = CASE WHEN o.is_open AND d.withdrawn_at IS NOT NULL
          THEN NULL ELSE o.next_attempt_at END,
        remark = CASE WHEN o.is_open AND d.withdrawn_at IS NOT NULL
          THEN d.remark ELSE o.remark END,
        changed_at = ?, breaks = o.breaks,
        attempts = d.attempts + CASE WHEN o.tried_at IS NULL THEN 0 ELSE 1 END,
        first_attempt_at = COALESCE(d.first_attempt_at, o.tried_at),
        last_attempt_at = COALESCE(o.tried_at, d.last_attempt_at),
        reply_code = o.code, reply_status = o.status, reply_command = o.command,
        reply_text = CASE WHEN d.address IS NULL THEN NULL ELSE o.text END,
        claim = NULL, claimed_from = NULL
      FROM unnest(
        CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS BOOLEAN[]),
        CAST(? AS TEXT[]), CAST(? AS BIGINT[]), CAST(? AS TEXT[]), CAST(? AS INTEGER[]),
        CAST(? AS BIGINT[]), CAST(? AS INTEGER[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]),
        CAST(? AS TEXT[]))
        AS o (edition_id, subscriber_id, claim, is_open, state, next_attempt_at, remark, breaks,
          tried_at, code, status, command, text)
      WHERE d.edition_id = o.edition_id AND d.subscriber_id = o.subscriber_id
        AND d.state IN ('SENDING', 'CLAIMED') AND d.claim IS NOT DISTINCT FROM o.claim
      RETURNING d.edition_id, d.subscriber_id, o.claim""";

  private static final Set<Delivery.State> OPEN =
      EnumSet.of(Delivery.State.PENDING, Delivery.State.DEFERRED);

  private PostgresOutcomes() {}

  private record Row(PostgresKeys.Key key, Settlement settlement, SmtpReply reply) {}

  /**
   * For each, in order, whether its row was still its claim's.
   *
   * @param outcomes all with a reply
   */
  static boolean[] write(Connection connection, List<GroupCommit.Outcome> outcomes, Instant now)
      throws SQLException {
    Map<PostgresKeys.Key, Row> rows = new LinkedHashMap<>();
    for (GroupCommit.Outcome outcome : outcomes) {
      Row row = row(outcome);
      rows.putIfAbsent(row.key(), row);
    }
    List<Row> distinct = List.copyOf(rows.values());
    try (PreparedStatement update = connection.prepareStatement(SETTLE)) {
      update.setLong(1, Micros.of(now));
      PostgresKeys.bind(update, 2, List.copyOf(rows.keySet()));
      bind(update, distinct, now);
      return PostgresKeys.changed(update, outcomes.stream().map(PostgresOutcomes::key).toList());
    }
  }

  private static void bind(PreparedStatement update, List<Row> rows, Instant now)
      throws SQLException {
    array(update, 5, "bool", rows, row -> OPEN.contains(row.settlement().state()));
    array(update, 6, "text", rows, row -> row.settlement().state().name());
    array(update, 7, "int8", rows, row -> micros(OutcomeRows.next(row.settlement(), now)));
    array(update, 8, "text", rows, row -> OutcomeRows.remark(row.settlement()));
    array(update, 9, "int4", rows, row -> row.settlement().breaks());
    array(update, 10, "int8", rows, row -> row.settlement().isTry() ? Micros.of(now) : null);
    array(update, 11, "int4", rows, row -> row.reply().code());
    array(update, 12, "text", rows, row -> row.reply().status());
    array(update, 13, "text", rows, row -> row.reply().command());
    array(update, 14, "text", rows, row -> row.reply().text());
  }

  private static Row row(GroupCommit.Outcome outcome) {
    Settlement settlement = outcome.settlement();
    SmtpReply reply = settlement == null ? null : settlement.reply();
    if (settlement == null || reply == null) {
      throw new IllegalArgumentException("an outcome without a reply is written by itself");
    }
    return new Row(key(outcome), settlement, reply);
  }

  private static PostgresKeys.Key key(GroupCommit.Outcome outcome) {
    return PostgresKeys.Key.of(outcome.claim());
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : Micros.of(instant);
  }
}
