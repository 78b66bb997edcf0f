package digest.store;

import java.util.Arrays;
import java.util.Comparator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Makes the tables, or brings them up to date. */
final class Schema {

  private Schema() {}

  /**
   * Only reads when there is nothing to do, and waits for nobody who writes.
   *
   * @throws StoreFault when a newer Digest has been here
   */
  static void migrate(Dialect dialect) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(dialect.unpooled())
            .locations(dialect.migrations().toArray(String[]::new))
            .loggers("slf4j")
            .load();
    MigrationInfo current = flyway.info().current();
    if (current != null && !current.getState().isResolved()) {
      throw newer(dialect, current, flyway.info().all());
    }
    if (flyway.info().pending().length > 0) {
      flyway.migrate();
    }
  }

  private static StoreFault newer(Dialect dialect, MigrationInfo current, MigrationInfo[] known) {
    String ours =
        Arrays.stream(known)
            .filter(info -> info.getState().isResolved())
            .map(MigrationInfo::getVersion)
            .max(Comparator.naturalOrder())
            .map(MigrationVersion::getVersion)
            .orElse("none");
    return new StoreFault(
        "store "
            + dialect.place()
            + " was written by a newer Digest (schema "
            + current.getVersion()
            + ", this one knows "
            + ours
            + "). Install that version again, or restore a backup made before the update");
  }
}
