package digest.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a relay answered, verbatim.
 *
 * @param code three digits, 200 to 599
 * @param status the enhanced code (RFC 3463), such as {@code 5.1.1}, or null
 * @param text the words after the codes, lines joined by a space, without control characters
 * @param command the command it answered: {@code RCPT}, {@code DATA}, {@code .} for the final dot
 */
public record SmtpReply(int code, @Nullable String status, String text, String command) {

  private static final int MAX_TEXT = 1000;

  /** Reads one or more reply lines (RFC 5321 §4.2.1); what is no reply becomes code 0. */
  public static SmtpReply parse(String lines, String command) {
    StringBuilder words = new StringBuilder();
    int code = 0;
    String status = null;
    int from = 0;
    while (from <= lines.length()) {
      int to = endOfLine(lines, from);
      ReplyLine line = ReplyLine.of(lines.substring(from, to));
      code = line.code() == 0 ? code : line.code();
      status = line.status() == null ? status : line.status();
      words.append(words.isEmpty() || line.text().isEmpty() ? "" : " ").append(line.text());
      from = to + (lines.startsWith("\r\n", to) ? 2 : 1);
    }
    return new SmtpReply(code, status, printable(words.toString()), command);
  }

  private static int endOfLine(String lines, int from) {
    int at = from;
    while (at < lines.length() && lines.charAt(at) != '\r' && lines.charAt(at) != '\n') {
      at++;
    }
    return at;
  }

  /** One line, nothing that steers a terminal, not too long. */
  private static String printable(String text) {
    String clean =
        text.chars().allMatch(c -> c >= ' ' && c < 0x7f)
            ? text.strip()
            : text.replaceAll("[\\p{Cc}\\p{Cf}]+", " ").strip();
    return clean.length() <= MAX_TEXT ? clean : clean.substring(0, MAX_TEXT);
  }

  /** 2yz or 3yz: the relay goes along. */
  public boolean isPositive() {
    return code >= 200 && code < 400;
  }

  /** 4yz: later, perhaps. */
  public boolean isTransient() {
    return code >= 400 && code < 500;
  }

  /** 5yz: never. */
  public boolean isPermanent() {
    return code >= 500 && code < 600;
  }

  /** As a relay's log shows it. */
  @Override
  public String toString() {
    return code + (status == null ? "" : " " + status) + (text.isEmpty() ? "" : " " + text);
  }
}
