package digest.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An event as a line: {@code 07:00:01.250 WARN Alarm what happened}, and the stack trace of what
 * was thrown. Control characters never reach a terminal.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  @Override
  public String doLayout(ILoggingEvent event) {
    String name = event.getLoggerName();
    IThrowableProxy thrown = event.getThrowableProxy();
    return String.format(
            Locale.ROOT,
            "%s %-5s %s %s%n",
            TIME.format(Instant.ofEpochMilli(event.getTimeStamp())),
            event.getLevel(),
            name.substring(name.lastIndexOf('.') + 1),
            CONTROL.matcher(event.getFormattedMessage()).replaceAll(" "))
        + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
  }
}
