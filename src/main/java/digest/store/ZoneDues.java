package digest.store;

import digest.delivery.Due;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The dues by zone, each worked out once: there are millions of readers and some hundred zones. */
final class ZoneDues {

  private static final String NONE = "";

  private final Function<Optional<ZoneId>, Due> dues;
  private final Map<String, Due> known = new HashMap<>();

  ZoneDues(Function<Optional<ZoneId>, Due> dues) {
    this.dues = dues;
  }

  /** Of a reader with this zone, or with none. */
  Due in(@Nullable String zone) {
    return known.computeIfAbsent(zone == null ? NONE : zone, key -> dues.apply(zone(key)));
  }

  /** A zone that this machine does not know is none (picking Z8). */
  static Optional<ZoneId> zone(String id) {
    try {
      return id.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(id));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
