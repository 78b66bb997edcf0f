package digest.feed;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Declares the prefixes that a feed uses and forgot to declare. */
final class Prefixes {

  private static final Pattern DECLARED = Pattern.compile("xmlns:([\\w.-]+)\\s*=");
  private static final Pattern ROOT_TAG = Pattern.compile("<[A-Za-z_][\\w.:-]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]*");

  /** More are no prefixes, but words before colons in somebody's text. */
  private static final int MAX_PREFIXES = 50;

  private static final Map<String, String> KNOWN =
      Map.of(
          "app", "http://www.w3.org/2007/app",
          "atom", "http://www.w3.org/2005/Atom",
          "content", "http://purl.org/rss/1.0/modules/content/",
          "dc", "http://purl.org/dc/elements/1.1/",
          "dcterms", "http://purl.org/dc/terms/",
          "feedburner", "http://rssnamespace.org/feedburner/ext/1.0",
          "itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd",
          "media", "http://search.yahoo.com/mrss/",
          "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  private Prefixes() {}

  /** The document, with all its prefixes declared at its root. */
  static String declared(StringBuilder xml) {
    Set<String> used = used(xml);
    used.removeIf(prefix -> prefix.startsWith("xml") || !NAME.matcher(prefix).matches());
    Matcher declared = DECLARED.matcher(xml);
    while (declared.find()) {
      used.remove(declared.group(1));
    }
    if (used.size() > MAX_PREFIXES) {
      used.retainAll(KNOWN.keySet());
    }
    Matcher root = ROOT_TAG.matcher(xml);
    if (used.isEmpty() || !root.find()) {
      return xml.toString();
    }
    Map<String, String> missing = new TreeMap<>();
    used.forEach(
        prefix -> missing.put(prefix, KNOWN.getOrDefault(prefix, "urn:undeclared:" + prefix)));
    StringBuilder declarations = new StringBuilder();
    missing.forEach((p, uri) -> declarations.append(" xmlns:%s=\"%s\"".formatted(p, uri)));
    return xml.insert(root.end(), declarations).toString();
  }

  /** What stands before a colon at the beginning of a tag, or of an attribute. */
  private static Set<String> used(StringBuilder xml) {
    Set<String> used = new HashSet<>();
    for (int colon = xml.indexOf(":"); colon >= 0; colon = xml.indexOf(":", colon + 1)) {
      int from = colon;
      while (from > 0 && isOfName(xml.charAt(from - 1))) {
        from--;
      }
      char before = from == 0 ? ' ' : xml.charAt(from - 1);
      boolean isTag = before == '<' || (before == '/' && from > 1 && xml.charAt(from - 2) == '<');
      if (from < colon && (isTag || (Character.isWhitespace(before) && isAttribute(xml, colon)))) {
        used.add(xml.substring(from, colon));
      }
    }
    return used;
  }

  private static boolean isAttribute(StringBuilder xml, int colon) {
    int at = colon + 1;
    while (at < xml.length() && isOfName(xml.charAt(at))) {
      at++;
    }
    while (at < xml.length() && Character.isWhitespace(xml.charAt(at))) {
      at++;
    }
    return at > colon + 1 && at < xml.length() && xml.charAt(at) == '=';
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
