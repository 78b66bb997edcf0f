package digest.store;

import digest.edition.Edition;
import java.util.List;

/** Freezes that never came to their end: nobody sees them, and here they go (delivery A1). */
final class HalfBuilt {

  /** Small enough that no other writer waits long. */
  private static final int CHUNK = 4_000;

  private static final String ROWS =
      """
      DELETE FROM deliveries WHERE (edition_id, subscriber_id) IN (
        SELECT d.edition_id, d.subscriber_id FROM deliveries d
        JOIN frozen_editions f ON f.edition_id = d.edition_id AND f.frozen_at IS NULL
          AND COALESCE(f.builder, '') LIKE :builder
        WHERE d.edition_id = :edition LIMIT :chunk)""";

  private static final String HEAD =
      """
      DELETE FROM frozen_editions
      WHERE edition_id = :edition AND frozen_at IS NULL AND COALESCE(builder, '') LIKE :builder""";

  private HalfBuilt() {}

  /** Throws all of them away; only for the holder of the freezer's role. */
  static void sweep(Database database) {
    List<Long> editions =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT edition_id FROM frozen_editions WHERE frozen_at IS NULL")
                    .mapTo(Long.class)
                    .list());
    editions.forEach(id -> discardAll(database, new Edition.Id(id)));
  }

  /** What anybody left of this edition's freeze; only for the holder of the freezer's role. */
  static void discardAll(Database database, Edition.Id edition) {
    discard(database, edition, "%");
  }

  /** What this builder wrote, unless another one has taken over since. */
  static void discard(Database database, Edition.Id edition, String builder) {
    int deleted = CHUNK;
    while (deleted == CHUNK) {
      deleted =
          database.write(
              handle ->
                  handle
                      .createUpdate(ROWS)
                      .bind("edition", edition.value())
                      .bind("builder", builder)
                      .bind("chunk", CHUNK)
                      .execute());
    }
    database.write(
        handle ->
            handle
                .createUpdate(HEAD)
                .bind("edition", edition.value())
                .bind("builder", builder)
                .execute());
  }
}
