package digest.feed;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdom2.Element;

/**
 * Tells what vocabulary an element is of, though feeds bind prefixes as they like, misspell
 * namespaces, or leave them out.
 */
final class Vocabulary {

  /** Parts of namespaces in lower case, and the usual prefix; of two that fit the first counts. */
  private static final List<Map.Entry<String, String>> KNOWN =
      List.of(
          Map.entry("purl.org/rss/1.0/modules/content", "content"),
          Map.entry("purl.org/dc/terms", "dcterms"),
          Map.entry("purl.org/dc/", "dc"),
          Map.entry("search.yahoo.com/mrss", "media"),
          Map.entry("tools.search.yahoo.com", "media"),
          Map.entry("itunes.com", "itunes"),
          Map.entry("play-podcasts", "googleplay"),
          Map.entry("feedburner", "feedburner"),
          Map.entry("1999/xhtml", "xhtml"),
          Map.entry("2007/app", "app"),
          Map.entry("purl.org/atom/app", "app"),
          Map.entry("2005/atom", "atom"),
          Map.entry("purl.org/atom/", "atom"),
          Map.entry("22-rdf-syntax", "rdf"),
          Map.entry("purl.org/rss/1.0/modules", "module"),
          Map.entry("purl.org/rss/", ""),
          Map.entry("purl.org/net/rss", ""),
          Map.entry("netscape.com/", ""),
          Map.entry("userland.com/", ""),
          Map.entry("/tech/rss", ""));

  private static final Set<String> PREFIXES =
      Set.of(
          "content", "dc", "dcterms", "media", "itunes", "googleplay", "feedburner", "app", "atom");

  private Vocabulary() {}

  /**
   * The usual prefix of the element's vocabulary, or empty for the feed's own: that without a
   * namespace, and that of the element around it.
   */
  static String of(Element element) {
    String uri = element.getNamespaceURI();
    Element around = element.getParentElement();
    if (uri.isEmpty() || (around != null && around.getNamespaceURI().equals(uri))) {
      return "";
    }
    String lower = uri.toLowerCase(Locale.ROOT);
    String prefix = element.getNamespacePrefix().toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(known -> lower.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(PREFIXES.contains(prefix) ? prefix : prefix.isEmpty() ? "" : "other");
  }
}
