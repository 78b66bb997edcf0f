package digest.select;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** Decodes what a feed encoded twice and a reader would see as letters and signs (picking T7). */
final class Entities {

  private static final Pattern VISIBLE =
      Pattern.compile("&(?:#\\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});");

  private Entities() {}

  /** Decodes once; a name that HTML does not know stays as it is. */
  static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return VISIBLE.matcher(text).replaceAll(Entities::character);
  }

  private static String character(MatchResult entity) {
    return Matcher.quoteReplacement(Parser.unescapeEntities(entity.group(), true));
  }
}
