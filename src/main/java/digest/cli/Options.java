package digest.cli;

import digest.mail.DemoInbox;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to build the house for one command.
 *
 * @param config the configuration file, as the user named it; relative to the working directory
 * @param environment overrides the file's keys ({@code DIGEST_WEB_PORT}) and fills its {@code
 *     ${…}}; empty for the demo, so that nothing of the machine's leaks into it
 * @param inbox the demo's inbox, whose mails the web server shows; null outside the demo
 */
public record Options(Path config, Map<String, String> environment, @Nullable DemoInbox inbox) {

  /** Copies the map. */
  public Options {
    environment = Map.copyOf(environment);
  }

  /** Whether this is {@code digest demo}. */
  public boolean isDemo() {
    return inbox != null;
  }
}
