package digest.store;

import digest.delivery.FrozenEdition;
import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Slot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The editions, their content and states, and the never-repeat ledger.
 *
 * <p>Lists are newest first. Looking up an edition that does not exist by its id for a change is an
 * {@link IllegalArgumentException}.
 */
public final class Editions {

  static final String SENDABLE =
      """
      SELECT e.* FROM editions e JOIN frozen_editions f ON f.edition_id = e.id
      WHERE e.state = 'FROZEN' AND e.paused IS NULL
        AND (f.finished_at IS NULL OR e.id IN (
          SELECT d.edition_id FROM deliveries d WHERE d.state = 'UNCERTAIN' AND d.resent = 0))
      ORDER BY e.id""";

  private static final String LAST_DUE =
      """
      SELECT MAX(slot_when) FROM editions WHERE newsletter_id = :newsletter AND manual = 0""";

  /** What the readers of a zone had: their variants, and what was for everybody. */
  private static final String FOR_ZONE =
      " AND (manual = 1 OR slot_key NOT LIKE '%@%' OR slot_zone = :zone)";

  /** A correction mail is no issue that the next one follows. */
  private static final String ISSUES = " AND slot_key NOT LIKE 'manual:correction-%'";

  private static final String OF_NEWSLETTER =
      "SELECT * FROM editions WHERE newsletter_id = :newsletter";

  private static final String UNRELEASED =
      OF_NEWSLETTER + " AND manual = 0 AND state IN ('DRAFT', 'APPROVED') ORDER BY slot_when, id";

  private static final String OF_SLOT =
      OF_NEWSLETTER + " AND manual = 0 AND slot_when = :when ORDER BY id";

  private static final String UNFINISHED =
      """
      SELECT e.* FROM editions e JOIN frozen_editions f ON f.edition_id = e.id
      WHERE e.state = 'FROZEN' AND f.frozen_at IS NOT NULL AND f.finished_at IS NULL
      ORDER BY e.id""";

  private final Database database;

  /** Works on an open store. */
  public Editions(Database database) {
    this.database = database;
  }

  /**
   * Makes the edition of a slot, or gives the one that exists already, unchanged (picking E1).
   *
   * @param state DRAFT, or what it is from the start: SKIPPED, MISSED
   * @param why the final word on every article looked at
   */
  public Edition create(
      Newsletter.Id newsletter,
      Slot slot,
      EditionContent content,
      Edition.State state,
      Edition.Marks marks,
      List<Explanation> why,
      Instant now) {
    return database.write(
        handle ->
            EditionPages.find(handle, newsletter, slot.key())
                .orElseGet(
                    () ->
                        EditionPages.add(
                            handle, newsletter, slot, content, state, marks, why, now)));
  }

  /** By its number in the store. */
  public Optional<Edition> find(Edition.Id id) {
    return database.read(handle -> EditionPages.find(handle, id));
  }

  /** By what it is the edition of. */
  public Optional<Edition> find(Newsletter.Id newsletter, String slotKey) {
    return database.read(handle -> EditionPages.find(handle, newsletter, slotKey));
  }

