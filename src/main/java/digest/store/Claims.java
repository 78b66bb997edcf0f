package digest.store;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.edition.Choice;
import digest.edition.Edition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Hands out an edition's deliveries to a dispatcher, within one transaction. */
final class Claims {

  /** By time, then in neighbouring order; uncertain ones have no time. */
  private static final String NEXT =
      """
      SELECT d.subscriber_id, d.address, d.name, d.since_at, d.message_id, d.due_at, d.attempts,
        d.breaks, d.first_attempt_at, d.picks,
        CASE
          WHEN d.address IS NULL THEN 'ERASED'
          WHEN x.address_hash IS NOT NULL THEN 'SUPPRESSED'
          WHEN n.state IS NULL OR n.state = 'UNSUBSCRIBED' OR t.subscriber_id IS NOT NULL
            THEN 'UNSUBSCRIBED'
          WHEN n.state = 'PENDING' THEN 'UNCONFIRMED'
          WHEN d.picks LIKE CAST(:emptied AS TEXT) THEN 'NOTHING_CHOSEN'
        END AS exclusion
      FROM deliveries d
      JOIN subscribers s ON s.id = d.subscriber_id
      LEFT JOIN suppressions x ON x.address_key = s.address_key
      LEFT JOIN subscriptions n ON n.list_id = :list AND n.subscriber_id = d.subscriber_id
      LEFT JOIN newsletter_stops t
        ON t.subscriber_id = d.subscriber_id AND t.newsletter_id = :newsletter
      WHERE d.edition_id = :edition AND\040""";

  private static final String DUE = " AND d.next_attempt_at <= :now";
  private static final String IN_ORDER = " ORDER BY d.next_attempt_at, d.subscriber_id";
  private static final String BY_NUMBER = " ORDER BY d.subscriber_id";

  private static final String SOURCE =
      """
      SELECT e.newsletter_id, f.list_id, e.revision, f.ring, r.emptied
      FROM editions e JOIN frozen_editions f ON f.edition_id = e.id
      LEFT JOIN revisions r ON r.edition_id = e.id AND r.revision = e.revision
      WHERE e.id = :edition AND e.state = 'FROZEN' AND e.paused IS NULL
        AND f.frozen_at IS NOT NULL AND (:revision = 0 OR e.revision = :revision)""";

  private static final String CLAIM =
      """
      UPDATE deliveries SET
        state = 'CLAIMED', claimed_from = state, claim = ?, changed_at = ?, withdrawn_at = NULL,
        resent = CASE WHEN state = 'UNCERTAIN' THEN 1 ELSE resent END,
        doubted = CASE WHEN state = 'UNCERTAIN' THEN COALESCE(doubted, revision) ELSE doubted END,
        revision = ?
      WHERE edition_id = ? AND subscriber_id\040""";

  /** Nobody can be mailed there, and the others are not to wait for it (delivery L7). */
  private static final String UNREADABLE =
      Delivery.Exclusion.POISON + ": what is stored as its address is none";

  private static final String UNFINISHED =
      """
      UPDATE frozen_editions SET finished_at = NULL
      WHERE edition_id = :edition AND finished_at IS NOT NULL""";

  /** Whatever the newest revision is. */
  static final int ANY_REVISION = 0;

  private final Handle handle;
  private final Dialect dialect;
  private final Edition.Id edition;
  private final Instant now;
  private final Taker taker;
  private long token;

  Claims(Handle handle, Dialect dialect, Edition.Id edition, Instant now, Taker taker) {
    this.handle = handle;
    this.dialect = dialect;
    this.edition = edition;
    this.now = now;
    this.taker = taker;
  }

  /** Who takes, and for how long: whoever does not renew the lease loses what was taken. */
  record Taker(String owner, Duration lease) {}

  /**
   * @param emptied whose picks are like this have none left; null for nobody
   */
  private record Source(
      String newsletter, String list, int revision, int ring, @Nullable String emptied) {}

  private record Row(Claim claim, @Nullable String exclusion) {}

