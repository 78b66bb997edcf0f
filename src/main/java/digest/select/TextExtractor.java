package digest.select;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * Turns an article's HTML into the plain text that a teaser is cut from (picking T4 to T7).
 *
 * <p>Shape of the text: one line in NFC, single spaces, no tags, no controls, no bidirectional
 * overrides; empty when the page says nothing. Threads: safe, holds no state.
 */
public final class TextExtractor {

  /** Tags that a reader would see: the feed encoded its HTML twice. */
  private static final Pattern VISIBLE_TAGS =
      Pattern.compile(
          "</(?:p|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|script|style|blockquote|figure)\\s*>"
              + "|<(?:br|hr)\\s*/?>|<img\\s[^<>]*>|<p>",
          Pattern.CASE_INSENSITIVE);

  /** The part of a body that is parsed first: more than nearly all have before their text ends. */
  private static final int FIRST_PART = 1 << 15;

  /** A text, and whether it is all the page has. */
  record Extract(String text, boolean complete) {}

  /** Builds one. */
  public TextExtractor() {}

  /** The text of a body or a summary; possibly empty. */
  public String text(String html, Known known) {
    return extract(html, known, Integer.MAX_VALUE).text();
  }

  /** As {@link #text}, but stops reading after a little more than {@code enough} characters. */
  Extract extract(String html, Known known, int enough) {
    long part = Math.max(FIRST_PART, enough * 4L);
    for (; part < html.length(); part *= 4) {
      Extract extract = read(html.substring(0, (int) part), known, enough);
      if (!extract.complete()) {
        return extract;
      }
    }
    return html.isBlank() ? new Extract("", true) : read(html, known, enough);
  }

  private static Extract read(String html, Known known, int enough) {
    Blocks.Read read = Blocks.of(parsed(ShortCodes.without(withoutCdata(html))), enough);
    List<Blocks.Block> body = new Furniture(known).withoutHead(read.blocks());
    List<Blocks.Block> prose = withoutSubHeadings(body);
    // A summary that is bold as a whole is no sub-heading.
    List<Blocks.Block> kept = prose.isEmpty() && read.complete() ? body : prose;
    String text = kept.stream().map(Blocks.Block::text).collect(Collectors.joining(" "));
    return new Extract(text, read.complete());
  }

  private static List<Blocks.Block> withoutSubHeadings(List<Blocks.Block> body) {
    return IntStream.range(0, body.size())
        .filter(i -> !body.get(i).emphasised() || (i == 0 && body.get(i).isStandfirst()))
        .mapToObj(body::get)
        .toList();
  }

  private static Element parsed(String html) {
    Element body = Jsoup.parseBodyFragment(html).body();
    if (body.childrenSize() > 0) {
      return body;
    }
    String visible = Entities.decoded(body.wholeText());
    return VISIBLE_TAGS.matcher(visible).find() ? Jsoup.parseBodyFragment(visible).body() : body;
  }

  /** HTML knows no such section; where a feed wraps its text twice, one is left. */
  private static String withoutCdata(String html) {
    return html.contains("<![CDATA[") ? html.replace("<![CDATA[", "").replace("]]>", "") : html;
  }
}
