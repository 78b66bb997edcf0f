package digest.feed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands before the root element of an XML document (XML 1.0 §2.8), and may have to go. */
final class XmlProlog {

  private static final Pattern ROOT =
      Pattern.compile("<(\\?xml|!DOCTYPE|(?:[\\w.-]+:)?(?i:rss|feed|rdf|channel|entry))\\b");
  private static final Pattern PROLOG = Pattern.compile("(?s)\\s*(?:<\\?.*?\\?>|<!--.*?-->)");

  private XmlProlog() {}

  /** The document type declaration, with its end missing when it breaks off; empty without one. */
  static String doctype(String xml) {
    String left = withoutInstructions(fromRoot(xml));
    return left.startsWith("<!DOCTYPE") ? left.substring(0, endOfDoctype(left)) : "";
  }

  /** The root element and what follows it. */
  static String without(String xml) {
    return withoutProlog(fromRoot(xml));
  }

  /** What stands before the XML is a blank line, or the warning of a script. */
  private static String fromRoot(String xml) {
    String left = withoutInstructions(xml);
    Matcher root = ROOT.matcher(left);
    return root.find() ? left.substring(root.start()) : left.strip();
  }

  private static String withoutProlog(String xml) {
    String left = withoutInstructions(xml);
    return left.startsWith("<!DOCTYPE")
        ? withoutInstructions(left.substring(endOfDoctype(left)))
        : left;
  }

  private static String withoutInstructions(String xml) {
    Matcher prolog = PROLOG.matcher(xml);
    int at = 0;
    while (prolog.region(at, xml.length()).lookingAt()) {
      at = prolog.end();
    }
    return xml.substring(at).stripLeading();
  }

  private static int endOfDoctype(String xml) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < xml.length(); i++) {
      char c = xml.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[' || c == '<') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == '>' && --depth == 0) {
        return i + 1;
      }
    }
    return xml.length();
  }
}
