package digest.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Which recipients share one rendering: those with the same optional fields filled.
 *
 * @param named whether the recipient has a name
 */
public record Variant(boolean named) {

  /** The variant of a recipient with this name. */
  public static Variant of(@Nullable String name) {
    return new Variant(name != null && !name.isEmpty());
  }

  /** The store's key: {@code named} or {@code unnamed}. */
  public String key() {
    return named ? "named" : "unnamed";
  }
}
