package digest.store;

import digest.edition.Cadence;
import digest.edition.Newsletter;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Since when each newsletter has its cadence, and by which rules of time zones dues were made. */
public final class Schedules {

  /**
   * A store that knows editions and no schedule was made by an older Digest: nothing was missed.
   */
  private static final String BEGIN =
      """
      INSERT INTO schedules (newsletter_id, cadence, since_at)
      SELECT :newsletter, :cadence, COALESCE(MAX(created_at), :now)
      FROM editions WHERE newsletter_id = :newsletter AND manual = 0
      ON CONFLICT (newsletter_id) DO NOTHING""";

  private static final String CHANGE =
      """
      UPDATE schedules SET cadence = :cadence, since_at = :now
      WHERE newsletter_id = :newsletter AND cadence <> :cadence""";

  private static final String FIND =
      "SELECT cadence, since_at FROM schedules WHERE newsletter_id = :newsletter";

  private final Database database;

  /** Works on an open store. */
  public Schedules(Database database) {
    this.database = database;
  }

  private record Known(String cadence, Instant since) {}

  /**
   * Since when a newsletter has this cadence: the moment it was first seen with its expression and
   * zone. Slots from before are nobody's, later ones are made up for however long nobody ticked.
   *
   * @param now counts when it is new or another one
   */
  public Instant since(Newsletter.Id newsletter, Cadence cadence, Instant now) {
    String text = cadence.cron().strip() + " " + cadence.zone().getId();
    return database
        .read(handle -> find(handle, newsletter))
        .filter(known -> known.cadence().equals(text))
        .map(Known::since)
        .orElseGet(() -> database.write(handle -> change(handle, newsletter, text, now)));
  }

  /** The version of the time zone rules that the dues were worked out with; empty before any. */
  public Optional<String> zoneRules() {
    return database.read(
        handle -> handle.createQuery("SELECT zone_rules FROM store").mapTo(String.class).findOne());
  }

  /** Remembers it. */
  public void zoneRules(String version) {
    database.write(
        handle ->
            handle
                .createUpdate("UPDATE store SET zone_rules = :version")
                .bind("version", version)
                .execute());
  }

  private static Instant change(
      Handle handle, Newsletter.Id newsletter, String cadence, Instant now) {
    for (String sql : new String[] {BEGIN, CHANGE}) {
      handle
          .createUpdate(sql)
          .bind("newsletter", newsletter.value())
          .bind("cadence", cadence)
          .bind("now", Micros.of(now))
          .execute();
    }
    return find(handle, newsletter).map(Known::since).orElse(now);
  }

  private static Optional<Known> find(Handle handle, Newsletter.Id newsletter) {
    return handle
        .createQuery(FIND)
        .bind("newsletter", newsletter.value())
        .map((row, context) -> new Known(row.getString("cadence"), Micros.at(row, "since_at")))
        .findOne();
  }
}
