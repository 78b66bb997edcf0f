package digest.store;

import digest.delivery.FrozenEdition;
import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Links;
import digest.edition.Newsletter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/**
 * What editions say after something was retracted from them, revision by revision. The first one is
 * what was frozen; it and all others are kept as evidence of what was sent.
 *
 * <p>Every claim is made from the newest revision, and a new one is written only while no message
 * is in anybody's hands: so no message of an older one begins from then on.
 */
public final class Revisions {

  /** Who has, or may have, a message of a revision before {@code :revision}. */
  static final String HAD_BEFORE =
      """
      ((d.state IN ('ACCEPTED', 'UNCERTAIN') AND d.revision < :revision)
        OR d.doubted < :revision)""";

  /** The same, without those whose choice did not have what was retracted. */
  static final String HAD =
      HAD_BEFORE
          + """
          \040AND (d.picks IS NULL OR d.picks NOT LIKE COALESCE((
            SELECT r.untouched FROM revisions r
            WHERE r.edition_id = d.edition_id AND r.revision = :revision), ''))""";

  private static final String COUNT_HAD =
      "SELECT COUNT(*) FROM deliveries d WHERE d.edition_id = :edition AND " + HAD;

  private static final String IN_HANDS =
      """
      SELECT COUNT(*) FROM deliveries
      WHERE edition_id = :edition AND claim IS NOT NULL""";

  private static final String HOLD =
      """
      UPDATE editions SET paused = :words
      WHERE id = :edition AND state = 'FROZEN' AND paused IS NULL""";

  private static final String RELEASE =
      "UPDATE editions SET paused = NULL WHERE id = :edition AND paused LIKE :own";

  private static final String INSERT =
      """
      INSERT INTO revisions
        (edition_id, revision, retracted, made_by, made_at, replaced, content, hash, letterhead,
         masthead, renderings, emptied, untouched)
      VALUES
        (:edition, :revision, :retracted, :by, :at, :replaced, :content, :hash, :letterhead,
         :masthead, :renderings, :emptied, :untouched)""";

  private static final String NEWEST =
      """
      UPDATE editions SET
        content = :content, hash = :hash, approved_hash = :hash, version = version + 1,
        revision = :revision, paused = CASE WHEN paused LIKE :own THEN NULL ELSE paused END
      WHERE id = :edition""";

  /** A retracted article is not picked again by itself, even when nobody got the edition. */
  private static final String KEEP_OUT =
      """
      INSERT INTO wishes (newsletter_id, article_id, kind, points, made_at)
      SELECT :newsletter, a.id, 'EXCLUDE', 0, :now FROM articles a
      WHERE a.id = :article OR a.id IN (
        SELECT l.article_id FROM article_aliases l WHERE l.kind = 'LINK' AND l.value = :link)
      ON CONFLICT (newsletter_id, article_id, kind) DO NOTHING""";

  private static final String OF_NEWSLETTER =
      """
      SELECT r.retracted FROM revisions r JOIN editions e ON e.id = r.edition_id
      WHERE e.newsletter_id = :newsletter""";

  private static final TypeReference<List<Retraction.Item>> ITEMS = new TypeReference<>() {};
  private static final String OWN = "retracting ";

  private final Database database;

  /** Works on an open store. */
  public Revisions(Database database) {
    this.database = database;
  }

  static int newest(Handle handle, Edition.Id edition) {
    return handle
        .createQuery("SELECT revision FROM editions WHERE id = :edition")
        .bind("edition", edition.value())
        .mapTo(Integer.class)
        .findOne()
        .orElse(1);
  }

  /** Whether these words of a pause are a retraction's. */
  public static boolean isOwn(String paused) {
    return paused.startsWith(OWN);
  }

  static Set<String> links(Handle handle, Newsletter.Id newsletter) {
    return handle
        .createQuery(OF_NEWSLETTER)
        .bind("newsletter", newsletter.value())
        .mapTo(String.class)
        .stream()
        .flatMap(items -> Json.read(items, ITEMS).stream())
        .map(Retraction.Item::link)
        .collect(Collectors.toSet());
  }

