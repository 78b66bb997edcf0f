package digest.feed;

import digest.edition.Article.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jdom2.Element;

/** Reads RSS 0.90 to 2.0 and its usual modules: Dublin Core, content, Media RSS, podcasts. */
final class RssReader {

  /** The best first; an update is no date of publication (picking P5). */
  private static final String[] DATES = {
    "pubDate",
    "atom:published",
    "published",
    "dcterms:issued",
    "issued",
    "dc:date",
    "date",
    "dcterms:created",
    "created",
    "*:pubDate"
  };

  private static final String[] SUMMARIES = {
    "description",
    "summary",
    "dc:description",
    "itunes:summary",
    "googleplay:description",
    "dcterms:abstract",
    "atom:summary",
    "media:description",
    "itunes:subtitle"
  };

  private static final String[] BODIES = {
    "content:encoded", "*:encoded", "fullitem", "xhtml:body", "xhtml:div", "body", "atom:content"
  };

  private final XmlFeed xml;
  private final Element channel;
  private final String address;

  /**
   * @param address where the document came from, absolute, or empty
   */
  RssReader(XmlFeed xml, String address) {
    this.xml = xml;
    this.address = address;
    channel = Nodes.children(xml.root(), "*:channel").stream().findFirst().orElse(xml.root());
  }

  RawFeed read() {
    String site =
        Stream.concat(
                Nodes.texts(channel, "link").stream(),
                links(channel, "atom:link").filter(href -> !href.isEmpty()))
            .flatMap(written -> Hrefs.resolve(address, written).stream())
            .findFirst()
            .orElse("");
    String base = Nodes.base(channel, Nodes.base(xml.root(), Bases.of(address, site)));
    List<Entry> entries = xml.entries().stream().map(entry -> entry(entry, base)).toList();
    String title = line(channel, "title", "dc:title", "atom:title", "itunes:title");
    return new RawFeed(format(), title, site, language(), entries, xml.problems());
  }

  private String language() {
    String said = Nodes.text(channel, "language", "dc:language");
    return said.isEmpty() ? Nodes.language(channel, Nodes.language(xml.root(), "")) : said;
  }

  private Entry entry(Element element, String feedBase) {
    String base = Nodes.base(element, feedBase);
    List<String> topics = topics(element);
    boolean isOpen = !Openness.isClosed(topics) && !Openness.isClosed(element);
    String about = about(element);
    String guid =
        Stream.concat(
                Nodes.texts(element, "guid").stream(),
                Stream.concat(
                    Stream.of(about),
                    Nodes.texts(element, "atom:id", "id", "dc:identifier").stream()))
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return new Entry(
        new Entry.Keys(guid, links(element), List.of(permalink(element), about), base),
        words(element),
        Nodes.texts(element, DATES),
        MediaImages.of(element),
        new Entry.Marks(
            topics,
            List.of(),
            Openness.isFeatured(topics),
            Openness.isDraft(element)
                ? Access.UNPUBLISHED
                : isOpen ? Access.OPEN : Access.RESTRICTED));
  }

  private Entry.Words words(Element element) {
    String title = line(element, "title", "dc:title", "atom:title", "itunes:title", "media:title");
    Stream<Element> inGroups = Nodes.children(element, "media:group", "media:content").stream();
    String summary =
        Stream.concat(
                Nodes.children(element, SUMMARIES).stream(),
                inGroups.flatMap(group -> Nodes.children(group, "*:description").stream()))
            .map(RssReader::html)
            .filter(html -> !html.isBlank())
            .findFirst()
            .orElse("");
    String html =
        Nodes.children(element, BODIES).stream()
            .map(RssReader::html)
            .filter(body -> !body.isBlank())
            .findFirst()
            .orElse("");
    String language = Nodes.language(element, Nodes.text(element, "language", "dc:language"));
    return new Entry.Words(title, author(element), html, summary, language);
  }

  private static String line(Element parent, String... names) {
    return Nodes.children(parent, names).stream()
        .map(RssReader::line)
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String line(Element element) {
    return isAtom(element)
        ? AtomText.plain(element)
        : PlainText.ofTextOrHtml(Markup.ofHtml(element));
  }

  private static String html(Element element) {
    return isAtom(element) ? AtomText.html(element) : Markup.ofHtml(element);
  }

  private static boolean isAtom(Element element) {
    return Vocabulary.of(element).equals("atom") || !Nodes.attribute(element, "mode").isEmpty();
  }

  private static String about(Element element) {
    return element.getAttributes().stream()
        .filter(attribute -> attribute.getName().equals("about"))
        .map(attribute -> attribute.getValue().strip())
        .findFirst()
        .orElse("");
  }

  /** A feed that counts its readers keeps the real address beside its own. */
  private static List<String> links(Element element) {
    return Stream.of(
            Nodes.texts(element, "*:origLink").stream(),
            links(element, "link"),
            links(element, "atom:link"))
        .flatMap(links -> links)
        .filter(link -> !link.isEmpty())
        .toList();
  }

  private static Stream<String> links(Element element, String name) {
    return Nodes.children(element, name).stream()
        .filter(link -> Nodes.attribute(link, "rel").matches("(?i)|alternate"))
        .map(
            link -> {
              String href = Nodes.attribute(link, "href");
              return href.isEmpty() ? link.getValue().strip() : href;
            });
  }

  private static String permalink(Element element) {
    return Nodes.children(element, "guid").stream()
        .filter(guid -> !Nodes.attribute(guid, "isPermaLink").equalsIgnoreCase("false"))
        .map(Element::getTextTrim)
        .findFirst()
        .orElse("");
  }

  private static List<String> topics(Element element) {
    List<String> topics = new ArrayList<>();
    Nodes.children(element, "category", "dc:subject", "*:category").stream()
        .distinct()
        .forEach(category -> Topics.add(category, topics));
    for (Element group : Nodes.children(element, "media:group", "media:content")) {
      Nodes.children(group, "*:category").forEach(category -> Topics.add(category, topics));
    }
    Nodes.texts(element, "*:keywords", "tags", "*:tag").stream()
        .flatMap(words -> Arrays.stream(words.split(",", -1)))
        .forEach(topics::add);
    topics.removeIf(String::isBlank);
    return topics;
  }

  /** The item's authors, else the feed's; Dublin Core names people, RSS itself addresses. */
  private String author(Element element) {
    String own = People.joined(names(element, "dc:creator"));
    return own.isEmpty()
        ? Stream.of(element, channel).flatMap(RssReader::someName).findFirst().orElse("")
        : own;
  }

  private static Stream<String> someName(Element parent) {
    return Stream.of(
            "dc:creator",
            "author",
            "dc:author",
            "atom:author",
            "itunes:author",
            "googleplay:author")
        .map(name -> People.joined(names(parent, name)))
        .filter(name -> !name.isEmpty());
  }

  private static List<String> names(Element parent, String name) {
    return Nodes.children(parent, name).stream().map(People::name).toList();
  }

  private String format() {
    if (!xml.root().getName().equalsIgnoreCase("rdf")) {
      return ("RSS " + Nodes.attribute(xml.root(), "version")).strip();
    }
    boolean is090 =
        channel.getNamespaceURI().contains("0.9")
            || xml.root().getAdditionalNamespaces().stream()
                .anyMatch(namespace -> namespace.getURI().contains("simple/0.9"));
    return is090 ? "RSS 0.90" : "RSS 1.0";
  }
}
