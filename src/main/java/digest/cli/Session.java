package digest.cli;

import digest.press.Press;
import java.util.function.ToIntFunction;

/** One run of the program: what a command opens is closed again here. */
record Session(Doors doors, Terminal terminal) {

  /** Works with the press of that configuration. */
  int with(ConfigOption config, ToIntFunction<Press> work) {
    return over(options(config), open -> work.applyAsInt(open.press()));
  }

  /** The same, for commands that need to know more than the press. */
  int over(Options options, ToIntFunction<OpenPress> work) {
    OpenPress open = doors.press().apply(options);
    try {
      return work.applyAsInt(open);
    } finally {
      open.press().close();
    }
  }

  Options options(ConfigOption config) {
    return new Options(config.file(), terminal.environment(), null);
  }

  Screen out() {
    return terminal.out();
  }

  /** Remarks that are no data. */
  Screen err() {
    return terminal.err();
  }

  void json(Object document) {
    Json.print(terminal.out().stream(), document);
  }

  /** What does not close is a fault of ours, and no reason to hide how the command ended. */
  static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("something could not be closed: " + e.getMessage(), e);
    }
  }
}
