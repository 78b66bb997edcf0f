package digest.feed;

import digest.edition.Article.Access;
import digest.edition.Related;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdom2.Element;

/** Reads Atom 1.0 (RFC 4287) and 0.3. */
final class AtomReader {

  private static final String[] CONTENTS = {"content", "content:encoded", "xhtml:body", "body"};
  private static final String[] SUMMARIES = {
    "summary", "description", "dc:description", "media:description", "itunes:summary"
  };
  private static final String[] DATES = {
    "published", "issued", "created", "pubDate", "dcterms:issued", "dc:date", "dcterms:created"
  };

  private final XmlFeed xml;
  private final String address;

  /**
   * @param address where the document came from, absolute, or empty
   */
  AtomReader(XmlFeed xml, String address) {
    this.xml = xml;
    this.address = address;
  }

  RawFeed read() {
    String start = Nodes.base(xml.root(), address);
    String site =
        links(xml.root(), "alternate").stream()
            .flatMap(link -> Hrefs.resolve(start, href(link)).stream())
            .findFirst()
            .orElse("");
    String base = Nodes.base(xml.root(), Bases.of(address, site));
    String language = Nodes.language(xml.root(), Nodes.text(xml.root(), "language", "dc:language"));
    List<Entry> entries = xml.entries().stream().map(element -> entry(element, base)).toList();
    String format = is03() ? "Atom 0.3" : "Atom 1.0";
    return new RawFeed(format, title(xml.root()), site, language, entries, xml.problems());
  }

  private Entry entry(Element element, String feedBase) {
    String base = Nodes.base(element, feedBase);
    List<String> topics = new ArrayList<>();
    Nodes.children(element, "category", "dc:subject", "media:category")
        .forEach(category -> Topics.add(category, topics));
    for (Element group : Nodes.children(element, "media:group")) {
      Nodes.children(group, "*:category").forEach(category -> Topics.add(category, topics));
    }
    String id = Nodes.text(element, "id", "guid", "atom:id");
    return new Entry(
        new Entry.Keys(id, pages(element, base), fallbacks(element, id), base),
        words(element, base),
        dates(element),
        MediaImages.of(element),
        new Entry.Marks(
            topics, related(element), Openness.isFeatured(topics), access(element, topics)));
  }

  private static Access access(Element element, List<String> topics) {
    if (Openness.isDraft(element)) {
      return Access.UNPUBLISHED;
    }
    boolean isClosed = Openness.isClosed(topics) || Openness.isClosed(element);
    return isClosed ? Access.RESTRICTED : Access.OPEN;
  }

  private Entry.Words words(Element element, String base) {
    String html = html(element, CONTENTS);
    String summary = html(element, SUMMARIES);
    if (summary.isEmpty()) {
      summary =
          Nodes.children(element, "media:group").stream()
              .map(group -> html(group, "*:description"))
              .findFirst()
              .orElse("");
    }
    String own =
        Stream.concat(Nodes.children(element, CONTENTS).stream(), Stream.of(element, xml.root()))
            .map(text -> Nodes.ownBase(text, base))
            .filter(said -> !said.isEmpty())
            .findFirst()
            .orElse("");
    return new Entry.Words(title(element), author(element), html, summary, language(element), own);
  }

  private static String html(Element element, String... names) {
    return Nodes.children(element, names).stream()
        .map(AtomText::html)
        .filter(html -> !html.isBlank())
        .findFirst()
        .orElse("");
  }

  /** That of the text itself, which may be another than its entry's. */
  private static String language(Element element) {
    return Nodes.children(element, "content", "summary", "title").stream()
        .map(text -> Nodes.language(text, ""))
        .filter(language -> !language.isEmpty())
        .findFirst()
        .orElseGet(() -> Nodes.language(element, Nodes.text(element, "language", "dc:language")));
  }

  private static String title(Element parent) {
    return Nodes.children(parent, "title", "dc:title", "media:title").stream()
        .map(AtomText::plain)
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** The entry's authors, else those of its source, else the feed's (RFC 4287 §4.2.1). */
  private String author(Element element) {
    Stream<Element> sources = Nodes.children(element, "source").stream();
    return Stream.concat(Stream.concat(Stream.of(element), sources), Stream.of(xml.root()))
        .flatMap(
            parent -> Stream.of(names(parent, "author"), names(parent, "dc:creator", "dc:author")))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String names(Element parent, String... names) {
    return People.joined(Nodes.children(parent, names).stream().map(People::name).toList());
  }

  /** Only Atom 0.3, where nothing else may be there, is dated by its last change. */
  private List<String> dates(Element element) {
    List<String> dates = new ArrayList<>(Nodes.texts(element, DATES));
    if (is03()) {
      dates.addAll(Nodes.texts(element, "modified"));
    }
    return dates;
  }

  /** An entry whose text lies elsewhere lives there (§4.1.3.2). */
  private static List<String> fallbacks(Element element, String id) {
    return Stream.concat(
            Stream.of(id),
            Nodes.children(element, "content").stream()
                .filter(AtomReader::isHtml)
                .map(content -> Nodes.attribute(content, "src")))
        .filter(link -> !link.isEmpty())
        .toList();
  }

  private static List<String> pages(Element entry, String base) {
    List<String> pages = new ArrayList<>(Nodes.texts(entry, "*:origLink"));
    links(entry, "alternate").forEach(link -> pages.add(absolute(link, base)));
    pages.removeIf(String::isEmpty);
    return pages;
  }

  private static List<Related> related(Element entry) {
    return links(entry, "related").stream()
        .map(
            link ->
                new Related(
                    PlainText.ofText(Nodes.attribute(link, "title")),
                    Nodes.attribute(link, "href"),
                    null))
        .toList();
  }

  /** A link without {@code rel} is an alternate one; HTML before other types. */
  private static List<Element> links(Element parent, String rel) {
    List<Element> links =
        Nodes.children(parent, "link", "atom:link").stream()
            .filter(link -> rel(link).equals(rel))
            .collect(Collectors.toCollection(ArrayList::new));
    links.sort(Comparator.comparing(link -> !isHtml(link)));
    return links;
  }

  private static String rel(Element link) {
    String rel = Nodes.attribute(link, "rel").toLowerCase(Locale.ROOT);
    return rel.isEmpty() ? "alternate" : rel.replaceFirst("^https?://www\\.iana\\.org/.*/", "");
  }

  /** As written, unless the link has a base of its own. */
  private static String absolute(Element link, String base) {
    String own = Nodes.ownBase(link, base);
    return own.isEmpty() ? href(link) : Hrefs.resolve(own, href(link)).orElse(href(link));
  }

  private static String href(Element link) {
    String href = Nodes.attribute(link, "href");
    return href.isEmpty() ? link.getTextTrim() : href;
  }

  private static boolean isHtml(Element link) {
    String type = Nodes.attribute(link, "type");
    return type.isEmpty() || type.contains("html");
  }

  private boolean is03() {
    return xml.root().getNamespaceURI().contains("purl.org/atom");
  }
}
