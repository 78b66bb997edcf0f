package digest.select;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out the short codes that WordPress leaves in feeds when the plug-in that made them is gone
 * (picking T4). Other words in brackets stay: {@code [sic]}, {@code [VIDEO]} (picking T3).
 */
final class ShortCodes {

  /** What stands between these two is a picture's caption or an address. */
  private static final Pattern ENCLOSING =
      Pattern.compile("\\[((?i:caption|wp_caption)|embed|video|audio)(?=[\\s\\]])");

  /** Page builders' names have an underscore; {@code [video} is a code when it says of what. */
  private static final Pattern ALONE =
      Pattern.compile(
          "\\[/?(?:(?:caption|embed|gallery)(?=[\\s\\]])|(?:video|audio|playlist)\\s[^\\[\\]<>=]*+="
              + "|[a-z]{2,12}_[a-z_]{2,40}(?=[\\s\\]]))[^\\[\\]<>]{0,600}+\\]");

  private ShortCodes() {}

  /** The HTML without them; an enclosing code leaves the end of a paragraph. */
  static String without(String html) {
    if (html.indexOf('[') < 0) {
      return html;
    }
    return ALONE.matcher(withoutEnclosing(html)).replaceAll(" ");
  }

  private static String withoutEnclosing(String html) {
    Matcher begin = ENCLOSING.matcher(html);
    Set<String> endless = new HashSet<>();
    StringBuilder kept = new StringBuilder(html.length());
    int done = 0;
    for (int from = 0; begin.find(from); ) {
      int end = endless.contains(begin.group(1)) ? -1 : endOf(begin.group(1), html, begin.end());
      if (end < 0) {
        endless.add(begin.group(1));
        from = begin.end();
      } else {
        kept.append(html, done, begin.start()).append("<p>");
        done = end;
        from = end;
      }
    }
    return kept.append(html, done, html.length()).toString();
  }

  private static int endOf(String name, String html, int from) {
    String tag = "[/" + name + "]";
    int end = html.indexOf(tag, from);
    return end < 0 ? -1 : end + tag.length();
  }
}
