package digest.delivery;

import digest.edition.Choice;
import org.jspecify.annotations.Nullable;

/**
 * Which recipients share one rendering: those with the same optional fields filled and the same
 * picks.
 *
 * @param named whether the recipient has a name
 */
public record Variant(boolean named, Choice picks) {

  /** With all picks. */
  public Variant(boolean named) {
    this(named, Choice.ALL);
  }

  /** The variant of a recipient with this name, with all picks. */
  public static Variant of(@Nullable String name) {
    return of(name, Choice.ALL);
  }

  /** The variant of a recipient with this name and this choice. */
  public static Variant of(@Nullable String name, Choice picks) {
    return new Variant(name != null && !name.isEmpty(), picks);
  }

  /** The store's key: {@code named} or {@code unnamed}; of a choice, followed by its marks. */
  public String key() {
    String key = named ? "named" : "unnamed";
    return picks.isAll() ? key : key + " " + picks.marks();
  }
}
