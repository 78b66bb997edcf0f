package digest.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Intents of one commit as one statement, where each statement is a journey to a server. Rows that
 * are not their claim's any more stay as they are.
 */
final class PostgresIntents {

  private static final String INTEND =
      """
      UPDATE deliveries d SET state = 'SENDING', changed_at = ?
      FROM unnest(CAST(? AS BIGINT[]), CAST(? AS BIGINT[]), CAST(? AS BIGINT[]))
        AS i (edition_id, subscriber_id, claim)
      WHERE d.edition_id = i.edition_id AND d.subscriber_id = i.subscriber_id
        AND d.state = 'CLAIMED' AND d.claim IS NOT DISTINCT FROM i.claim
      RETURNING d.edition_id, d.subscriber_id, d.claim""";

  private PostgresIntents() {}

  /** For each, in order, whether its row is SENDING now. */
  static boolean[] write(Connection connection, List<Intent> intents, Instant now)
      throws SQLException {
    List<PostgresKeys.Key> keys =
        intents.stream().map(intent -> PostgresKeys.Key.of(intent.claim())).toList();
    try (PreparedStatement update = connection.prepareStatement(INTEND)) {
      update.setLong(1, Micros.of(now));
      PostgresKeys.bind(update, 2, keys);
      return PostgresKeys.changed(update, keys);
    }
  }
}
