package digest.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the configuration is. */
final class ConfigOption {

  private static final String USUAL = "digest.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:DIGEST_CONFIG:-" + USUAL + "}",
      description = "The configuration; default: $$DIGEST_CONFIG, else digest.yaml.")
  private Path file = Path.of(USUAL);

  Path file() {
    return file;
  }

  /** A command for this configuration, to be typed next. */
  String command(String words) {
    return "digest " + words + (file.equals(Path.of(USUAL)) ? "" : " --config " + file);
  }
}
