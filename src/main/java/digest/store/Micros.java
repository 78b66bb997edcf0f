package digest.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants as the store keeps them: microseconds since 1970-01-01T00:00Z, rounded down. */
final class Micros {

  private static final long SECOND = 1_000_000;
  private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;

  private Micros() {}

  /** Instants beyond what 64 bits hold (292,000 years) become the nearest one that fits. */
  static long of(Instant instant) {
    long second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, instant.getEpochSecond()));
    return second * SECOND + instant.getNano() / 1000;
  }

  static @Nullable Long orNull(@Nullable Instant instant) {
    return instant == null ? null : of(instant);
  }

  static Instant at(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1000);
  }

  static Instant at(ResultSet row, String column) throws SQLException {
    return at(row.getLong(column));
  }

  static @Nullable Instant atOrNull(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : at(micros);
  }
}
