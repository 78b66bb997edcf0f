package digest.store;

import digest.audience.EmailAddress;
import digest.edition.Edition;
import digest.edition.Rings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rings of deliveries: who is in which, and which of them are sent (delivery S7). */
final class RingRows {

  private static final String OPEN =
      "SELECT ring FROM frozen_editions WHERE edition_id = :edition AND frozen_at IS NOT NULL";

  private static final String MOVE =
      "UPDATE frozen_editions SET ring = :to WHERE edition_id = :edition AND ring = :from";

  static final String TALLY =
      """
      SELECT
        COUNT(CASE WHEN d.state IN ('CLAIMED', 'SENDING')
          OR (d.state = 'PENDING' AND d.next_attempt_at <= :now) THEN 1 END) AS untried,
        COUNT(CASE WHEN d.state = 'PENDING' AND d.next_attempt_at > :now THEN 1 END) AS later,
        COUNT(CASE WHEN d.state IN ('ACCEPTED', 'DEFERRED', 'REJECTED', 'UNCERTAIN')
          OR (d.state = 'EXPIRED' AND d.first_attempt_at IS NOT NULL) THEN 1 END) AS tried,
        COUNT(CASE WHEN d.state = 'REJECTED' THEN 1 END) AS refused,
        COUNT(CASE WHEN d.state = 'DEFERRED' THEN 1 END) AS deferred,
        COUNT(CASE WHEN x.reason = 'COMPLAINT' AND x.since_at >= f.frozen_at THEN 1 END)
          AS complaints,
        MAX(CASE WHEN d.state IN ('ACCEPTED', 'DEFERRED', 'REJECTED', 'UNCERTAIN')
          THEN COALESCE(d.first_attempt_at, d.changed_at) END) AS last_tried
      FROM deliveries d
      JOIN frozen_editions f ON f.edition_id = d.edition_id
      JOIN subscribers s ON s.id = d.subscriber_id
      LEFT JOIN suppressions x ON x.address_key = s.address_key
      WHERE d.edition_id = :edition AND d.ring > 0 AND d.ring = :ring""";

  private RingRows() {}

  /** Of candidates as they are frozen. */
  static ToIntFunction<Candidates.Candidate> of(@Nullable Rings rings) {
    if (rings == null) {
      return candidate -> Rings.REST;
    }
    Set<String> seeds =
        rings.seeds().stream().map(AddressKeys::key).collect(Collectors.toUnmodifiableSet());
    return candidate ->
        seeds.contains(AddressKeys.key(EmailAddress.of(candidate.address())))
            ? Rings.SEEDS
            : rings.of(candidate.id().value());
  }

  /** The outermost ring that is sent; {@link Rings#REST} when everybody is. */
  static int open(Handle handle, Edition.Id edition) {
    return handle
        .createQuery(OPEN)
        .bind("edition", edition.value())
        .mapTo(Integer.class)
        .findOne()
        .orElse(Rings.REST);
  }

  /** The condition on {@code d} that keeps back who must wait; costs nothing where nobody must. */
  static String within(int open) {
    return open == Rings.REST ? "" : " AND d.ring > 0 AND d.ring <= " + open;
  }

  /** The same for one ring after the other: each is one look into a small index. */
  static List<String> each(int open) {
    return open == Rings.REST
        ? List.of("")
        : IntStream.rangeClosed(1, open)
            .mapToObj(r -> " AND d.ring > 0 AND d.ring = " + r)
            .toList();
  }

  static boolean move(Handle handle, Edition.Id edition, int from, int to) {
    return handle
            .createUpdate(MOVE)
            .bind("edition", edition.value())
            .bind("from", from)
            .bind("to", to)
            .execute()
        > 0;
  }

  static RingTally tally(Handle handle, Edition.Id edition, int ring, Instant now) {
    return handle
        .createQuery(TALLY)
        .bind("edition", edition.value())
        .bind("ring", ring)
        .bind("now", Micros.of(now))
        .map(
            (row, context) ->
                new RingTally(
                    row.getLong("untried") + (row.getLong("tried") == 0 ? row.getLong("later") : 0),
                    row.getLong("tried"),
                    row.getLong("refused"),
                    row.getLong("deferred"),
                    row.getLong("complaints"),
                    Micros.atOrNull(row, "last_tried")))
        .one();
  }

  /** When the next one is due of those who need not wait. */
  static Optional<Instant> nextDue(Handle handle, Edition.Id edition) {
    String within = within(open(handle, edition));
    return handle
        .createQuery(
            "SELECT MIN(w.next) FROM ("
                + next(DeliverySets.PENDING)
                + within
                + " UNION ALL "
                + next(DeliverySets.DEFERRED)
                + within
                + ") w")
        .bind("edition", edition.value())
        .mapTo(Long.class)
        .findOne()
        .map(Micros::at);
  }

  private static String next(String set) {
    return "SELECT MIN(d.next_attempt_at) AS next FROM deliveries d WHERE d.edition_id = :edition AND "
        + set;
  }
}
