package digest.delivery;

import org.jspecify.annotations.Nullable;

/**
 * One line of a reply (RFC 5321 §4.2.1, RFC 3463 §2), taken apart by hand: there are some for every
 * mail.
 *
 * @param code 0 when the line has none
 * @param status the enhanced code, or null
 * @param text the rest, without white space around it
 */
record ReplyLine(int code, @Nullable String status, String text) {

  private static final int CODE = 3;
  private static final int MOST_DIGITS = 3;

  static ReplyLine of(String line) {
    boolean isCoded = digits(line, 0) >= CODE;
    boolean isMarked = isCoded && (line.startsWith(" ", CODE) || line.startsWith("-", CODE));
    String rest = isCoded ? line.substring(CODE + (isMarked ? 1 : 0)) : line;
    int end = endOfStatus(rest);
    return new ReplyLine(
        isCoded ? Integer.parseInt(line, 0, CODE, 10) : 0,
        end > 0 ? rest.substring(0, end) : null,
        rest.substring(end).strip());
  }

  /** Where an enhanced code at the start ends, {@code 5.1.1}; 0 when there is none. */
  private static int endOfStatus(String text) {
    if (text.isEmpty() || "245".indexOf(text.charAt(0)) < 0) {
      return 0;
    }
    int subject = number(text, 1);
    int end = subject == 0 ? 0 : number(text, subject);
    boolean isWhole = end > 0 && (end == text.length() || isBlank(text.charAt(end)));
    return isWhole ? end : 0;
  }

  /** Where a dot and one to three digits end; 0 when they are not here. */
  private static int number(String text, int from) {
    int count = text.startsWith(".", from) ? digits(text, from + 1) : 0;
    return count > 0 && count <= MOST_DIGITS ? from + 1 + count : 0;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
