package digest.store;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.edition.Choice;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Slot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Everybody on a list, each with the reason against, if there is one. Freezing and counting ask
 * this one query, so the number a person confirms is the number that is sent to (picking Z1).
 */
final class Candidates {

  private static final String ALL =
      """
      SELECT s.id, s.address, s.name, s.locale, s.zone, s.topics, n.since_at,
        CASE
          WHEN x.address_hash IS NOT NULL THEN 'SUPPRESSED'
          WHEN n.state = 'UNSUBSCRIBED' OR t.subscriber_id IS NOT NULL THEN 'UNSUBSCRIBED'
          WHEN n.state = 'PENDING' THEN 'UNCONFIRMED'
          ELSE 'NONE'
        END AS exclusion
      FROM subscriptions n
      JOIN subscribers s ON s.id = n.subscriber_id
      LEFT JOIN suppressions x ON x.address_key = s.address_key
      LEFT JOIN newsletter_stops t
        ON t.subscriber_id = n.subscriber_id AND t.newsletter_id = :newsletter
      WHERE n.list_id = :list""";

  /** A variant's readers: those of its zones who have no other variant of the slot (picking Z3). */
  private static final String OF_VARIANT =
      """
      \040AND (COALESCE(s.zone, '') IN (<zones>)
        OR (COALESCE(s.zone, '') IN (<moved>) AND n.since_at < COALESCE((
          SELECT MIN(f.frozen_at) FROM frozen_editions f
          JOIN editions e ON e.id = f.edition_id
          JOIN editions own ON own.id = :edition AND own.newsletter_id = e.newsletter_id
            AND own.slot_when = e.slot_when AND e.manual = 0), :never))) AND NOT EXISTS (
        SELECT 1 FROM deliveries d JOIN editions e ON e.id = d.edition_id
        JOIN editions own ON own.id = :edition AND own.newsletter_id = e.newsletter_id
          AND own.slot_when = e.slot_when AND own.id <> e.id AND e.manual = 0
        WHERE d.subscriber_id = s.id AND d.state <> 'EXCLUDED')""";

  /** Who got a message of a revision that still had it, or may have got one. */
  private static final String OF_CORRECTION =
      """
      \040AND EXISTS (
        SELECT 1 FROM deliveries d
        WHERE d.edition_id = :corrected AND d.subscriber_id = n.subscriber_id AND\040"""
          + Revisions.HAD
          + ")";

  /** Said of both: PostgreSQL would read one of them from its beginning for every chunk. */
  private static final String CHUNK =
      " AND n.subscriber_id > :after AND s.id > :after ORDER BY n.subscriber_id LIMIT :chunk";

  private static final String NONE = "NONE";
  private static final int CHUNK_SIZE = 10_000;

  /**
   * A segment looks at language and topics only; parsing each address would cost more than that.
   */
  private static final EmailAddress ANYBODY = new EmailAddress("anybody", "example.org");

  private final Newsletter.Id newsletter;
  private final MailingList.Id list;
  private final Segment segment;
  private final @Nullable Set<String> zones;
  private final long edition;
  private final Set<String> moved;
  private final Slot.@Nullable Correction correction;
  private final ReaderChoices choices;
  private final String all;

  private Candidates(
      Newsletter.Id newsletter, Addressees addressees, long edition, String restriction) {
    this.newsletter = newsletter;
    this.list = addressees.list();
    this.segment = addressees.segment();
    this.zones = addressees.zones();
    this.edition = edition;
    this.moved = addressees.moved();
    this.correction = addressees.correction();
    this.choices = new ReaderChoices(addressees.personal());
    this.all = ALL + restriction;
  }

  /** Everybody whom an edition of this newsletter would go to. */
  static Candidates of(Newsletter.Id newsletter, MailingList.Id list, Segment segment) {
    return new Candidates(newsletter, Addressees.all(list, segment), 0, "");
  }

  /** Those whom this edition is for. */
  static Candidates of(Edition edition, Addressees addressees) {
    return new Candidates(
        edition.newsletter(), addressees, edition.id().value(), restriction(addressees));
  }

  private static String restriction(Addressees addressees) {
    if (addressees.correction() != null) {
      return OF_CORRECTION;
    }
    return addressees.zones() != null ? OF_VARIANT : "";
  }

  /**
   * One of them.
   *
   * @param exclusion null for those who get it
   * @param picks which of the edition's
   */
  record Candidate(
      Subscriber.Id id,
      String address,
      @Nullable String name,
      @Nullable String zone,
      long sinceMicros,
      Delivery.@Nullable Exclusion exclusion,
      Choice picks) {}

