package digest;

import digest.cli.DigestCommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program: builds the house for one command and takes it down again. */
final class Main {

  private Main() {}

  public static void main(String[] args) {
    int code;
    try (App app = new App()) {
      code = DigestCommand.run(app.doors(), utf8(System.out), utf8(System.err), args);
    }
    System.exit(code); // libraries leave threads behind that would keep the JVM for seconds
  }

  /** Headlines of every script and the ticks of a report, whatever the machine's locale is. */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
