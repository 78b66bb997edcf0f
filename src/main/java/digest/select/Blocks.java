package digest.select;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Reads the blocks of text off a parsed page, in order (picking T4 to T6).
 *
 * <p>A block's text is clean. Headings are left out; a block with nothing but a boundary heading
 * ends the reading, and so does enough text.
 */
final class Blocks implements NodeFilter {

  private final Markup markup;
  private final int enough;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int length;
  private int headings;
  private int emphases;
  private boolean plain;
  private boolean ended;
  private boolean cutShort;

  private Blocks(Markup markup, int enough) {
    this.markup = markup;
    this.enough = enough;
  }

  /**
   * One paragraph, list item or line of its own.
   *
   * @param emphasised all of it is bold or italic, as sub-headings in disguise are
   */
  record Block(String text, boolean emphasised) {}

  /**
   * What was read.
   *
   * @param complete false when reading stopped because it was enough
   */
  record Read(List<Block> blocks, boolean complete) {}

  /** Reads until the end, a boundary heading, or about {@code enough} characters. */
  static Read of(Element root, int enough) {
    Blocks reading = new Blocks(new Markup(root), enough);
    NodeTraversor.filter(reading, root);
    reading.endBlock();
    return new Read(reading.blocks, !reading.cutShort);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (ended) {
      return FilterResult.STOP;
    }
    if (node instanceof TextNode words) {
      take(words);
    } else if (node instanceof Element element) {
      return begin(element);
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      finish(element);
    }
    return ended ? FilterResult.STOP : FilterResult.CONTINUE;
  }

  private FilterResult begin(Element element) {
    String name = element.normalName();
    if (Markup.isBlock(name)) {
      endBlock();
    }
    if (markup.isDropped(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (name.equals("br")) {
      text.append(' ');
    }
    headings += Markup.isHeading(name) ? 1 : 0;
    emphases += Markup.isEmphasis(name) ? 1 : 0;
    return ended ? FilterResult.STOP : FilterResult.CONTINUE;
  }

  private void finish(Element element) {
    String name = element.normalName();
    if (Markup.isBlock(name)) {
      endBlock();
    }
    headings -= Markup.isHeading(name) ? 1 : 0;
    emphases -= Markup.isEmphasis(name) ? 1 : 0;
  }

  private void take(TextNode words) {
    text.append(words.getWholeText());
    plain |= emphases == 0 && !words.isBlank();
  }

  private void endBlock() {
    if (text.length() > 0 && !ended) {
      String clean = PlainText.clean(Entities.decoded(text.toString()));
      keep(new Block(clean, !plain));
    }
    text.setLength(0);
    plain = false;
  }

  private void keep(Block block) {
    String key = block.text().length() > Markup.LONGEST_PHRASE ? "" : Key.of(block.text());
    boolean more = Phrases.MORE.contains(key);
    if (!more && Phrases.BOUNDARIES.contains(key)) {
      ended = true;
    } else if (!more && headings == 0 && !block.text().isEmpty()) {
      blocks.add(block);
      length += block.text().length() + 1;
      cutShort = length > enough;
      ended = cutShort;
    }
  }
}
