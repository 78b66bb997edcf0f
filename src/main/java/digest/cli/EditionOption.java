package digest.cli;

import digest.edition.Edition;
import digest.press.Press;
import picocli.CommandLine.Parameters;

/** Which edition. */
final class EditionOption {

  private static final Edition.Id UNSET = new Edition.Id(0);

  @Parameters(paramLabel = "ID", description = "The edition's number in the store.")
  private Edition.Id id = UNSET;

  Edition.Id id() {
    return id;
  }

  Edition find(Press press) {
    return press
        .rooms()
        .editions()
        .find(id)
        .orElseThrow(
            () -> new CommandFault("there is no edition " + id + "; see: digest edition list"));
  }
}
