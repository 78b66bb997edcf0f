package digest.cli;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands below {@code digest}, in the order of its help. To make them all takes longer than
 * most of them run, so of a line that names one only that one is made.
 */
final class Commands {

  private static final List<String> VERSION = List.of("-V", "--version");
  private static final String COMPLETION = "generate-completion";

  private final Map<Class<?>, CommandSpec> joined = new HashMap<>();
  private final Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();

  Commands(Session session) {
    all.put("demo", () -> alone(new DemoCommand(session)));
    all.put("init", () -> alone(new InitCommand(session)));
    all.put("check", () -> alone(new CheckCommand(session)));
    all.put("serve", () -> alone(new ServeCommand(session)));
    all.put("send", () -> alone(new SendCommand(session)));
    all.put(
        "edition",
        () ->
            group(
                new EditionCommand(session),
                new EditionSteering(session),
                new EditionSending(session),
                new EditionRetraction(session),
                new SimulateCommand(session)));
    all.put("newsletter", () -> alone(new NewsletterCommand(session)));
    all.put("feed", () -> alone(new FeedCommand(session)));
    all.put(
        "article",
        () ->
            group(
                new ArticleCommand(session),
                new RelatedCommand(session),
                new WishCommand(session)));
    all.put(
        "subscriber", () -> group(new SubscriberCommand(session), new SubscriberChanges(session)));
    all.put("delivery", () -> alone(new DeliveryCommand(session)));
    all.put("bounce", () -> alone(new BounceCommand(session)));
    all.put("database", () -> alone(new DatabaseCommand(session)));
    all.put("bench", () -> alone(new BenchCommand(session)));
    all.put(COMPLETION, () -> alone(new AutoComplete.GenerateCompletion()));
  }

  /** Puts what these arguments may need below the root. */
  void addTo(CommandLine root, String... args) {
    Set<String> wanted = wanted(args);
    all.forEach(
        (name, command) -> {
          if (wanted.contains(name)) {
            root.addSubcommand(name, command.get());
          }
        });
  }

  /** Whatever is not plainly one command may name another, or print the help of all. */
  private Set<String> wanted(String... args) {
    if (args.length == 1 && VERSION.contains(args[0])) {
      return Set.of();
    }
    String first = Arrays.stream(args).filter(word -> !word.startsWith("-")).findFirst().orElse("");
    return all.containsKey(first) && !first.equals(COMPLETION) ? Set.of(first) : all.keySet();
  }

  /** The group's own command that a joined class was taken from; null for any other. */
  @Nullable CommandSpec home(Class<?> commands) {
    return joined.get(commands);
  }

  private static CommandLine alone(Object command) {
    return new CommandLine(command);
  }

  /** A group of commands may fill several classes. */
  private CommandLine group(Object first, Object... others) {
    CommandLine group = new CommandLine(first);
    for (Object other : others) {
      CommandLine source = new CommandLine(other);
      joined.put(other.getClass(), source.getCommandSpec());
      source.getSubcommands().forEach(group::addSubcommand);
    }
    return group;
  }
}
