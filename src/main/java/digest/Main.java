package digest;

import digest.cli.DigestCommand;
import java.util.List;

/** The program: builds the house for one command and takes it down again. */
final class Main {

  private Main() {}

  public static void main(String[] args) {
    boolean serves = List.of(args).contains("serve");
    System.setProperty("digest.log", serves ? "INFO" : "WARN"); // before the first logger
    int code;
    try (App app = new App()) {
      code = DigestCommand.run(app.doors(), System.out, System.err, args);
    }
    System.exit(code); // libraries leave threads behind that would keep the JVM for seconds
  }
}
