package digest.store;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.edition.Edition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Hands out an edition's deliveries to a dispatcher, within one transaction. */
final class Claims {

  /** One order for all: the due ones by time, all others have no time and go by number. */
  private static final String NEXT =
      """
      SELECT d.*,
        CASE
          WHEN d.address IS NULL THEN 'ERASED'
          WHEN x.address_hash IS NOT NULL THEN 'SUPPRESSED'
          WHEN n.state IS NULL OR n.state = 'UNSUBSCRIBED' OR t.subscriber_id IS NOT NULL
            THEN 'UNSUBSCRIBED'
          WHEN n.state = 'PENDING' THEN 'UNCONFIRMED'
        END AS exclusion
      FROM deliveries d
      JOIN subscribers s ON s.id = d.subscriber_id
      LEFT JOIN suppressions x ON x.address_key = s.address_key
      LEFT JOIN subscriptions n ON n.list_id = :list AND n.subscriber_id = d.subscriber_id
      LEFT JOIN newsletter_stops t
        ON t.subscriber_id = d.subscriber_id AND t.newsletter_id = :newsletter
      WHERE d.edition_id = :edition AND d.state = :state
        AND (d.state <> 'DEFERRED' OR d.next_attempt_at <= :now)
        AND (d.state <> 'UNCERTAIN' OR d.resent = 0)
      ORDER BY d.next_attempt_at, d.subscriber_id
      LIMIT :count""";

  private static final String SOURCE =
      """
      SELECT e.newsletter_id, f.list_id, f.due_at
      FROM editions e JOIN frozen_editions f ON f.edition_id = e.id
      WHERE e.id = :edition AND e.state = 'FROZEN' AND e.paused IS NULL
        AND f.frozen_at IS NOT NULL""";

  private static final String CLAIM =
      """
      UPDATE deliveries SET
        state = 'CLAIMED', claimed_from = state, owner = ?, lease_until = ?, changed_at = ?,
        resent = CASE WHEN state = 'UNCERTAIN' THEN 1 ELSE resent END
      WHERE edition_id = ? AND subscriber_id = ?""";

  private static final String UNFINISHED =
      """
      UPDATE frozen_editions SET finished_at = NULL
      WHERE edition_id = :edition AND finished_at IS NOT NULL""";

  /** What is given back unbegun is as if it had not been taken. */
  static final String GIVE_BACK =
      """
      UPDATE deliveries SET
        state = claimed_from, claimed_from = NULL, owner = NULL, lease_until = NULL,
        resent = CASE WHEN claimed_from = 'UNCERTAIN' THEN 0 ELSE resent END
      WHERE state = 'CLAIMED' AND edition_id\040""";

  private final Handle handle;
  private final Edition.Id edition;
  private final Instant now;
  private final Instant leaseUntil;
  private final String owner;

  Claims(Handle handle, Edition.Id edition, Instant now, Instant leaseUntil, String owner) {
    this.handle = handle;
    this.edition = edition;
    this.now = now;
    this.leaseUntil = leaseUntil;
    this.owner = owner;
  }

  private record Source(String newsletter, String list, Instant due) {}

  private record Row(Claim claim, Delivery.@Nullable Exclusion exclusion) {}

  List<Claim> take(int count, boolean uncertainToo) throws SQLException {
    Optional<Source> source =
        handle
            .createQuery(SOURCE)
            .bind("edition", edition.value())
            .map(
                (row, context) ->
                    new Source(
                        row.getString("newsletter_id"),
                        row.getString("list_id"),
                        Micros.at(row, "due_at")))
            .findOne();
    List<Claim> claims = new ArrayList<>();
    if (source.isPresent()) {
      if (uncertainToo) {
        take(source.get(), Delivery.State.UNCERTAIN, count, claims);
      }
      take(source.get(), Delivery.State.DEFERRED, count, claims);
      take(source.get(), Delivery.State.PENDING, count, claims);
      settleEnd(claims);
    }
    return claims;
  }

  static int release(Handle handle, Edition.Id edition, String owner) {
    return handle
        .createUpdate(GIVE_BACK + "= :edition AND owner = :owner")
        .bind("edition", edition.value())
        .bind("owner", owner)
        .execute();
  }

  /** Until there are enough or no more: those who have left make room for the next. */
  private void take(Source source, Delivery.State state, int count, List<Claim> claims)
      throws SQLException {
    boolean more = true;
    while (more && claims.size() < count) {
      int wanted = count - claims.size();
      List<Row> rows = next(source, state, wanted);
      List<Claim> good = new ArrayList<>();
      for (Row row : rows) {
        if (row.exclusion() == null) {
          good.add(row.claim());
        } else {
          OpenDeliveries.withdraw(handle, row.claim().id(), row.exclusion(), now);
        }
      }
      claim(good);
      claims.addAll(good);
      more = rows.size() == wanted;
    }
  }

  private List<Row> next(Source source, Delivery.State state, int count) {
    return handle
        .createQuery(NEXT)
        .bind("edition", edition.value())
        .bind("newsletter", source.newsletter())
        .bind("list", source.list())
        .bind("state", state.name())
        .bind("now", Micros.of(now))
        .bind("count", count)
        .map((row, context) -> row(row, source.due()))
        .list();
  }

  private void claim(List<Claim> claims) throws SQLException {
    try (PreparedStatement update = handle.getConnection().prepareStatement(CLAIM)) {
      for (Claim claim : claims) {
        update.setString(1, owner);
        update.setLong(2, Micros.of(leaseUntil));
        update.setLong(3, Micros.of(now));
        update.setLong(4, edition.value());
        update.setLong(5, claim.id().subscriber().value());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private void settleEnd(List<Claim> claims) {
    if (claims.isEmpty()) {
      NeverRepeat.finish(handle, edition, now);
    } else {
      handle.createUpdate(UNFINISHED).bind("edition", edition.value()).execute();
    }
  }

  private static Row row(ResultSet row, Instant due) throws SQLException {
    String exclusion = row.getString("exclusion");
    return new Row(
        new Claim(
            DeliveryRow.id(row),
            DeliveryRow.address(row),
            row.getString("name"),
            Micros.at(row, "since_at"),
            row.getString("message_id"),
            due,
            row.getInt("attempts"),
            Micros.atOrNull(row, "first_attempt_at")),
        exclusion == null ? null : Delivery.Exclusion.valueOf(exclusion));
  }
}
