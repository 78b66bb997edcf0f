package digest.store;

import digest.delivery.Delivery;
import java.util.Map;

/**
 * Whom an edition would go to if it were frozen now.
 *
 * @param listed everybody on the list
 * @param prepared those who would get it
 * @param excluded how many would not, by reason; reasons with none are missing
 */
public record Audience(long listed, long prepared, Map<Delivery.Exclusion, Long> excluded) {
  /** Copies the map. */
  public Audience {
    excluded = Map.copyOf(excluded);
  }
}
