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

  private static final int STANDFIRST = 140;

  private final Markup markup;
  private final int enough;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder unlinked = new StringBuilder();
  private int length;
  private int headings;
  private int emphases;
  private int links;
  private boolean broken;
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
  record Block(String text, boolean emphasised) {

    /** Many newspapers set the first paragraph in bold; no sub-heading is as long. */
    boolean isStandfirst() {
      return emphasised && text.length() >= STANDFIRST && Sentences.isTerminated(text);
    }
  }

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
    if (markup.isFurniture(element)) {
      if (isBoundary(element)) {
        endBlock();
        ended = true;
      }
      return ended ? FilterResult.STOP : FilterResult.SKIP_ENTIRELY;
    }
    switch (name) {
      case "br" -> breakLine();
      case "img" -> takeEmoji(element);
      case "a" -> links++;
      default -> {}
    }
    headings += Markup.isHeading(name) ? 1 : 0;
    emphases += Markup.isEmphasis(element) ? 1 : 0;
    return ended ? FilterResult.STOP : FilterResult.CONTINUE;
  }

  private void finish(Element element) {
    String name = element.normalName();
    if (Markup.isBlock(name)) {
      endBlock();
    }
    links -= name.equals("a") ? 1 : 0;
    headings -= Markup.isHeading(name) ? 1 : 0;
    emphases -= Markup.isEmphasis(element) ? 1 : 0;
  }

  /** Its class may call the heading of a list of links "related", too. */
  private static boolean isBoundary(Element element) {
    String words = element.wholeText();
    return words.length() <= Markup.LONGEST_PHRASE && Phrases.BOUNDARIES.contains(Key.of(words));
  }

  /** One is a space; two are how old editors and word processors part paragraphs. */
  private void breakLine() {
    if (broken) {
      endBlock();
    }
    append(" ");
    broken = true;
  }

  /** WordPress makes pictures of emoji, in feeds, too. */
  private void takeEmoji(Element image) {
    if (image.hasClass("wp-smiley") || image.hasClass("emoji")) {
      append(image.attr("alt"));
    }
  }

  private void take(TextNode words) {
    append(words.getWholeText());
    plain |= emphases == 0 && !words.isBlank();
    broken &= words.isBlank();
  }

  private void append(String more) {
    text.append(more);
    if (links == 0) {
      unlinked.append(more);
    }
  }

  private void endBlock() {
    if (text.length() > 0 && !ended) {
      String clean = clean(text);
      boolean linked = unlinked.length() < text.length();
      String own = linked ? clean(unlinked) : clean;
      keep(new Block(clean, !plain), own);
    }
    text.setLength(0);
    unlinked.setLength(0);
    plain = false;
    broken = false;
  }

  private static String clean(StringBuilder raw) {
    return PlainText.clean(Entities.decoded(raw.toString()));
  }

  private void keep(Block block, String unlinked) {
    if (block.text().isEmpty()) {
      return;
    }
    Signpost signpost = Signpost.of(block.text(), unlinked, blocks.isEmpty());
    ended = signpost == Signpost.END;
    if (signpost == Signpost.NONE && headings == 0) {
      blocks.add(block);
      length += block.text().length() + 1;
      cutShort = length > enough;
      ended = cutShort;
    }
  }
}