  /** The next of them, by number; empty at the end. */
  List<Candidate> after(Handle handle, Subscriber.Id last, int count) throws SQLException {
    return bound(handle.createQuery(all + CHUNK))
        .bind("after", last.value())
        .bind("chunk", count)
        .map((row, context) -> candidate(row))
        .list();
  }

  List<Subscriber.Id> prepared(Handle handle) throws SQLException {
    List<Subscriber.Id> prepared = new ArrayList<>();
    List<Candidate> chunk = after(handle, Subscriber.Id.NONE, CHUNK_SIZE);
    while (!chunk.isEmpty()) {
      chunk.stream()
          .filter(candidate -> candidate.exclusion() == null)
          .forEach(candidate -> prepared.add(candidate.id()));
      chunk = after(handle, chunk.get(chunk.size() - 1).id(), CHUNK_SIZE);
    }
    return prepared;
  }

  Audience count(Handle handle) throws SQLException {
    boolean isPlain = segment.equals(Segment.ALL) && choices.areAll();
    Map<String, Long> counts = isPlain ? counted(handle) : summed(handle);
    Map<Delivery.Exclusion, Long> excluded = new EnumMap<>(Delivery.Exclusion.class);
    counts.forEach(
        (name, count) -> {
          if (!name.equals(NONE)) {
            excluded.put(Delivery.Exclusion.valueOf(name), count);
          }
        });
    long listed = counts.values().stream().mapToLong(Long::longValue).sum();
    return new Audience(listed, counts.getOrDefault(NONE, 0L), excluded);
  }

  private Map<String, Long> counted(Handle handle) {
    String sql = "SELECT c.exclusion, COUNT(*) AS count FROM (" + all + ") c GROUP BY c.exclusion";
    return bound(handle.createQuery(sql))
        .reduceRows(
            new HashMap<>(),
            (counts, row) -> {
              counts.put(
                  row.getColumn("exclusion", String.class), row.getColumn("count", Long.class));
              return counts;
            });
  }

  private Map<String, Long> summed(Handle handle) throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    Subscriber.Id last = Subscriber.Id.NONE;
    List<Candidate> chunk = new ArrayList<>(after(handle, last, CHUNK_SIZE));
    while (!chunk.isEmpty()) {
      for (Candidate candidate : chunk) {
        Delivery.Exclusion why = candidate.exclusion();
        counts.merge(why == null ? NONE : why.name(), 1L, Long::sum);
        last = candidate.id();
      }
      chunk = after(handle, last, CHUNK_SIZE);
    }
    return counts;
  }

  /** SQL knows no empty list; no zone is called this. */
  private static List<String> listed(Set<String> names) {
    return names.isEmpty() ? List.of("none of them") : List.copyOf(names);
  }

  private Query bound(Query query) {
    query.bind("newsletter", newsletter.value()).bind("list", list.value());
    if (correction != null) {
      query.bind("corrected", correction.edition().value()).bind("revision", correction.revision());
    } else if (all.length() > ALL.length()) {
      query
          .bind("edition", edition)
          .bind("never", Long.MAX_VALUE)
          .bindList("zones", listed(zones == null ? Set.of() : zones))
          .bindList("moved", listed(moved));
    }
    return query;
  }

  private Candidate candidate(ResultSet row) throws SQLException {
    Choice picks = choices.of(row.getString("topics"));
    return new Candidate(
        new Subscriber.Id(row.getLong("id")),
        row.getString("address"),
        row.getString("name"),
        row.getString("zone"),
        row.getLong("since_at"),
        exclusion(row, picks),
        picks);
  }

  private Delivery.@Nullable Exclusion exclusion(ResultSet row, Choice picks) throws SQLException {
    String exclusion = row.getString("exclusion");
    if (!exclusion.equals(NONE)) {
      return Delivery.Exclusion.valueOf(exclusion);
    }
    if (!segment.equals(Segment.ALL) && !segment.includes(wishes(row))) {
      return Delivery.Exclusion.OUTSIDE_SEGMENT;
    }
    return picks.isNone() ? Delivery.Exclusion.NOTHING_CHOSEN : null;
  }

  private static Subscriber wishes(ResultSet row) throws SQLException {
    return new Subscriber(
        new Subscriber.Id(row.getLong("id")),
        ANYBODY,
        null,
        Locale.forLanguageTag(row.getString("locale")),
        null,
        Set.copyOf(Json.strings(row.getString("topics"))),
        Map.of(),
        Instant.EPOCH);
  }
}
