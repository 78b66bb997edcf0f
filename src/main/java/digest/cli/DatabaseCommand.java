package digest.cli;

import digest.press.Press;
import digest.press.ReleaseStore;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code digest database …} */
@Command(
    name = "database",
    description = "Brings the store up to date, copies it, moves it, or lets a copy send.")
final class DatabaseCommand {

  private static final int DECLINED = 1;
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

  @Command(
      description = {
        "Copies the store to a new file, also while it is sending.",
        "A copy starts held: nothing is sent from it until: digest database release"
      })
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

  @Command(
      description = {
        "Lets a store send that is held because it may be a copy of another.",
        "Shows first what would go out by itself."
      })
  int release(@Mixin ConfigOption config, @Mixin YesOption yes) {
    return session.with(config, press -> release(press, yes));
  }

  private int release(Press press, YesOption yes) {
    ReleaseStore.Plan plan = press.releaseStore().plan();
    if (plan.why() == null) {
      session.out().line("The store is not held; there is nothing to release.");
      return 0;
    }
    session.out().line(Style.WARNING, plan.why());
    new ReleaseText(session.out()).print(plan);
    if (!yes.isGiven(
        session, "Does nobody else send from this store or its original? Release it?")) {
      return DECLINED;
    }
    press.releaseStore().release();
    session.out().line(Style.GOOD, "Released. A running digest serve goes on by itself.");
    return 0;
  }
}
