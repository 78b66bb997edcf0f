package digest.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The {@code digest} command. */
@Command(
    name = "digest",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = "Builds a newsletter from feeds and mails it to its subscribers, each once.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all well",
      "1:a fault, or the work is not finished",
      "2:usage",
      "3:finished, but somebody was rejected, expired or is uncertain"
    })
public final class DigestCommand {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print more to the log, and where a bug happened.")
  private boolean debugging;

  private DigestCommand() {}

  /**
   * Runs one command line to its end.
   *
   * @return 0 all well, 1 fault, 2 usage, 3 finished but somebody was rejected, expired or
   *     uncertain
   */
  public static int run(Doors doors, PrintStream out, PrintStream err, String... args) {
    return run(new Session(doors, Terminal.of(out, err)), args);
  }

  static int run(Session session, String... args) {
    DigestCommand root = new DigestCommand();
    Faults faults = new Faults(session.err(), root);
    Commands commands = new Commands(session);
    return root.commandLine(session, commands, args)
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults)
        .setExecutionStrategy(parsed -> root.execute(parsed, commands))
        .execute(args);
  }

  private CommandLine commandLine(Session session, Commands commands, String... args) {
    CommandLine line = new CommandLine(this);
    commands.addTo(line, args);
    line.getCommandSpec().version("digest " + version());
    Converters.register(line);
    return line.setOut(writer(session.out()))
        .setErr(writer(session.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(session.out().colours() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  boolean isDebugging() {
    return debugging;
  }

  private int execute(ParseResult parsed, Commands commands) {
    if (debugging) {
      Logs.events();
    } else {
      Logs.quiet();
    }
    // picocli calls a command's method on its parent's object, which a joined one's is not.
    CommandSpec last =
        parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1).getCommandSpec();
    if (last.userObject() instanceof Method method) {
      CommandSpec home = commands.home(method.getDeclaringClass());
      last.parent(home == null ? last.parent() : home);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** As the jar says; classes outside a jar have none. */
  private static String version() {
    String version = DigestCommand.class.getPackage().getImplementationVersion();
    return version == null ? "from sources" : version;
  }

  private static PrintWriter writer(Screen screen) {
    return new PrintWriter(screen.stream(), true, StandardCharsets.UTF_8);
  }
}
