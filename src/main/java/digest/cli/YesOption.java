package digest.cli;

import picocli.CommandLine.Option;

/** Whether a question is answered beforehand (safety T31). */
final class YesOption {

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask; needed where nobody can answer.")
  private boolean given;

  /**
   * Asks, unless the answer was given.
   *
   * @throws UsageFault when it was not, and nobody can be asked
   */
  boolean isGiven(Session session, String question) {
    if (given) {
      return true;
    }
    if (!session.terminal().interactive()) {
      throw new UsageFault(
          "nothing was done: \"" + question + "\" There is no terminal to answer on; add --yes.");
    }
    boolean agrees = session.terminal().agrees(question);
    if (!agrees) {
      session.err().line("Nothing was done.");
    }
    return agrees;
  }
}
