package digest.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where a command prints and asks: data go to {@code out}, remarks and questions to {@code err}.
 *
 * @param interactive a person sits there who can answer
 * @param bars whether a progress bar may be drawn on {@code err}
 */
record Terminal(
    Screen out,
    Screen err,
    BufferedReader in,
    Map<String, String> environment,
    boolean interactive,
    boolean bars) {

  private static final int COLUMNS = 100;

  /** The terminal of this process. */
  @SuppressWarnings("SystemConsoleNull") // null only up to JDK 21; the method below asks the others
  static Terminal of(PrintStream out, PrintStream err) {
    Map<String, String> environment = System.getenv();
    Console console = System.console();
    boolean isTerminal = console != null && isTerminal(console);
    boolean colours = isTerminal && !environment.containsKey("NO_COLOR");
    Screen data = new Screen(out, colours, isTerminal ? columns(environment) : Integer.MAX_VALUE);
    boolean errIsTerminal = isTerminal || leadsToTerminal("/proc/self/fd/2");
    Screen remarks = new Screen(err, errIsTerminal && colours, columns(environment));
    Charset charset = console == null ? Charset.defaultCharset() : console.charset();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, charset));
    return new Terminal(data, remarks, in, environment, isTerminal, errIsTerminal);
  }

  /** Asks for a yes; anything else is a no. */
  boolean agrees(String question) {
    err.ask(question + " [y/N] ");
    try {
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      throw new CommandFault("the answer could not be read: " + e.getMessage(), e);
    }
  }

  /** From JDK 22 on there may be a console without a terminal, which it then says itself. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  private static boolean leadsToTerminal(String descriptor) {
    try {
      return Files.readSymbolicLink(Path.of(descriptor)).toString().matches("/dev/(pts/|tty).*");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static int columns(Map<String, String> environment) {
    String told = environment.getOrDefault("COLUMNS", "");
    return told.matches("[1-9]\\d{1,4}") ? Integer.parseInt(told) : askedColumns();
  }

  /** {@code stty size} prints "rows columns". */
  private static int askedColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      String size = new String(stty.getInputStream().readAllBytes(), Charset.defaultCharset());
      stty.waitFor(1, TimeUnit.SECONDS);
      String columns = size.strip().replaceFirst("^\\d+ ", "");
      return columns.matches("[1-9]\\d{1,4}") ? Integer.parseInt(columns) : COLUMNS;
    } catch (IOException e) {
      return COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return COLUMNS;
    }
  }
}
