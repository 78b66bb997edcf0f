package digest.select;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * How much of a page's text an element holds; weighed for all elements at once, and only when
 * asked.
 */
final class Weights {

  /** So much text in one wrapper is an article, even if it has no paragraphs. */
  private static final int ARTICLE = 400;

  /** What is laid out in a table has more of them than one cell of figures. */
  private static final int LAID_OUT = 3;

  private final Element root;
  private @Nullable IdentityHashMap<Element, Weight> weights;

  Weights(Element root) {
    this.root = root;
  }

  private record Weight(int characters, int paragraphs) {}

  /** Whether an element is the article: more than half of all, and more than a line. */
  boolean isMostOfAll(Element element) {
    Weight own = of(element);
    boolean article = own.paragraphs() > 1 || own.characters() > ARTICLE;
    return article && own.characters() * 2L > of(root).characters();
  }

  /** Whether next to nothing stands beside an element that has paragraphs. */
  boolean isNearlyAll(Element element) {
    Weight own = of(element);
    return own.paragraphs() >= LAID_OUT && own.characters() * 5L > of(root).characters() * 4L;
  }

  private Weight of(Element element) {
    IdentityHashMap<Element, Weight> known = weights;
    if (known == null) {
      Weighing weighing = new Weighing();
      weighing.traverse(root);
      known = weighing.done;
      weights = known;
    }
    return known.getOrDefault(element, new Weight(0, 0));
  }

  private static final class Weighing implements NodeVisitor {

    private final IdentityHashMap<Element, Weight> done = new IdentityHashMap<>();
    private final Deque<Weight> begun = new ArrayDeque<>();
    private int characters;
    private int paragraphs;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode text) {
        characters += text.isBlank() ? 1 : text.getWholeText().length();
      } else if (node instanceof Element element) {
        begun.push(new Weight(characters, paragraphs));
        paragraphs += element.normalName().equals("p") ? 1 : 0;
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        Weight before = begun.pop();
        done.put(
            element,
            new Weight(characters - before.characters(), paragraphs - before.paragraphs()));
      }
    }
  }
}
