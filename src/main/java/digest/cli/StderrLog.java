package digest.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sets the log up: to stderr, as stdout is for data. Logback finds it as a service; a file of its
 * own, {@code logback.xml}, {@code logback-test.xml} or {@code -Dlogback.configurationFile}, wins.
 *
 * <p>Not a file itself: to read one cost every command a third of its start (XML, reflection).
 */
public final class StderrLog extends ContextAwareBase implements Configurator {

  private static final String FILE = "logback.configurationFile";
  private static final List<String> FILES = List.of("/logback-test.xml", "/logback.xml");

  private static final Map<String, Level> LIBRARIES =
      Map.of(
          "org.eclipse.jetty", Level.WARN,
          "io.javalin", Level.WARN,
          "com.icegreen", Level.ERROR,
          "org.quartz", Level.WARN,
          "org.flywaydb", Level.WARN,
          "com.zaxxer", Level.WARN);

  /** For Logback, which looks for services. */
  public StderrLog() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty(FILE) != null || files().findAny().isPresent()) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getProperty("digest.log"), Level.WARN));
    root.addAppender(appender(context));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static Stream<String> files() {
    return FILES.stream().filter(file -> StderrLog.class.getResource(file) != null);
  }

  private static ConsoleAppender<ILoggingEvent> appender(LoggerContext context) {
    LogLine line = new LogLine();
    line.setContext(context);
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(line);
    encoder.start();
    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setName("STDERR");
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();
    return stderr;
  }
}
