package digest.mail;

import digest.audience.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A web address between the angle brackets of a header. */
final class HeaderUrl {

  private static final int MAX_OCTETS = 900; // RFC 5322 §2.1.1: a line has 998 at most
  private static final String HEX = "0123456789ABCDEF";

  private HeaderUrl() {}

  /** Whether it is absolute http or https, and short enough for a header's line. */
  static boolean isWeb(String url) {
    String start = url.substring(0, Math.min(8, url.length())).toLowerCase(Locale.ROOT);
    return (start.startsWith("http://") || start.startsWith("https://"))
        && of(url).length() <= MAX_OCTETS;
  }

  /** An address as a {@code mailto:} link writes it (RFC 6068 §2). */
  static String mailto(EmailAddress address) {
    return "mailto:"
        + of(address.toString().replace("%", "%25").replace("?", "%3F").replace("&", "%26"));
  }

  /** What must not stand in a header, percent-encoded: controls, spaces, brackets, non-ASCII. */
  static String of(String url) {
    return isFit(url) ? url : encoded(url);
  }

  private static boolean isFit(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (!isFit(url.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFit(int c) {
    return c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '"' && c != '\\';
  }

  private static String encoded(String url) {
    StringBuilder out = new StringBuilder(url.length());
    for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
      if (isFit(b)) {
        out.append((char) b);
      } else {
        out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return out.toString();
  }
}
