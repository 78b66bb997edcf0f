package digest.store;

import digest.delivery.Delivery;
import digest.edition.Edition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** When frozen deliveries are due, each in its reader's zone (picking Z2). */
public final class DeliveryDues {

  private static final String OF_ONE =
      """
      SELECT d.due_at FROM deliveries d JOIN frozen_editions f ON f.edition_id = d.edition_id
      WHERE d.edition_id = :edition AND d.subscriber_id = :subscriber
        AND f.frozen_at IS NOT NULL""";

  static final String WAITING =
      """
      SELECT
        (SELECT MIN(next_attempt_at) FROM deliveries
         WHERE edition_id = :edition AND state = 'PENDING' AND next_attempt_at > :now) AS first,
        (SELECT MAX(next_attempt_at) FROM deliveries
         WHERE edition_id = :edition AND state = 'PENDING') AS last""";

  private static final String AHEAD =
      " edition_id = :edition AND state = 'PENDING' AND attempts = 0 AND next_attempt_at > :now";

  private static final String ZONES =
      "SELECT DISTINCT COALESCE(zone, '') AS zone FROM deliveries WHERE" + AHEAD;

  private static final String MOVE =
      "UPDATE deliveries SET due_at = :due, next_attempt_at = :due WHERE"
          + AHEAD
          + " AND COALESCE(zone, '') = :zone AND due_at <> :due";

  private final Database database;

  /** Works on an open store. */
  public DeliveryDues(Database database) {
    this.database = database;
  }

  /** A delivery's own; empty before it is frozen. */
  public Optional<Instant> of(Delivery.Id id) {
    return database.read(
        handle ->
            handle
                .createQuery(OF_ONE)
                .bind("edition", id.edition().value())
                .bind("subscriber", id.subscriber().value())
                .map((row, context) -> Micros.at(row, "due_at"))
                .findOne());
  }

  /** From when to when those are due whose time is still to come; empty when there are none. */
  public Optional<Waiting> ahead(Edition.Id edition, Instant now) {
    return database.read(
        handle ->
            handle
                .createQuery(WAITING)
                .bind("edition", edition.value())
                .bind("now", Micros.of(now))
                .map((row, context) -> waiting(row))
                .findOne()
                .flatMap(found -> found));
  }

  /**
   * Works the dues out anew, of deliveries that were never tried and whose time is to come (picking
   * Z8).
   *
   * @param dues by reader's zone; empty for those without one
   * @return how many have another due now
   */
  public int move(Edition.Id edition, Function<Optional<ZoneId>, Instant> dues, Instant now) {
    return database.write(
        handle -> {
          int moved = 0;
          for (String zone : zones(handle, edition, now)) {
            moved += move(handle, edition, zone, dues.apply(ZoneDues.zone(zone)), now);
          }
          return moved;
        });
  }

  private static List<String> zones(Handle handle, Edition.Id edition, Instant now) {
    return handle
        .createQuery(ZONES)
        .bind("edition", edition.value())
        .bind("now", Micros.of(now))
        .mapTo(String.class)
        .list();
  }

  private static int move(
      Handle handle, Edition.Id edition, String zone, Instant due, Instant now) {
    return handle
        .createUpdate(MOVE)
        .bind("edition", edition.value())
        .bind("zone", zone)
        .bind("due", Micros.of(due))
        .bind("now", Micros.of(now))
        .execute();
  }

  private static Optional<Waiting> waiting(ResultSet row) throws SQLException {
    Instant first = Micros.atOrNull(row, "first");
    Instant last = Micros.atOrNull(row, "last");
    return first == null || last == null ? Optional.empty() : Optional.of(new Waiting(first, last));
  }
}
