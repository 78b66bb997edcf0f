package digest.cli;

import digest.press.Press;
import java.util.List;

/**
 * A press, and what the command line says about its configuration.
 *
 * @param relay {@code host:port} of the relay as a message names it; with several, joined by commas
 * @param warnings what in the configuration works and is perhaps not meant
 */
public record OpenPress(Press press, String relay, List<String> warnings) {

  /** Copies the list. */
  public OpenPress {
    warnings = List.copyOf(warnings);
  }
}
