package digest.cli;

import digest.press.Press;
import digest.press.ReleaseStore;
import digest.store.MoveStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
  @Command(
      description = {
        "Makes the tables, or brings them up to date; harmless when they are.",
        "With --from and --to: moves a grown store into an empty one, such as from a file to a server."
      })
  int migrate(
      @Option(
              names = "--from",
              paramLabel = "URL",
              description = "sqlite:FILE, or jdbc:postgresql://…")
          @Nullable String from,
      @Option(names = "--to", paramLabel = "URL", description = "The same; must be empty.")
          @Nullable String to,
      @Option(
              names = "--username",
              paramLabel = "NAME",
              description = "Of the server; the password comes from DIGEST_DATABASE_PASSWORD.")
          @Nullable String username,
      @Mixin ConfigOption config) {
    if (from != null && to != null) {
      return move(session.options(config), new MoveOptions(from, to, username));
    }
    if (from != null || to != null || username != null) {
      throw new UsageFault("a move needs both: --from and --to");
    }
    return session.with(
        config,
        press -> {
          session.out().line("The store is up to date.");
          return 0;
        });
  }

  private int move(Options options, MoveOptions wanted) {
    Instant begin = session.doors().clock().instant();
    List<MoveStore.Moved> moved =
        session
            .doors()
            .move()
            .apply(options, wanted)
            .move(
                (name, rows) ->
                    session.err().line(Style.DIM, name + ": " + Words.count(rows, "row")));
    Duration took = Duration.between(begin, session.doors().clock().instant());
    Table table = Table.of("Table", "Rows").right(1);
    moved.forEach(one -> table.row(one.table(), Words.number(one.rows())));
    session.out().table(table, "");
    session
        .out()
        .line(
            Style.GOOD,
            "Moved in "
                + When.words(took)
                + "; every row was read back and is the same. Nothing is sent from the old store any"
                + " more.");
    session.out().line("Now let database.url in " + options.config() + " be " + wanted.to());
    return 0;
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
