package digest.cli;

import digest.audience.EmailAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an edition is sent. */
final class SendOptions {

  @Mixin YesOption yes = new YesOption();
  @Mixin ConfigOption config = new ConfigOption();
  @Mixin JsonOption json = new JsonOption();

  @Option(
      names = "--dry-run",
      description = "Write each mail as a file instead of sending it; changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--test",
      paramLabel = "ADDRESS",
      arity = "1..*",
      description = "Send it only there, marked [TEST]; changes nothing.")
  private List<EmailAddress> tests = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where a dry run writes; default: edition-ID-dry-run.")
  private @Nullable Path out;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "2m",
      description = "For a relay that does not answer and for the next try; default: 2m.")
  private Duration patience = Duration.ofMinutes(2);

  @Option(names = "--no-progress", description = "Draw no progress bar.")
  private boolean withoutProgress;

  boolean isDryRun() {
    return dryRun;
  }

  List<EmailAddress> tests() {
    return tests;
  }

  Path out(long edition) {
    return out == null ? Path.of("edition-" + edition + "-dry-run") : out;
  }

  Duration patience() {
    return patience;
  }

  boolean isProgressShown() {
    return !withoutProgress && !json.isWanted();
  }
}
