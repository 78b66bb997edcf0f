package digest.feed;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.util.Locale;
import java.util.Optional;
import org.jdom2.Attribute;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;

/**
 * ROME, asked for one entry at a time.
 *
 * <p>ROME keeps no date as it was written and no order of XML, so both are read from the element
 * beside it; and one entry it stumbles over would cost the whole feed.
 */
final class Rome {

  /** ROME knows RSS 1.0 by this being declared; with a prefix it collides with nothing. */
  private static final Namespace RSS_1_0 =
      Namespace.getNamespace("rss10", "http://purl.org/rss/1.0/");

  private final WireFeedInput input = new WireFeedInput(false, Locale.ROOT);
  private final Element root;

  Rome(Element root) {
    this.root = root;
  }

  /** A feed with this entry alone, or empty when ROME cannot read it; the entry keeps no parent. */
  Optional<WireFeed> read(Element entry) {
    try {
      Element shell = shell();
      parentOf(shell, entry).addContent(entry);
      return Optional.of(input.build(new Document(shell)));
    } catch (FeedException | RuntimeException e) {
      // ROME throws whatever comes up in its depth; what matters is which entry it was.
      return Optional.empty();
    } finally {
      entry.detach();
    }
  }

  private Element shell() {
    Element shell = new Element(root.getName(), root.getNamespace());
    root.getAdditionalNamespaces().forEach(shell::addNamespaceDeclaration);
    for (Attribute attribute : root.getAttributes()) {
      if (attribute.getNamespace().equals(Namespace.NO_NAMESPACE)) {
        shell.setAttribute(attribute.clone());
      }
    }
    if (root.getName().equalsIgnoreCase("RDF")) {
      shell.addNamespaceDeclaration(RSS_1_0);
    }
    return shell;
  }

  /** In RSS 0.91 and later, entries live in the channel. */
  private Element parentOf(Element shell, Element entry) {
    if (shell.getName().equals("feed")) {
      return shell;
    }
    Element channel = new Element("channel", entry.getNamespace());
    shell.addContent(channel);
    return shell.getName().equals("rss") ? channel : shell;
  }
}
