package digest.store;

import digest.audience.EmailAddress;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What is read from the deliveries; only from wholly frozen editions. */
final class DeliveryCounts {

  private static final String UNION = " UNION ALL ";

  private static final String WHOLE =
      """
      \040AND EXISTS (
        SELECT 1 FROM frozen_editions f
        WHERE f.edition_id = d.edition_id AND f.frozen_at IS NOT NULL)""";

  /** Asked once, not of every row. */
  private static final String IF_WHOLE =
      """
      \040WHERE EXISTS (
        SELECT 1 FROM frozen_editions f
        WHERE f.edition_id = :edition AND f.frozen_at IS NOT NULL)""";

  /** Each row is counted, in the narrow index that it stands in. */
  static final String COUNTS =
      Stream.of(
              DeliverySets.PENDING, DeliverySets.DEFERRED, DeliverySets.IN_HAND, DeliverySets.ENDED)
          .map(
              set ->
                  "SELECT d.state, COUNT(*) AS count FROM deliveries d"
                      + " WHERE d.edition_id = :edition AND "
                      + set
                      + " GROUP BY d.state")
          .collect(Collectors.joining(UNION, "SELECT c.state, c.count FROM (", ") c" + IF_WHOLE));

  static final String NEXT_DUE =
      "SELECT MIN(w.next) FROM ("
          + next(DeliverySets.PENDING)
          + UNION
          + next(DeliverySets.DEFERRED)
          + ") w"
          + IF_WHOLE;

  static final String HAS_WORK =
      "SELECT EXISTS ("
          + ready(DeliverySets.PENDING)
          + ") OR EXISTS ("
          + ready(DeliverySets.DEFERRED)
          + ") OR (:uncertainToo = 1 AND EXISTS (SELECT 1 FROM deliveries d"
          + " WHERE d.edition_id = :edition AND "
          + DeliverySets.TO_RESEND
          + "<within>))";

  static final String WITHDRAWN =
      """
      SELECT d.edition_id, d.subscriber_id FROM deliveries d
      WHERE d.edition_id = :edition AND d.withdrawn_at >= :since""";

  static final String OF_SUBSCRIBER =
      """
      SELECT d.* FROM deliveries d
      WHERE d.edition_id IN (SELECT edition_id FROM frozen_editions WHERE frozen_at IS NOT NULL)
        AND d.subscriber_id IN (<subscribers>)
      ORDER BY d.edition_id DESC, d.subscriber_id""";

  static final String OF_SET =
      "SELECT d.subscriber_id FROM deliveries d WHERE d.edition_id = :edition AND ";

  /** CROSS tells SQLite to begin with the page, not with the edition. */
  static final String PAGE =
      """
      SELECT d.* FROM (
        SELECT a.subscriber_id FROM (<sets>) a
        ORDER BY a.subscriber_id LIMIT :limit OFFSET :offset) p
        CROSS JOIN deliveries d
      WHERE d.edition_id = :edition AND d.subscriber_id = p.subscriber_id"""
          + WHOLE
          + " ORDER BY d.subscriber_id";

  static final String WHOLE_PAGE =
      "SELECT d.* FROM deliveries d WHERE d.edition_id = :edition"
          + WHOLE
          + " ORDER BY d.subscriber_id LIMIT :limit OFFSET :offset";

  static final String POISONED =
      "SELECT COUNT(*) FROM deliveries d WHERE d.edition_id = :edition AND "
          + DeliverySets.in(Delivery.State.EXCLUDED)
          + " AND d.remark LIKE 'POISON%'";

  static final String TIMES =
      "SELECT f.started_at, f.latest_at, f.finished_at,"
          + " (SELECT COUNT(*) FROM deliveries d WHERE d.edition_id = f.edition_id AND "
          + DeliverySets.in(Delivery.State.ACCEPTED)
          + ") AS accepted FROM frozen_editions f"
          + " WHERE f.edition_id = :edition AND f.frozen_at IS NOT NULL";

  private static final String LAST_WORK =
      """
      SELECT COALESCE(latest_at, frozen_at) FROM frozen_editions
      WHERE edition_id = :edition AND frozen_at IS NOT NULL""";

  private static final double NANOS = 1e9;

  private DeliveryCounts() {}

  private static String next(String set) {
    return "SELECT MIN(d.next_attempt_at) AS next FROM deliveries d WHERE d.edition_id = :edition AND "
        + set;
  }

  /** By the earliest: PostgreSQL would look for any one that is due from the table's beginning. */
  private static String ready(String set) {
    return "SELECT 1 FROM (" + next(set) + "<within>) w WHERE w.next <= :now";
  }

