package digest.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdom2.Element;
import org.jdom2.Namespace;

/** Finds things in an entry's XML by their local names: feeds get namespaces wrong. */
final class Nodes {

  private Nodes() {}

  /** The non-empty texts of all children of these names, in the order of the names. */
  static List<String> texts(Element parent, String... names) {
    return Arrays.stream(names)
        .flatMap(name -> children(parent, name).stream())
        .map(Element::getTextTrim)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** The first of them, or empty. */
  static String text(Element parent, String... names) {
    return texts(parent, names).stream().findFirst().orElse("");
  }

  /** All children of this local name, whatever their namespace. */
  static List<Element> children(Element parent, String name) {
    return parent.getChildren().stream().filter(child -> child.getName().equals(name)).toList();
  }

  /** The value of an attribute without namespace, or empty. */
  static String attribute(Element element, String name) {
    return Optional.ofNullable(element.getAttributeValue(name)).orElse("").strip();
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

  /** A number of pixels, 0 when it is none. */
  static int pixels(String written) {
    String digits = written.strip().replaceFirst("(px)?$", "");
    return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
  }
}
