package digest.store;

import digest.edition.Edition;
import org.jdbi.v3.core.statement.Query;

/** Counts whom a retraction would concern that is not written yet. */
public final class AffectedReaders {

  private static final String COUNT =
      "SELECT COUNT(*) FROM deliveries d WHERE d.edition_id = :edition AND ";

  private static final String HAD =
      COUNT
          + Revisions.HAD_BEFORE
          + " AND (d.picks IS NULL OR d.picks NOT LIKE COALESCE(CAST(:untouched AS TEXT), ''))";

  private static final String EMPTIED =
      COUNT
          + "d.picks LIKE CAST(:emptied AS TEXT)"
          + " AND d.state IN ('PENDING', 'CLAIMED', 'SENDING', 'DEFERRED')";

  private final Database database;
  private final Edition.Id edition;
  private final Affected affected;

  /** Works on an open store. */
  public AffectedReaders(Database database, Edition.Id edition, Affected affected) {
    this.database = database;
    this.edition = edition;
    this.affected = affected;
  }

  /**
   * How many have, or may have, a mail with what would be retracted.
   *
   * @param revision what the retraction would make
   */
  public long had(int revision) {
    return database.read(
        handle ->
            one(
                handle
                    .createQuery(HAD)
                    .bind("revision", revision)
                    .bind("untouched", affected.untouched())));
  }

  /** How many who wait for their mail would have no pick left. */
  public long emptied() {
    return database.read(
        handle -> one(handle.createQuery(EMPTIED).bind("emptied", affected.emptied())));
  }

  private long one(Query query) {
    return query.bind("edition", edition.value()).mapTo(Long.class).one();
  }
}
