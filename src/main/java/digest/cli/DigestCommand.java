package digest.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import picocli.AutoComplete;
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

  private final Map<Class<?>, CommandSpec> joined = new HashMap<>();

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
    return root.commandLine(session)
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults)
        .setExecutionStrategy(root::execute)
        .execute(args);
  }

  private CommandLine commandLine(Session session) {
    CommandLine edition = new CommandLine(new EditionCommand(session));
    join(
        edition,
        new EditionSteering(session),
        new EditionSending(session),
        new EditionRetraction(session),
        new SimulateCommand(session));
    CommandLine subscriber = new CommandLine(new SubscriberCommand(session));
    join(subscriber, new SubscriberChanges(session));
    CommandLine article = new CommandLine(new ArticleCommand(session));
    join(article, new RelatedCommand(session), new WishCommand(session));
    CommandLine line =
        new CommandLine(this)
            .addSubcommand(new DemoCommand(session))
            .addSubcommand(new InitCommand(session))
            .addSubcommand(new CheckCommand(session))
            .addSubcommand(new ServeCommand(session))
            .addSubcommand(new SendCommand(session))
            .addSubcommand(edition)
            .addSubcommand(new NewsletterCommand(session))
            .addSubcommand(new FeedCommand(session))
            .addSubcommand(article)
            .addSubcommand(subscriber)
            .addSubcommand(new DeliveryCommand(session))
            .addSubcommand(new BounceCommand(session))
            .addSubcommand(new DatabaseCommand(session))
            .addSubcommand(new BenchCommand(session))
            .addSubcommand(new AutoComplete.GenerateCompletion());
    line.getCommandSpec().version("digest " + version());
    Converters.register(line);
    return line.setOut(writer(session.out()))
        .setErr(writer(session.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(session.out().colours() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** A group of commands may fill several classes. */
  private void join(CommandLine group, Object... others) {
    for (Object other : others) {
      CommandLine source = new CommandLine(other);
      joined.put(other.getClass(), source.getCommandSpec());
      source.getSubcommands().forEach(group::addSubcommand);
    }
  }

  boolean isDebugging() {
    return debugging;
  }

  private int execute(ParseResult parsed) {
    if (debugging) {
      Logs.events();
    } else {
      Logs.quiet();
    }
    // picocli calls a command's method on its parent's object, which a joined one's is not.
    CommandSpec last =
        parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1).getCommandSpec();
    if (last.userObject() instanceof Method method) {
      CommandSpec home = joined.get(method.getDeclaringClass());
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