  /** Nothing for who makes mails from a revision that is not the newest. */
  List<Claim> take(int count, boolean uncertainToo, int revision) throws SQLException {
    Optional<Source> source =
        handle
            .createQuery(SOURCE)
            .bind("edition", edition.value())
            .bind("revision", revision)
            .map(
                (row, context) ->
                    new Source(
                        row.getString("newsletter_id"),
                        row.getString("list_id"),
                        row.getInt("revision"),
                        row.getInt("ring"),
                        row.getString("emptied")))
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

  /** Until there are enough or no more: those who have left make room for the next. */
  private void take(Source source, Delivery.State state, int count, List<Claim> claims)
      throws SQLException {
    for (String ring : RingRows.each(source.ring())) {
      take(source, state, ring, count, claims);
    }
  }

  private void take(Source source, Delivery.State state, String ring, int count, List<Claim> claims)
      throws SQLException {
    boolean more = true;
    while (more && claims.size() < count) {
      int wanted = count - claims.size();
      List<Row> rows = next(source, state, ring, wanted);
      List<Claim> good = new ArrayList<>();
      for (Row row : rows) {
        if (row.exclusion() == null) {
          good.add(row.claim());
        } else {
          OpenDeliveries.withdraw(handle, row.claim().id(), row.exclusion(), now);
        }
      }
      claims.addAll(claim(good, source.revision()));
      more = rows.size() == wanted;
    }
  }

  static String next(Delivery.State state, String ring, Dialect dialect) {
    boolean isTimed = state != Delivery.State.UNCERTAIN;
    return NEXT
        + (isTimed ? DeliverySets.in(state) + DUE : DeliverySets.TO_RESEND)
        + ring
        + (isTimed ? IN_ORDER : BY_NUMBER)
        + " LIMIT :count"
        + dialect.skipLocked();
  }

  private List<Row> next(Source source, Delivery.State state, String ring, int count) {
    return handle
        .createQuery(next(state, ring, dialect))
        .bind("edition", edition.value())
        .bind("newsletter", source.newsletter())
        .bind("list", source.list())
        .bind("now", Micros.of(now))
        .bind("count", count)
        .bind("emptied", source.emptied())
        .map((row, context) -> row(row))
        .list();
  }

  /** Under the token of this range. */
  private List<Claim> claim(List<Claim> untaken, int revision) throws SQLException {
    if (untaken.isEmpty()) {
      return untaken;
    }
    if (token == 0) {
      token = Leases.begin(handle, dialect, edition, taker);
    }
    String sql = CLAIM + dialect.among();
    try (PreparedStatement update = handle.getConnection().prepareStatement(sql)) {
      update.setLong(1, token);
      update.setLong(2, Micros.of(now));
      update.setInt(3, revision);
      update.setLong(4, edition.value());
      update.setString(
          5,
          dialect.numbers(
              untaken.stream().mapToLong(claim -> claim.id().subscriber().value()).toArray()));
      update.executeUpdate();
    }
    return untaken.stream().map(claim -> claim.under(token)).toList();
  }

  private void settleEnd(List<Claim> claims) {
    if (claims.isEmpty()) {
      NeverRepeat.finish(handle, edition, now);
    } else {
      handle.createUpdate(UNFINISHED).bind("edition", edition.value()).execute();
    }
  }

  /** By the columns' places: by their names it costs as much again. */
  private Row row(ResultSet row) throws SQLException {
    EmailAddress address = DeliveryRow.address(row.getString(2));
    String exclusion = address.equals(DeliveryRow.UNREADABLE) ? UNREADABLE : row.getString(11);
    long first = row.getLong(9);
    Instant firstAttemptAt = row.wasNull() ? null : Micros.at(first);
    return new Row(
        new Claim(
            new Delivery.Id(edition, new Subscriber.Id(row.getLong(1))),
            Claim.NONE,
            address,
            row.getString(3),
            Micros.at(row.getLong(4)),
            row.getString(5),
            Micros.at(row.getLong(6)),
            row.getInt(7),
            row.getInt(8),
            firstAttemptAt,
            Choice.of(row.getString(10))),
        exclusion);
  }
}