  /** What was taken out of an edition so far, oldest first. */
  public List<Retraction> retractions(Edition.Id edition) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM revisions WHERE edition_id = :id ORDER BY revision")
                .bind("id", edition.value())
                .map((row, context) -> retraction(row))
                .list());
  }

  /** How many have, or may have, a message of a revision before this one. */
  public long had(Edition.Id edition, int revision) {
    return database.read(
        handle ->
            handle
                .createQuery(COUNT_HAD)
                .bind("edition", edition.value())
                .bind("revision", revision)
                .mapTo(Long.class)
                .one());
  }

  /** Pauses an edition that nobody has paused, so that no more of it is handed out. */
  public void hold(Edition.Id edition, String why) {
    database.write(
        handle ->
            handle
                .createUpdate(HOLD)
                .bind("words", OWN + why)
                .bind("edition", edition.value())
                .execute());
  }

  /** Lifts the pause of {@link #hold}; anybody else's stays. */
  public void release(Edition.Id edition) {
    database.write(
        handle ->
            handle
                .createUpdate(RELEASE)
                .bind("edition", edition.value())
                .bind("own", OWN + "%")
                .execute());
  }

  /**
   * Writes the next revision and lifts the pause of {@link #hold}, all or nothing.
   *
   * @param before the edition as it was when the new content was made from it
   * @param after its content from now on
   * @param frozen what is sent from now on
   * @param affected whom it concerns, by their choices
   * @return whether it was written: not while a message of the edition is in anybody's hands
   * @throws StaleEdition when somebody else changed it meanwhile, or it is not FROZEN any more
   */
  public boolean write(
      Edition before,
      EditionContent after,
      FrozenEdition frozen,
      Retraction retraction,
      Affected affected) {
    return database.write(
        handle -> {
          demandUnchanged(handle, before, retraction.revision());
          if (inHands(handle, before.id()) > 0) {
            return false;
          }
          insert(handle, before, EditionRow.json(after), frozen, retraction, affected);
          keepOut(handle, before, retraction);
          return true;
        });
  }

  private static void demandUnchanged(Handle handle, Edition before, int revision) {
    Edition now = EditionPages.get(handle, before.id());
    if (now.state() != Edition.State.FROZEN) {
      throw new StaleEdition(
          "edition " + now.id() + " is " + now.state() + " by now; nothing was retracted");
    }
    if (now.version() != before.version() || newest(handle, now.id()) + 1 != revision) {
      throw new StaleEdition(
          "edition "
              + now.id()
              + ": somebody else retracted from it meanwhile. Look at it, and retract again");
    }
  }

  private static long inHands(Handle handle, Edition.Id edition) {
    return handle.createQuery(IN_HANDS).bind("edition", edition.value()).mapTo(Long.class).one();
  }

  private static void insert(
      Handle handle,
      Edition before,
      String content,
      FrozenEdition frozen,
      Retraction retraction,
      Affected affected) {
    handle
        .createUpdate(INSERT)
        .bind("edition", before.id().value())
        .bind("revision", retraction.revision())
        .bind("retracted", Json.write(retraction.items()))
        .bind("by", retraction.by())
        .bind("at", Micros.of(retraction.at()))
        .bind("replaced", EditionRow.json(before.content()))
        .bind("content", content)
        .bind("hash", Json.hash(content))
        .bind("letterhead", Json.write(frozen.letterhead()))
        .bind("masthead", Json.write(frozen.masthead()))
        .bind("renderings", FrozenRow.json(frozen.renderings()))
        .bind("emptied", affected.emptied())
        .bind("untouched", affected.untouched())
        .execute();
    handle
        .createUpdate(NEWEST)
        .bind("edition", before.id().value())
        .bind("revision", retraction.revision())
        .bind("content", content)
        .bind("hash", Json.hash(content))
        .bind("own", OWN + "%")
        .execute();
  }

  private static void keepOut(Handle handle, Edition edition, Retraction retraction) {
    for (Retraction.Item item : retraction.items()) {
      handle
          .createUpdate(KEEP_OUT)
          .bind("newsletter", edition.newsletter().value())
          .bind("article", item.id())
          .bind("link", Links.normalise(item.link()))
          .bind("now", Micros.of(retraction.at()))
          .execute();
    }
  }

  private static Retraction retraction(ResultSet row) throws SQLException {
    return new Retraction(
        new Edition.Id(row.getLong("edition_id")),
        row.getInt("revision"),
        Json.read(row.getString("replaced"), EditionContent.class).subject(),
        Json.read(row.getString("retracted"), ITEMS),
        row.getString("made_by"),
        Micros.at(row, "made_at"));
  }
}
