package digest.store;

import digest.delivery.Delivery;
import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Slot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The never-repeat ledger (picking P7): RESERVED at freeze, SENT at the first accepted recipient,
 * removed when an edition ends with none. Within a transaction of the caller's.
 */
final class NeverRepeat {

  private static final String RESERVE =
      """
      INSERT INTO coverage (newsletter_id, article_id, version, zone, edition_id, state, changed_at)
      VALUES (:newsletter, :article, :version, :zone, :edition, 'RESERVED', :now)
      ON CONFLICT (newsletter_id, article_id, version, zone) DO NOTHING""";

  private static final String HOLDER =
      """
      SELECT edition_id FROM coverage
      WHERE newsletter_id = :newsletter AND article_id = :article AND version = :version
        AND (:zone = '' OR zone IN ('', :zone)) AND edition_id <> :edition
      LIMIT 1""";

  private static final String SENT =
      """
      UPDATE coverage SET state = 'SENT', changed_at = :now
      WHERE edition_id = :edition AND state = 'RESERVED'""";

  static final String FINISH =
      """
      UPDATE frozen_editions SET finished_at = :now
      WHERE edition_id = :edition AND frozen_at IS NOT NULL AND finished_at IS NULL
        AND\040"""
          + none("next_attempt_at", DeliverySets.PENDING)
          + " AND "
          + none("next_attempt_at", DeliverySets.DEFERRED)
          + " AND "
          + none("claim", DeliverySets.IN_HAND);

  static final String RELEASE =
      """
      DELETE FROM coverage WHERE edition_id = :edition AND state = 'RESERVED'
        AND\040"""
          + none("subscriber_id", DeliverySets.in(Delivery.State.ACCEPTED))
          + " AND "
          + none("subscriber_id", DeliverySets.in(Delivery.State.UNCERTAIN));

  /** Of an article that was sent as an update, the last version counts. */
  private static final String LATEST =
      """
      SELECT c.* FROM coverage c
      WHERE c.newsletter_id = :newsletter AND c.version = (
        SELECT MAX(v.version) FROM coverage v
        WHERE v.newsletter_id = c.newsletter_id AND v.article_id = c.article_id
          AND (:zone = '' OR v.zone IN ('', :zone)))
        AND (:zone = '' OR c.zone IN ('', :zone))
      ORDER BY c.article_id, c.changed_at, c.edition_id""";

  /** Whoever ends an edition waits here for the others, and then sees what they wrote. */
  private static final String LOCK =
      """
      UPDATE frozen_editions SET latest_at = latest_at
      WHERE edition_id = :edition AND finished_at IS NULL""";

  private NeverRepeat() {}

  /** By the first in an index: PostgreSQL would look for any one from the table's beginning. */
  private static String none(String first, String set) {
    return "(SELECT MIN(d."
        + first
        + ") FROM deliveries d WHERE d.edition_id = :edition AND "
        + set
        + ") IS NULL";
  }

  /**
   * @throws ArticleTaken when another edition of the newsletter has one of its articles
   */
  static void reserve(Handle handle, Edition edition, Instant now) {
    edition.content().picks().forEach(pick -> reserve(handle, edition, pick, now));
  }

  static void sent(Handle handle, Edition.Id edition, Instant now) {
    handle
        .createUpdate(SENT)
        .bind("now", Micros.of(now))
        .bind("edition", edition.value())
        .execute();
  }

  /** Writes down the end of an edition that has no open delivery left; else does nothing. */
  static void finish(Handle handle, Edition.Id edition, Instant now) {
    handle.createUpdate(LOCK).bind("edition", edition.value()).execute();
    int finished =
        handle
            .createUpdate(FINISH)
            .bind("now", Micros.of(now))
            .bind("edition", edition.value())
            .execute();
    if (finished == 1) {
      release(handle, edition);
    }
  }

  /** Frees what an edition that has ended reached nobody with; else does nothing. */
  static void release(Handle handle, Edition.Id edition) {
    handle.createUpdate(RELEASE).bind("edition", edition.value()).execute();
  }

  /**
   * What the readers of a zone have had.
   *
   * @param zone for a variant's; empty for what anybody has had
   */
  static Map<Article.Id, Coverage> of(Handle handle, Newsletter.Id newsletter, String zone) {
    return handle
        .createQuery(LATEST)
        .bind("newsletter", newsletter.value())
        .bind("zone", zone)
        .map(
            (row, context) ->
                new Coverage(
                    newsletter,
                    new Article.Id(row.getString("article_id")),
                    row.getInt("version"),
                    new Edition.Id(row.getLong("edition_id")),
                    Coverage.State.valueOf(row.getString("state")),
                    Micros.at(row, "changed_at")))
        .stream()
        .collect(Collectors.toMap(Coverage::article, coverage -> coverage, (one, other) -> one));
  }

  private static void reserve(Handle handle, Edition edition, Pick pick, Instant now) {
    Article article = pick.article();
    Optional<Long> holder =
        bound(handle.createQuery(HOLDER), edition, pick).mapTo(Long.class).findOne();
    if (holder.isPresent()) {
      throw new ArticleTaken(
          article.id(), article.title(), edition.id(), new Edition.Id(holder.get()));
    }
    bound(handle.createUpdate(RESERVE), edition, pick).bind("now", Micros.of(now)).execute();
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Edition edition, Pick pick) {
    return statement
        .bind("newsletter", edition.newsletter().value())
        .bind("article", pick.article().id().value())
        .bind("version", pick.story().version())
        .bind("zone", zone(edition.slot()))
        .bind("edition", edition.id().value());
  }

  /** Of a variant; all others are for everybody. */
  private static String zone(Slot slot) {
    return slot.isVariant() ? slot.zone().getId() : "";
  }
}
