package digest.feed;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Mends what feeds get wrong in XML before a strict parser sees them, and takes away what could
 * harm it: document types, comments, control characters (safety T8).
 */
final class XmlMender {

  private static final Pattern ROOT =
      Pattern.compile("<(\\?xml|!DOCTYPE|rss|feed|(?i:rdf:RDF|RDF))\\b");
  private static final Pattern PROLOG = Pattern.compile("(?s)\\s*(?:<\\?.*?\\?>|<!--.*?-->)");
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:(#\\d{1,9}|#[xX]\\p{XDigit}{1,8}|[A-Za-z][A-Za-z0-9]{1,31});)?");
  private static final Pattern PREFIX =
      Pattern.compile(
          "</?([A-Za-z_][\\w.-]*):[A-Za-z_]|\\s([A-Za-z_][\\w.-]*):[\\w.-]+\\s*=\\s*[\"']");
  private static final Pattern DECLARED = Pattern.compile("xmlns:([\\w.-]+)\\s*=");
  private static final Pattern ROOT_TAG = Pattern.compile("<[A-Za-z_][\\w.:-]*");

  /** More are no prefixes, but words before colons in somebody's text. */
  private static final int MAX_PREFIXES = 50;

  private static final Map<String, String> KNOWN =
      Map.of(
          "atom", "http://www.w3.org/2005/Atom",
          "content", "http://purl.org/rss/1.0/modules/content/",
          "dc", "http://purl.org/dc/elements/1.1/",
          "dcterms", "http://purl.org/dc/terms/",
          "itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd",
          "media", "http://search.yahoo.com/mrss/",
          "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");

  private XmlMender() {}

  /** The document type with its declarations, when there is one that declares entities. */
  static boolean declaresEntities(String xml) {
    return doctype(xml).filter(type -> type.contains("<!ENTITY")).isPresent();
  }

  /** The root element on, in order. */
  static String mend(String xml) {
    String root = withoutProlog(fromRoot(xml));
    StringBuilder mended = new StringBuilder(root.length() + 200);
    int at = 0;
    while (at < root.length()) {
      at = step(root, at, mended);
    }
    return withPrefixes(mended);
  }

  /** What stands before the XML is a blank line, or the warning of a script. */
  private static String fromRoot(String xml) {
    Matcher root = ROOT.matcher(xml);
    return root.find() ? xml.substring(root.start()) : xml.strip();
  }

  private static Optional<String> doctype(String xml) {
    String left = withoutInstructions(fromRoot(xml));
    return left.startsWith("<!DOCTYPE")
        ? Optional.of(left.substring(0, endOfDoctype(left)))
        : Optional.empty();
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

  /** Copies one piece, mended, and says where the next begins. */
  private static int step(String xml, int at, StringBuilder mended) {
    if (xml.startsWith("<![CDATA[", at)) {
      int end = xml.indexOf("]]>", at);
      int next = end < 0 ? xml.length() : end + 3;
      copy(xml, at, next, mended);
      return next;
    }
    if (xml.startsWith("<!--", at)) {
      int end = xml.indexOf("-->", at);
      return end < 0 ? xml.length() : end + 3;
    }
    if (xml.charAt(at) == '&') {
      return reference(xml, at, mended);
    }
    int next = at + 1;
    while (next < xml.length() && xml.charAt(next) != '<' && xml.charAt(next) != '&') {
      next++;
    }
    copy(xml, at, next, mended);
    return next;
  }

  private static void copy(String xml, int from, int to, StringBuilder mended) {
    for (int i = from; i < to; ) {
      int point = xml.codePointAt(i);
      if (isXml(point)) {
        mended.appendCodePoint(point);
      }
      i += Character.charCount(point);
    }
  }

  private static int reference(String xml, int at, StringBuilder mended) {
    if (at + 2 >= xml.length() || !isNameStart(xml.charAt(at + 1))) {
      mended.append("&amp;");
      return at + 1;
    }
    Matcher reference = REFERENCE.matcher(xml).region(at, Math.min(xml.length(), at + 40));
    if (!reference.lookingAt() || reference.group(1) == null) {
      mended.append("&amp;");
      return at + 1;
    }
    String name = reference.group(1);
    if (name.matches("amp|lt|gt|quot|apos")) {
      mended.append(reference.group());
      return reference.end();
    }
    String character = Parser.unescapeEntities(reference.group(), true);
    if (character.equals(reference.group())) {
      mended.append("&amp;");
      return at + 1;
    }
    character.codePoints().filter(XmlMender::isXml).forEach(point -> escape(point, mended));
    return reference.end();
  }

  private static boolean isNameStart(char c) {
    return c == '#' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static void escape(int point, StringBuilder mended) {
    if (point == '<' || point == '&' || point == '"' || point == '\'') {
      mended.append("&#").append(point).append(';');
    } else {
      mended.appendCodePoint(point);
    }
  }

  /** XML 1.0 §2.2, without the noncharacters. */
  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= ' '
            && (point < 0xd800 || point > 0xdfff)
            && (point < 0xfdd0 || point > 0xfdef)
            && (point & 0xfffe) != 0xfffe);
  }

  /** Declares at the root what is used and declared nowhere. */
  private static String withPrefixes(StringBuilder xml) {
    Map<String, String> missing = new TreeMap<>();
    Matcher used = PREFIX.matcher(xml);
    while (used.find()) {
      String prefix = used.group(1) != null ? used.group(1) : used.group(2);
      missing.put(prefix, KNOWN.getOrDefault(prefix, "urn:undeclared:" + prefix));
    }
    missing.keySet().removeIf(prefix -> prefix.startsWith("xml"));
    Matcher declared = DECLARED.matcher(xml);
    while (declared.find()) {
      missing.remove(declared.group(1));
    }
    if (missing.size() > MAX_PREFIXES) {
      missing.keySet().retainAll(KNOWN.keySet());
    }
    Matcher root = ROOT_TAG.matcher(xml);
    if (missing.isEmpty() || !root.find()) {
      return xml.toString();
    }
    StringBuilder declarations = new StringBuilder();
    missing.forEach((p, uri) -> declarations.append(" xmlns:%s=\"%s\"".formatted(p, uri)));
    return xml.insert(root.end(), declarations).toString();
  }
}
