package digest.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code digest database …} */
@Command(name = "database", description = "Brings the store up to date, or copies it.")
final class DatabaseCommand {

  private final Session session;

  DatabaseCommand(Session session) {
    this.session = session;
  }

  /** Opening a store brings it up to date. */
  @Command(description = "Makes the tables, or brings them up to date; harmless when they are.")
  int migrate(@Mixin ConfigOption config) {
    return session.with(
        config,
        press -> {
          session.out().line("The store is up to date.");
          return 0;
        });
  }

  @Command(description = "Copies the store to a new file, also while it is sending.")
  int backup(
      @Parameters(paramLabel = "FILE", description = "Must not exist yet.") Path file,
      @Mixin ConfigOption config) {
    return session.with(
        config,
        press -> {
          press.rooms().database().backup(file);
          session.out().line("Copied to " + file);
          return 0;
        });
  }
}
