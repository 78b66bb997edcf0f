package digest.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much the log tells on stderr. A command says itself what went wrong, so the log keeps quiet;
 * what runs for days tells its events there. {@code -Ddigest.log=INFO} overrules both.
 */
final class Logs {

  private Logs() {}

  static void quiet() {
    level(Level.ERROR);
  }

  static void events() {
    level(Level.INFO);
  }

  private static void level(Level level) {
    if (System.getProperty("digest.log") == null
        && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(level);
    }
  }
}
