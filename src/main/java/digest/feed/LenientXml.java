package digest.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdom2.Attribute;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.Namespace;
import org.jdom2.Text;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Makes something of XML that no strict parser takes: tags left open or crossed, attributes without
 * quotes. Within the same limits as {@link StrictXml}; declares and fetches nothing.
 */
final class LenientXml {

  private static final Pattern DECLARED =
      Pattern.compile("xmlns(?::([\\w.-]+))?\\s*=\\s*[\"']([^\"']*)[\"']");

  private final Map<String, String> namespaces = new HashMap<>();

  private LenientXml() {}

  /** The first element, or an exception when there is none or it is beyond the limits. */
  static Element parse(String xml) throws JDOMException {
    LenientXml parser = new LenientXml();
    Matcher declared = DECLARED.matcher(xml);
    while (declared.find()) {
      String prefix = Optional.ofNullable(declared.group(1)).orElse("");
      parser.namespaces.putIfAbsent(prefix, declared.group(2));
    }
    org.jsoup.nodes.Element root = Jsoup.parse(xml, Parser.xmlParser()).firstElementChild();
    if (root == null) {
      throw new JDOMException("there is no element");
    }
    try {
      return parser.element(root, 1);
    } catch (IllegalArgumentException e) {
      // JDOM refuses names that are none.
      throw new JDOMException("a name or a character is not allowed", e);
    }
  }

  private Element element(org.jsoup.nodes.Element from, int depth) throws JDOMException {
    if (depth > StrictXml.MAX_DEPTH || from.attributes().size() > StrictXml.MAX_ATTRIBUTES) {
      throw new JDOMException("elements lie too deep, or have too many attributes");
    }
    String name = from.tagName();
    Element element = new Element(local(name), namespace(name));
    from.attributes().forEach(attribute -> attribute(element, attribute));
    for (Node child : from.childNodes()) {
      if (child instanceof TextNode text) {
        element.addContent(new Text(text.getWholeText()));
      } else if (child instanceof org.jsoup.nodes.Element inner) {
        element.addContent(element(inner, depth + 1));
      }
    }
    return element;
  }

  private static void attribute(Element element, org.jsoup.nodes.Attribute attribute) {
    String name = attribute.getKey();
    if (name.startsWith("xml:")) {
      element.setAttribute(local(name), attribute.getValue(), Namespace.XML_NAMESPACE);
    } else if (name.indexOf(':') < 0 && !name.equals("xmlns")) {
      element.setAttribute(new Attribute(name, attribute.getValue()));
    }
  }

  private Namespace namespace(String name) {
    String prefix = name.substring(0, Math.max(0, name.indexOf(':')));
    String uri =
        namespaces.getOrDefault(prefix, prefix.isEmpty() ? "" : "urn:undeclared:" + prefix);
    return Namespace.getNamespace(prefix, uri);
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }
}
