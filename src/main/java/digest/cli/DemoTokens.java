package digest.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the places in the demo's files, so that its articles are always fresh: {@code [[iso -3h]]},
 * {@code [[rfc822 -2d]]}, {@code [[isolocal -75m]]} (UTC, without a zone), {@code [[site]]}, {@code
 * [[webPort]]}, {@code [[smtpPort]]}.
 *
 * @param now what the dates count from
 */
record DemoTokens(Instant now, int webPort, int smtpPort) {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\[\\[(?:(rfc822|iso|isolocal) -(\\d{1,4})([mhd])|(site|webPort|smtpPort))\\]\\]");

  /** The address of the demo's pages. */
  String site() {
    return "http://127.0.0.1:" + webPort;
  }

  /** The text without tokens; what looks like one and is none stays. */
  String fill(String text) {
    return TOKEN.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private String value(MatchResult token) {
    String name = token.group(1) == null ? token.group(4) : token.group(1);
    return switch (name) {
      case "site" -> site();
      case "webPort" -> Integer.toString(webPort);
      case "smtpPort" -> Integer.toString(smtpPort);
      default -> date(name, now.minus(back(token)).truncatedTo(ChronoUnit.SECONDS));
    };
  }

  private static Duration back(MatchResult token) {
    long count = Long.parseLong(token.group(2));
    return switch (token.group(3)) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static String date(String form, Instant instant) {
    return switch (form) {
      case "rfc822" ->
          DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
      case "iso" -> instant.toString();
      default ->
          DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
              LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    };
  }
}
