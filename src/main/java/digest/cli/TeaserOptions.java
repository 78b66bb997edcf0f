package digest.cli;

import digest.edition.TeaserRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How long teasers are. */
final class TeaserOptions {

  private static final int SENTENCES = 240;

  @ArgGroup(exclusive = true)
  private @Nullable Unit unit;

  @Option(
      names = "--marker",
      paramLabel = "TEXT",
      description = "Put after a cut; default: \"" + TeaserRules.MARKER + "\".")
  private String marker = TeaserRules.MARKER;

  /** One of the three. */
  private static final class Unit {
    @Option(names = "--words", paramLabel = "N", description = "Words of a teaser; default: 55.")
    private @Nullable Integer words;

    @Option(
        names = "--sentences",
        description = "Whole sentences, as many as fit into 240 characters.")
    private boolean sentences;

    @Option(names = "--chars", paramLabel = "N", description = "Characters of a teaser.")
    private @Nullable Integer chars;
  }

  /** As the user wants them. */
  TeaserRules rules() {
    try {
      return chosen();
    } catch (IllegalArgumentException e) {
      throw new UsageFault(String.valueOf(e.getMessage()));
    }
  }

  private TeaserRules chosen() {
    if (unit == null) {
      return new TeaserRules(TeaserRules.DEFAULT.mode(), TeaserRules.DEFAULT.limit(), marker);
    }
    if (unit.words != null) {
      return new TeaserRules(TeaserRules.Mode.WORDS, unit.words, marker);
    }
    return unit.sentences || unit.chars == null
        ? new TeaserRules(TeaserRules.Mode.SENTENCES, SENTENCES, marker)
        : new TeaserRules(TeaserRules.Mode.CHARS, unit.chars, marker);
  }
}
