package digest.render;

import java.util.regex.Pattern;

/** Which addresses may stand in a mail: absolute, http or https, no user info (safety T6). */
final class SafeLink {
  private static final Pattern WEB =
      Pattern.compile("(?i)https?://[^\\s/?#@\\\\\"'<>]+([/?#][^\\s\"<>]*)?");

  private SafeLink() {}

  /** The link byte for byte, or nothing. */
  static String orEmpty(String link) {
    boolean isSafe = WEB.matcher(link).matches() && CleanText.line(link).equals(link);
    return isSafe ? link : "";
  }
}
