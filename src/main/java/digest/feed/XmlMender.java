package digest.feed;

import java.util.Map;
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

  /** Of characters that the document's own entities stand for. */
  private static final int MAX_EXPANDED = 1_000_000;

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
    return Prefixes.declared(mender.mended);
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
}
