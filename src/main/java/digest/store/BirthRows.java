package digest.store;

import digest.delivery.Delivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes deliveries as they are born, within a transaction of the caller's. Plain JDBC, many rows
 * in a statement: this is the loop that runs a million times, and a statement of its own costs a
 * row more than writing it.
 */
final class BirthRows {

  private static final String INSERT =
      """
      INSERT INTO deliveries
        (edition_id, subscriber_id, state, address, name, since_at, message_id, zone, due_at,
         next_attempt_at, changed_at, remark, ring, picks)
      VALUES\040""";

  private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final int COLUMNS = 14;

  /** Of a statement; far below what either database allows of parameters. */
  static final int ROWS = 64;

  private final Connection connection;
  private final long edition;
  private final long now;

  BirthRows(Connection connection, long edition, long now) {
    this.connection = connection;
    this.edition = edition;
    this.now = now;
  }

  /** A delivery's beginning. */
  record Birth(
      Candidates.Candidate candidate,
      Delivery.State state,
      String messageId,
      long dueMicros,
      @Nullable String remark,
      int ring) {}

  void write(List<Birth> births) throws SQLException {
    int whole = births.size() / ROWS * ROWS;
    write(births.subList(0, whole), ROWS);
    int left = births.size() - whole;
    write(births.subList(whole, births.size()), left);
  }

  private void write(List<Birth> births, int rows) throws SQLException {
    if (births.isEmpty()) {
      return;
    }
    String sql = INSERT + String.join(", ", Collections.nCopies(rows, VALUES));
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < births.size(); i += rows) {
        for (int row = 0; row < rows; row++) {
          bind(insert, row * COLUMNS, births.get(i + row));
        }
        insert.executeUpdate();
      }
    }
  }

  private void bind(PreparedStatement insert, int before, Birth birth) throws SQLException {
    Candidates.Candidate candidate = birth.candidate();
    insert.setLong(before + 1, edition);
    insert.setLong(before + 2, candidate.id().value());
    insert.setString(before + 3, birth.state().name());
    insert.setString(before + 4, candidate.address());
    insert.setString(before + 5, candidate.name());
    insert.setLong(before + 6, candidate.sinceMicros());
    insert.setString(before + 7, birth.messageId());
    insert.setString(before + 8, candidate.zone());
    insert.setLong(before + 9, birth.dueMicros());
    insert.setLong(before + 10, birth.dueMicros());
    insert.setLong(before + 11, now);
    insert.setString(before + 12, birth.remark());
    insert.setInt(before + 13, birth.ring());
    insert.setString(before + 14, candidate.picks().stored());
  }
}
