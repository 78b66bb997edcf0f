package digest.store;

import org.jspecify.annotations.Nullable;

/**
 * Which readers a retraction concerns, as patterns of their choices for SQL's LIKE ({@link
 * digest.edition.Places#without}).
 *
 * @param emptied of whom no pick is left; null for nobody
 * @param untouched whose mail did not have what was retracted; null for nobody
 */
public record Affected(@Nullable String emptied, @Nullable String untouched) {

  /** Where all get all picks. */
  public static final Affected EVERYBODY = new Affected(null, null);
}