  /** The newest of all newsletters. */
  public List<Edition> latest(int limit) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM editions ORDER BY id DESC LIMIT :limit")
                .bind("limit", limit)
                .map(EditionRow::read)
                .list());
  }

  /** The newest of one newsletter. */
  public List<Edition> latest(Newsletter.Id newsletter, int limit) {
    String sql =
        "SELECT * FROM editions WHERE newsletter_id = :newsletter ORDER BY number DESC LIMIT :limit";
    return database.read(
        handle ->
            handle
                .createQuery(sql)
                .bind("newsletter", newsletter.value())
                .bind("limit", limit)
                .map(EditionRow::read)
                .list());
  }

  /** The newest of one newsletter without its correction mails. */
  public List<Edition> latestIssues(Newsletter.Id newsletter, int limit) {
    return issues(newsletter, ISSUES, limit);
  }

  /** The newest frozen ones of them: what its readers have. */
  public List<Edition> latestFrozen(Newsletter.Id newsletter, int limit) {
    return issues(newsletter, ISSUES + " AND state = 'FROZEN'", limit);
  }

  private List<Edition> issues(Newsletter.Id newsletter, String which, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(OF_NEWSLETTER + which + " ORDER BY number DESC LIMIT :limit")
                .bind("newsletter", newsletter.value())
                .bind("limit", limit)
                .map(EditionRow::read)
                .list());
  }

  /** The newest of one newsletter for the readers of a zone: theirs, and what is for everybody. */
  public List<Edition> latest(Newsletter.Id newsletter, ZoneId zone, int limit) {
    return inZone(newsletter, zone, FOR_ZONE, limit);
  }

  /** The newest frozen ones of them. */
  public List<Edition> latestFrozen(Newsletter.Id newsletter, ZoneId zone, int limit) {
    return inZone(newsletter, zone, FOR_ZONE + " AND state = 'FROZEN'", limit);
  }

  private List<Edition> inZone(Newsletter.Id newsletter, ZoneId zone, String which, int limit) {
    return database.read(
        handle ->
            handle
                .createQuery(OF_NEWSLETTER + ISSUES + which + " ORDER BY number DESC LIMIT :limit")
                .bind("newsletter", newsletter.value())
                .bind("zone", zone.getId())
                .bind("limit", limit)
                .map(EditionRow::read)
                .list());
  }

  /** Regular ones that wait to be approved or frozen, in the order of their dues. */
  public List<Edition> unreleased(Newsletter.Id newsletter) {
    return database.read(
        handle ->
            handle
                .createQuery(UNRELEASED)
                .bind("newsletter", newsletter.value())
                .map(EditionRow::read)
                .list());
  }

  /** The regular ones of a due: one, or a variant for each zone. */
  public List<Edition> ofSlot(Newsletter.Id newsletter, LocalDateTime when) {
    return database.read(
        handle ->
            handle
                .createQuery(OF_SLOT)
                .bind("newsletter", newsletter.value())
                .bind("when", EditionRow.text(when))
                .map(EditionRow::read)
                .list());
  }

  /** Frozen ones that still have something to send, paused or not. */
  public List<Edition> unfinished() {
    return database.read(handle -> handle.createQuery(UNFINISHED).map(EditionRow::read).list());
  }

  /** When the latest regular edition for the readers of a zone was due, local. */
  public Optional<LocalDateTime> lastDue(Newsletter.Id newsletter, ZoneId zone) {
    return database.read(
        handle ->
            handle
                .createQuery(LAST_DUE + FOR_ZONE)
                .bind("newsletter", newsletter.value())
                .bind("zone", zone.getId())
                .mapTo(String.class)
                .findOne()
                .map(EditionRow::when));
  }

  /** When the latest regular edition was due, local; empty when there was none. */
  public Optional<LocalDateTime> lastDue(Newsletter.Id newsletter) {
    return database.read(
        handle ->
            handle
                .createQuery(LAST_DUE)
                .bind("newsletter", newsletter.value())
                .mapTo(String.class)
                .findOne()
                .map(EditionRow::when));
  }

  /**
   * Replaces the content: version + 1, a new hash, no approval, DRAFT again (picking E3).
   *
   * @param expectedVersion what the editor saw
   * @throws StaleEdition when somebody else saved first, or it is too late to edit
   */
  public Edition edit(Edition.Id id, int expectedVersion, EditionContent content) {
    return database.write(handle -> EditionPages.edit(handle, id, expectedVersion, content));
  }

  /**
   * Moves it to another state and sets its marks; to APPROVED only with the hash it has. To FROZEN
   * only {@link Deliveries#freeze} moves.
   *
   * @throws StaleEdition when the move is not allowed from the state it has now, or its content is
   *     not the approved one any more
   */
  public Edition move(Edition.Id id, Edition.State to, Edition.Marks marks) {
    return database.write(handle -> EditionPages.move(handle, id, to, marks));
  }

  /** Replaces the marks and leaves the state. */
  public Edition mark(Edition.Id id, Edition.Marks marks) {
    return database.write(handle -> EditionPages.mark(handle, id, marks));
  }

  /** The final word on every article looked at, in the order given at {@link #create}. */
  public List<Explanation> explanations(Edition.Id id) {
    return database.read(handle -> EditionPages.explanations(handle, id));
  }

  /** What a newsletter has reserved or sent. */
  public Map<Article.Id, Coverage> coverage(Newsletter.Id newsletter) {
    return database.read(handle -> NeverRepeat.of(handle, newsletter, ""));
  }

  /** What of it the readers of a zone have had, by variants of theirs or with everybody. */
  public Map<Article.Id, Coverage> coverage(Newsletter.Id newsletter, ZoneId zone) {
    return database.read(handle -> NeverRepeat.of(handle, newsletter, zone.getId()));
  }

  /** Links of all that was ever retracted from an edition of a newsletter. */
  public Set<String> retractedLinks(Newsletter.Id newsletter) {
    return database.read(handle -> Revisions.links(handle, newsletter));
  }

  /** Frozen ones that still have something to send and are not paused, oldest first. */
  public List<Edition> sendable() {
    return database.read(handle -> handle.createQuery(SENDABLE).map(EditionRow::read).list());
  }

  /** What freezing fixed; empty until it is frozen. */
  public Optional<FrozenEdition> frozen(Edition.Id id) {
    return database.read((Handle handle) -> FrozenRow.find(handle, id));
  }

  /** SHA-256 over the content as it is stored: without the articles' bodies. */
  public static String hash(EditionContent content) {
    return Json.hash(EditionRow.json(content));
  }
}
