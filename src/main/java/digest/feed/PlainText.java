package digest.feed;

import java.text.Normalizer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * Makes the text of feeds plain: no tags, no entities, nothing that steers a reader or terminal.
 */
final class PlainText {

  /** A title longer than this is not one. */
  static final int MAX_LINE = 500;

  /** So much of a text is looked at, at most, when only its beginning is wanted. */
  private static final int MAX_MARKUP = 50_000;

  /** More marks on one letter are a flood; no script needs as many. */
  private static final Pattern MARK_FLOOD = Pattern.compile("(\\p{M}{8})\\p{M}+");

  private static final Pattern ENTITY = Pattern.compile("&(#\\d+|#[xX]\\p{XDigit}+|\\p{Alnum}+);");

  private static final Pattern NUMBERED =
      Pattern.compile("&(?:amp;){0,5}#(?:[xX](\\p{XDigit}{1,16})|(\\d{1,16}));?");

  /** Feeds give HTML where the format asks for text; only what is surely a tag counts as one. */
  private static final Pattern TAG =
      Pattern.compile(
          "(?i)</?(a|abbr|audio|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|embed"
              + "|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|nobr|object|ol|p|pre|q|s|script"
              + "|small|span|strike|strong|style|sub|sup|svg|table|td|th|time|tr|tt|u|ul|video|wbr)"
              + "(\\s[^<>]*)?/?>");

  private PlainText() {}

  /** One plain line of HTML: what a reader would see of it. */
  static String ofHtml(String html) {
    String head = html.substring(0, Math.min(html.length(), MAX_MARKUP));
    boolean isMarkedUp = head.indexOf('<') >= 0 || head.indexOf('&') >= 0;
    return ofText(isMarkedUp ? Jsoup.parseBodyFragment(head).body().text() : head);
  }

  /** One plain line of text; an entity that is still to be seen was encoded twice (picking T7). */
  static String ofText(String text) {
    String once = ENTITY.matcher(text).find() ? Parser.unescapeEntities(text, false) : text;
    String line = MARK_FLOOD.matcher(safe(once)).replaceAll("$1");
    return shortened(Normalizer.normalize(line, Normalizer.Form.NFC), MAX_LINE);
  }

  /** Text where the format says so, HTML where the text says so. */
  static String ofTextOrHtml(String text) {
    return looksLikeHtml(text) ? ofHtml(text) : ofText(text);
  }

  static boolean looksLikeHtml(String text) {
    return TAG.matcher(text).find();
  }

  /** Text as HTML: paragraphs at empty lines, breaks at others. */
  static String toHtml(String text) {
    String escaped = text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    if (escaped.isEmpty()) {
      return "";
    }
    return "<p>"
        + escaped.replaceAll("\\s*\\R\\s*\\R\\s*", "</p><p>").replaceAll("\\R", "<br>")
        + "</p>";
  }

  /**
   * HTML as it is, but for what may be in no text: control characters and noncharacters, which mark
   * the open fields of a rendering, plain or as numbers.
   */
  static String safeHtml(String html) {
    String numbered = NUMBERED.matcher(html).replaceAll(PlainText::keptIfText);
    return Mojibake.mended(numbered)
        .codePoints()
        .filter(point -> point == '\t' || point == '\n' || point == '\r' || isText(point))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** At most so many characters, cut between two, with an ellipsis. */
  static String shortened(String text, int length) {
    if (text.codePointCount(0, text.length()) <= length) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, length - 1)).strip() + "…";
  }

  /** The first words, at most ten, as the title of what has none. */
  static String firstWords(String text) {
    String[] words = text.split(" ", 11);
    if (words.length <= 10) {
      return text;
    }
    return text.substring(0, text.length() - words[10].length())
            .replaceFirst("[\\p{Punct}\\s]+$", "")
        + "…";
  }

  /** For a message: in quotes, short and harmless. */
  static String quoted(String text) {
    return "\"" + shortened(ofText(text), 80) + "\"";
  }

  private static String keptIfText(MatchResult reference) {
    String hex = reference.group(1);
    long point = hex != null ? Long.parseLong(hex, 16) : Long.parseLong(reference.group(2));
    boolean isKept =
        point <= Character.MAX_CODE_POINT
            && (point < 32 ? isBlank((int) point) : mayBeShown((int) point));
    return isKept ? Matcher.quoteReplacement(reference.group()) : "";
  }

  private static boolean mayBeShown(int point) {
    // Numbers 128 to 159 mean Windows-1252 in HTML; a browser shows them.
    return (point >= 0x80 && point <= 0x9f) || isText(point);
  }

  private static String safe(String text) {
    StringBuilder line = new StringBuilder(text.length());
    Mojibake.mended(text).codePoints().forEach(point -> append(line, point));
    return line.toString().strip();
  }

  private static void append(StringBuilder line, int point) {
    if (isBlank(point)) {
      if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    } else if (isText(point) && !isInvisible(point)) {
      line.appendCodePoint(point);
    }
  }

  private static boolean isBlank(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }

  private static boolean isText(int point) {
    return !Character.isISOControl(point)
        && (point < 0xfdd0 || point > 0xfdef)
        && (point & 0xfffe) != 0xfffe
        && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        && !steersDirection(point);
  }

  /** Embeddings, overrides and isolates: one left open turns round whatever follows. */
  private static boolean steersDirection(int point) {
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  }

  /** Soft hyphens, zero-width spaces, byte order marks, tags; joiners stay, letters need them. */
  private static boolean isInvisible(int point) {
    return point == 0xad
        || point == 0x200b
        || point == 0x2060
        || point == 0xfeff
        || (point >= 0xe0000 && point <= 0xe007f);
  }
}