  static Progress progress(Handle handle, Edition.Id edition) {
    Map<Delivery.State, Long> counts = new EnumMap<>(Delivery.State.class);
    handle
        .createQuery(COUNTS)
        .bind("edition", edition.value())
        .map((row, context) -> Map.entry(row.getString("state"), row.getLong("count")))
        .forEach(entry -> counts.put(Delivery.State.valueOf(entry.getKey()), entry.getValue()));
    return new Progress(
        counts.getOrDefault(Delivery.State.PENDING, 0L),
        counts.getOrDefault(Delivery.State.CLAIMED, 0L),
        counts.getOrDefault(Delivery.State.SENDING, 0L),
        counts.getOrDefault(Delivery.State.ACCEPTED, 0L),
        counts.getOrDefault(Delivery.State.DEFERRED, 0L),
        counts.getOrDefault(Delivery.State.REJECTED, 0L),
        counts.getOrDefault(Delivery.State.UNCERTAIN, 0L),
        counts.getOrDefault(Delivery.State.EXPIRED, 0L),
        counts.getOrDefault(Delivery.State.EXCLUDED, 0L));
  }

  static Optional<Instant> nextDue(Handle handle, Edition.Id edition) {
    return handle
        .createQuery(NEXT_DUE)
        .bind("edition", edition.value())
        .mapTo(Long.class)
        .findOne()
        .map(Micros::at);
  }

  static boolean hasWork(Handle handle, Edition.Id edition, Instant now, boolean uncertainToo) {
    return handle
        .createQuery(HAS_WORK)
        .define("within", RingRows.within(RingRows.open(handle, edition)))
        .bind("edition", edition.value())
        .bind("now", Micros.of(now))
        .bind("uncertainToo", uncertainToo ? 1 : 0)
        .mapTo(Boolean.class)
        .one();
  }

  static Set<Delivery.Id> withdrawn(Handle handle, Edition.Id edition, Instant since) {
    return handle
        .createQuery(WITHDRAWN)
        .bind("edition", edition.value())
        .bind("since", Micros.of(since))
        .map((row, context) -> DeliveryRow.id(row))
        .collect(Collectors.toUnmodifiableSet());
  }

  static List<Delivery> find(Handle handle, EmailAddress address) {
    List<Long> subscribers =
        SubscriberPages.reachedAt(handle, address).stream().map(id -> id.value()).toList();
    return subscribers.isEmpty()
        ? List.of()
        : handle
            .createQuery(OF_SUBSCRIBER)
            .bindList("subscribers", subscribers)
            .map(DeliveryRow::read)
            .list();
  }

  static List<Delivery> list(
      Handle handle, Edition.Id edition, Set<Delivery.State> states, int offset, int limit) {
    boolean all = states.size() == Delivery.State.values().length;
    String sets =
        states.stream()
            .map(DeliverySets::in)
            .map(OF_SET::concat)
            .collect(Collectors.joining(UNION));
    return handle
        .createQuery(all ? WHOLE_PAGE : PAGE)
        .define("sets", sets)
        .bind("edition", edition.value())
        .bind("limit", limit)
        .bind("offset", offset)
        .map(DeliveryRow::read)
        .list();
  }

  static long poisoned(Handle handle, Edition.Id edition) {
    return handle.createQuery(POISONED).bind("edition", edition.value()).mapTo(Long.class).one();
  }

  static Optional<Instant> lastWork(Handle handle, Edition.Id edition) {
    return handle
        .createQuery(LAST_WORK)
        .bind("edition", edition.value())
        .mapTo(Long.class)
        .findOne()
        .map(Micros::at);
  }

  static Timing timing(Handle handle, Edition.Id edition) {
    return handle
        .createQuery(TIMES)
        .bind("edition", edition.value())
        .map(
            (row, context) -> {
              Instant started = Micros.atOrNull(row, "started_at");
              Instant latest = Micros.atOrNull(row, "latest_at");
              Instant finished = Micros.atOrNull(row, "finished_at");
              Instant end = finished == null ? latest : finished;
              double perSecond =
                  started == null || end == null
                      ? 0
                      : perSecond(row.getLong("accepted"), Duration.between(started, end));
              return new Timing(started, finished, perSecond);
            })
        .findOne()
        .orElse(new Timing(null, null, 0));
  }

  private static double perSecond(long accepted, Duration time) {
    return time.isZero() || time.isNegative() ? 0 : accepted * NANOS / time.toNanos();
  }
}
