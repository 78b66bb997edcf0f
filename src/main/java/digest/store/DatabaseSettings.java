package digest.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is.
 *
 * @param url {@code sqlite:PATH} (relative to the configuration file's folder) or a {@code
 *     jdbc:postgresql:} address
 * @param password never printed
 * @param dataDir for files that may be deleted at any time, made when missing
 */
public record DatabaseSettings(
    String url, @Nullable String username, @Nullable String password, Path dataDir) {

  /** Without the password. */
  @Override
  public String toString() {
    return url;
  }
}
