package digest.feed;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdom2.Attribute;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jdom2.Text;
import org.jsoup.nodes.Entities;

/** What stands inside an element, as HTML: names without prefixes, no namespaces. */
final class Markup {

  private static final Set<String> VOID =
      Set.of("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr");

  private Markup() {}

  /** Of an element whose text is HTML; tags that nobody escaped belong to it. */
  static String ofHtml(Element element) {
    return element.getChildren().isEmpty()
        ? element.getText()
        : inside(element, UnaryOperator.identity());
  }

  /** Of an element that holds XHTML: its text is text. */
  static String ofXhtml(Element element) {
    return inside(element, Markup::escaped);
  }

  private static String inside(Element element, UnaryOperator<String> text) {
    StringBuilder html = new StringBuilder();
    append(html, element, text);
    return html.toString();
  }

  /** Not deep: the parser has seen to that. */
  private static void append(StringBuilder html, Element parent, UnaryOperator<String> text) {
    for (Content content : parent.getContent()) {
      if (content instanceof Text words) {
        html.append(text.apply(words.getText()));
      } else if (content instanceof Element child) {
        html.append('<').append(child.getName());
        for (Attribute attribute : child.getAttributes()) {
          html.append(' ').append(attribute.getName()).append("=\"");
          html.append(escaped(attribute.getValue())).append('"');
        }
        html.append('>');
        append(html, child, text);
        if (!VOID.contains(child.getName())) {
          html.append("</").append(child.getName()).append('>');
        }
      }
    }
  }

  private static String escaped(String text) {
    return Entities.escape(text);
  }
}
