package digest.feed;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Mends what feeds get wrong in XML before a strict parser sees them, and takes away what could
 * harm it: document types, comments, control characters (safety T8).
 */
final class XmlMender {

  private static final Pattern REFERENCE =
      Pattern.compile("&(?:(#\\d{1,9}|#[xX]\\p{XDigit}{1,8}|[A-Za-z][A-Za-z0-9]{0,31});)?");
  private static final Pattern PREFIX =
      Pattern.compile(
          "</?([A-Za-z_][\\w.-]*):[A-Za-z_]|\\s([A-Za-z_][\\w.-]*):[\\w.-]+\\s*=\\s*[\"']");
  private static final Pattern DECLARED = Pattern.compile("xmlns:([\\w.-]+)\\s*=");
  private static final Pattern ROOT_TAG = Pattern.compile("<[A-Za-z_][\\w.:-]*");

  /** Of characters that the document's own entities stand for. */
  private static final int MAX_EXPANDED = 1_000_000;

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

  private final String xml;
  private final StringBuilder mended;
  private final int lastCommentEnd;
  private final int lastCdataEnd;
  private final Map<String, String> entities;
  private int expanded;

  /** The last ends are looked for once: a million openings without an end must not take a day. */
  private XmlMender(String xml, Map<String, String> entities) {
    this.xml = xml;
    this.entities = entities;
    mended = new StringBuilder(xml.length() + 200);
    lastCommentEnd = xml.lastIndexOf("-->");
    lastCdataEnd = xml.lastIndexOf("]]>");
  }

  /**
   * The root element on, in order.
   *
   * @param entities what the document itself declares, harmless
   */
  static String mend(String xml, Map<String, String> entities) {
    XmlMender mender = new XmlMender(XmlProlog.without(xml), entities);
    for (int at = 0; at < mender.xml.length(); ) {
      at = mender.step(at);
    }
    return withPrefixes(mender.mended);
  }

  /** Copies one piece, mended, and says where the next begins. */
  private int step(int at) {
    if (xml.startsWith("<![CDATA[", at)) {
      int next = at > lastCdataEnd ? xml.length() : xml.indexOf("]]>", at) + 3;
      copy(at, next);
      return next;
    }
    if (xml.startsWith("<!--", at)) {
      return comment(at);
    }
    if (xml.charAt(at) == '&') {
      return reference(at);
    }
    int next = at + 1;
    while (next < xml.length() && xml.charAt(next) != '<' && xml.charAt(next) != '&') {
      next++;
    }
    copy(at, next);
    return next;
  }

  /** One that never ends stays, so that it spoils its own entry and not all that follow. */
  private int comment(int at) {
    if (at > lastCommentEnd) {
      mended.append("<!--");
      return at + 4;
    }
    return xml.indexOf("-->", at) + 3;
  }

  private void copy(int from, int to) {
    for (int i = from; i < to; ) {
      int point = xml.codePointAt(i);
      if (isXml(point)) {
        mended.appendCodePoint(point);
      }
      i += Character.charCount(point);
    }
  }

  private int reference(int at) {
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
    String character = Parser.unescapeEntities(declared(name, reference.group()), true);
    if (character.equals(reference.group())) {
      mended.append("&amp;");
      return at + 1;
    }
    character
        .codePoints()
        .filter(point -> isXml(point) && point != 0xfffd)
        .forEach(point -> escape(point));
    return reference.end();
  }

  /** A short name must not make a long text. */
  private String declared(String name, String reference) {
    String value = entities.getOrDefault(name, reference);
    expanded += value.length();
    return expanded > MAX_EXPANDED ? reference : value;
  }

  private static boolean isNameStart(char c) {
    return c == '#' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private void escape(int point) {
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
