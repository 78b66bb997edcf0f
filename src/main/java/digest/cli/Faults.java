package digest.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: our own faults in one sentence, bugs with a way to report them. */
final class Faults
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {

  private static final int FAULT = 1;
  private final Screen err;
  private final DigestCommand root;

  Faults(Screen err, DigestCommand root) {
    this.err = err;
    this.root = root;
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine line, ParseResult parsed) {
    if (fault instanceof UsageFault) {
      return usage(line, fault.getMessage());
    }
    if (isOurs(fault)) {
      say(String.valueOf(fault.getMessage()));
    } else {
      say(fault.getClass().getSimpleName() + ": " + fault.getMessage());
      err.line("This is a bug. Run it again with --debug, and report what it prints.");
    }
    if (root.isDebugging()) {
      err.text(trace(fault));
    }
    return FAULT;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    CommandLine line = fault.getCommandLine();
    return usage(line, message(fault));
  }

  private static String message(ParameterException fault) {
    if (fault instanceof UnmatchedArgumentException unmatched) {
      String suggestion =
          unmatched.getSuggestions().stream()
              .findFirst()
              .map(one -> "\nDid you mean: " + one + "?")
              .orElse("");
      return "\"" + unmatched.getUnmatched().get(0) + "\" is not known here" + suggestion;
    }
    return String.valueOf(fault.getMessage());
  }

  private int usage(CommandLine line, @Nullable String message) {
    say(String.valueOf(message));
    err.line("See: " + line.getCommandSpec().qualifiedName() + " --help");
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  private void say(String message) {
    err.line(Style.BAD, "digest: " + message.lines().findFirst().orElse(""));
    message.lines().skip(1).forEach(line -> err.line("        " + line));
  }

  /** Faults of the house are made for people to read; all others nobody foresaw. */
  private static boolean isOurs(Exception fault) {
    return fault.getClass().getName().startsWith("digest.");
  }

  private static String trace(Exception fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
