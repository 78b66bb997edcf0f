package digest.feed;

import java.util.List;
import java.util.stream.Stream;
import org.jdom2.Element;

/** Reads categories: as text in RSS, as attributes in Atom, podcasts and Media RSS. */
final class Topics {

  private Topics() {}

  /** Adds what the category says, and those within it; addresses are no topics. */
  static void add(Element category, List<String> topics) {
    Stream.of(
            Nodes.attribute(category, "label"),
            category.getText().strip(),
            Nodes.attribute(category, "term"),
            Nodes.attribute(category, "text"))
        .filter(topic -> !topic.isEmpty() && !topic.contains("://"))
        .findFirst()
        .ifPresent(topics::add);
    Nodes.children(category, "*:category").forEach(inner -> add(inner, topics));
  }
}
