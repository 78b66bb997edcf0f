package digest.cli;

import picocli.CommandLine.Option;

/** Whether the data are for scripts. */
final class JsonOption {

  @Option(names = "--json", description = "Print one JSON document instead of words.")
  private boolean wanted;

  boolean isWanted() {
    return wanted;
  }
}
