package digest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdom2.Attribute;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jdom2.Namespace;

/** Finds things in an entry's XML by their local names: feeds get namespaces wrong. */
final class Nodes {

  private Nodes() {}

  /** The non-empty texts of all children of these names, in the order of the names. */
  static List<String> texts(Element parent, String... names) {
    return children(parent, names).stream()
        .map(Element::getTextTrim)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The first of them, or empty. */
  static String text(Element parent, String... names) {
    return texts(parent, names).stream().findFirst().orElse("");
  }

  /**
   * All children of these names, in the order of the names. {@code title} is the feed's own, {@code
   * dc:title} that of Dublin Core whatever its prefix (see {@link Vocabulary}), {@code *:title}
   * any.
   */
  static List<Element> children(Element parent, String... names) {
    List<Element> found = new ArrayList<>();
    for (String name : names) {
      int colon = name.indexOf(':');
      String vocabulary = name.substring(0, Math.max(colon, 0));
      for (Content content : parent.getContent()) {
        if (content instanceof Element child
            && child.getName().equalsIgnoreCase(name.substring(colon + 1))
            && (vocabulary.equals("*") || Vocabulary.of(child).equals(vocabulary))) {
          found.add(child);
        }
      }
    }
    return found;
  }

  /** The value of an attribute without namespace, or empty. */
  static String attribute(Element element, String name) {
    return Optional.ofNullable(element.getAttributeValue(name))
        .or(() -> inAnyCase(element, name))
        .orElse("")
        .strip();
  }

  private static Optional<String> inAnyCase(Element element, String name) {
    return element.getAttributes().stream()
        .filter(attribute -> attribute.getName().equalsIgnoreCase(name))
        .filter(attribute -> attribute.getNamespacePrefix().isEmpty())
        .map(Attribute::getValue)
        .findFirst();
  }

  /** {@code xml:lang} of the element, else the other. */
  static String language(Element element, String other) {
    return Optional.ofNullable(element.getAttributeValue("lang", Namespace.XML_NAMESPACE))
        .filter(language -> !language.isBlank())
        .orElse(other);
  }

  /** {@code xml:base} of the element, resolved against the other. */
  static String base(Element element, String other) {
    return Optional.ofNullable(element.getAttributeValue("base", Namespace.XML_NAMESPACE))
        .flatMap(base -> Hrefs.resolve(other, base))
        .orElse(other);
  }

  /** {@code xml:base} of the element, resolved against the other, or empty without one. */
  static String ownBase(Element element, String other) {
    boolean isSaid = element.getAttribute("base", Namespace.XML_NAMESPACE) != null;
    return isSaid ? base(element, other) : "";
  }

  /** A number of pixels, 0 when it is none. */
  static int pixels(String written) {
    String digits = written.strip().replaceFirst("(px)?$", "");
    return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
  }
}
