package digest.cli;

import java.io.PrintStream;

/** The {@code digest} command. */
public final class DigestCommand {

  private DigestCommand() {}

  /**
   * Runs one command line to its end.
   *
   * @return 0 all well, 1 fault, 2 usage, 3 finished but somebody was rejected, expired or uncertain
   */
  public static int run(Doors doors, PrintStream out, PrintStream err, String... args) {
    throw new UnsupportedOperationException("not built yet");
  }
}
