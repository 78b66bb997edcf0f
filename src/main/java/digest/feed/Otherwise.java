package digest.feed;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdom2.Element;

/** Names what is no feed, but what people give in its place. */
final class Otherwise {

  private Otherwise() {}

  /** What it is and what to do, or empty when nobody knows it. */
  static Optional<Reading> named(Element root) {
    return Optional.ofNullable(
            switch (root.getName().toLowerCase(Locale.ROOT)) {
              case "opml" -> opml(root);
              case "channel" ->
                  "is no feed but a CDF channel of 1997. Give the address of an RSS, Atom or JSON feed.";
              case "urlset", "sitemapindex" ->
                  "is no feed but a sitemap. Give the address of an RSS, Atom or JSON feed.";
              case "service" ->
                  "is no feed but an Atom service document. Give the address of one of its collections.";
              case "opensearchdescription" ->
                  "is no feed but describes a search. Give the address of an RSS, Atom or JSON feed.";
              case "error" ->
                  "is no feed but an error message: %s. Check the address."
                      .formatted(PlainText.quoted(root.getValue()));
              default -> null;
            })
        .map(Reading.Unreadable::new);
  }

  private static String opml(Element root) {
    String first =
        outlines(root)
            .map(outline -> Nodes.attribute(outline, "xmlUrl"))
            .filter(url -> !url.isEmpty())
            .findFirst()
            .map(url -> ", such as " + PlainText.quoted(url))
            .orElse("");
    return "is no feed but OPML, a list of feeds. Give the addresses it names%s.".formatted(first);
  }

  private static Stream<Element> outlines(Element parent) {
    return parent.getChildren().stream()
        .flatMap(child -> Stream.concat(Stream.of(child), outlines(child)));
  }
}
