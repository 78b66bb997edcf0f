package digest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * Makes texts of others fit for a terminal (safety T25): feeds, relays and imports may hold escape
 * sequences, and a terminal obeys them.
 */
final class PlainText {

  /** Controls of both sets, line and paragraph separators, bidirectional overrides. */
  private static final Pattern UNFIT =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

  /** What JSON allows as it is and a terminal still obeys. */
  private static final Pattern UNFIT_IN_JSON =
      Pattern.compile("[\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

  private PlainText() {}

  /** One line; whatever a terminal could obey becomes a space. */
  static String line(String text) {
    return UNFIT.matcher(text).replaceAll(" ");
  }

  /** The same JSON with those characters as escapes of four digits (RFC 8259 §7). */
  static String json(String json) {
    return UNFIT_IN_JSON
        .matcher(json)
        .replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
  }

  /** Columns it takes in a terminal: wide letters two, combining marks none. */
  static int width(String text) {
    return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
  }

  /** Lines of at most that many columns, broken between words; a longer word has its own line. */
  static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The beginning, with an ellipsis, when it takes more columns than allowed. */
  static String shortened(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int taken = 1;
    for (int point : text.codePoints().toArray()) {
      taken += Math.max(0, WCWidth.wcwidth(point));
      if (taken > columns) {
        break;
      }
      kept.appendCodePoint(point);
    }
    return kept.toString().stripTrailing() + "…";
  }
}
