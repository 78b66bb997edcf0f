package digest.feed;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that was decoded wrongly before it came into the feed, where that is beyond doubt. */
final class Mojibake {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** UTF-8 taken for Latin-1: no text has C1 control characters behind such letters. */
  private static final Pattern LATIN_1 =
      Pattern.compile(
          "(?=.{0,3}[\\x80-\\x9f])(?:[\\xc2-\\xdf][\\x80-\\xbf]|[\\xe0-\\xef][\\x80-\\xbf]{2}"
              + "|[\\xf0-\\xf4][\\x80-\\xbf]{3})");

  /** The quotation marks and dashes of UTF-8 taken for Windows-1252. */
  private static final Pattern PUNCTUATION =
      Pattern.compile("\u00e2\u20ac[\u00a0-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u2122]");

  private static final Pattern C1 = Pattern.compile("[\\x80-\\x84\\x86-\\x9f]");

  private Mojibake() {}

  /** The text as it was meant; single C1 characters mean Windows-1252 (picking T7). */
  static String mended(String text) {
    if (text.chars().noneMatch(c -> c >= 0x80 && c <= 0xef)) {
      return text;
    }
    String once =
        LATIN_1.matcher(text).replaceAll(match -> again(match, StandardCharsets.ISO_8859_1));
    String twice = PUNCTUATION.matcher(once).replaceAll(match -> again(match, WINDOWS_1252));
    return C1.matcher(twice).replaceAll(Mojibake::fromWindows1252);
  }

  private static String again(MatchResult match, Charset wrong) {
    String right = new String(match.group().getBytes(wrong), StandardCharsets.UTF_8);
    boolean isWhole = right.codePointCount(0, right.length()) == 1 && !right.equals("\ufffd");
    return Matcher.quoteReplacement(isWhole ? right : match.group());
  }

  private static String fromWindows1252(MatchResult match) {
    byte[] one = match.group().getBytes(StandardCharsets.ISO_8859_1);
    return Matcher.quoteReplacement(new String(one, WINDOWS_1252));
  }
}
