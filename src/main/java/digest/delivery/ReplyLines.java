package digest.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Takes a reply's lines apart (RFC 5321 §4.2.1, RFC 3463 §2): by hand, for there is one for every
 * command of every mail. Not for two threads.
 */
final class ReplyLines {

  private static final int CODE = 3;
  private static final int MOST_DIGITS = 3;

  private final String lines;
  private final StringBuilder words = new StringBuilder();
  private int code;
  private @Nullable String status;

  ReplyLines(String lines) {
    this.lines = lines;
  }

  SmtpReply reply(String command) {
    int from = 0;
    while (from <= lines.length()) {
      int to = endOfLine(from);
      take(lines.substring(from, to));
      boolean isPair = lines.startsWith("\r\n", to);
      from = to + (isPair ? 2 : 1);
    }
    return new SmtpReply(code, status, SmtpReply.printable(words.toString()), command);
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < lines.length() && lines.charAt(at) != '\r' && lines.charAt(at) != '\n') {
      at++;
    }
    return at;
  }

  private void take(String line) {
    String rest = line;
    if (digits(line, 0) >= CODE) {
      code = Integer.parseInt(line, 0, CODE, 10);
      boolean isMarked = line.startsWith(" ", CODE) || line.startsWith("-", CODE);
      rest = line.substring(CODE + (isMarked ? 1 : 0));
    }
    int end = endOfStatus(rest);
    if (end > 0) {
      status = rest.substring(0, end);
      rest = rest.substring(end);
    }
    String said = rest.strip();
    words.append(words.isEmpty() || said.isEmpty() ? "" : " ").append(said);
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
