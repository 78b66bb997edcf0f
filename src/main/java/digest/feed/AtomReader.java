package digest.feed;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.synd.SyndPerson;
import digest.edition.Image;
import digest.edition.Related;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/** Reads Atom 1.0 (RFC 4287) and 0.3. */
final class AtomReader {

  private final XmlFeed xml;
  private final String address;
  private final Rome rome;

  /**
   * @param address where the document came from, absolute, or empty
   */
  AtomReader(XmlFeed xml, String address) {
    this.xml = xml;
    this.address = address;
    rome = new Rome(xml.root());
  }

  RawFeed read() {
    String start = Nodes.base(xml.root(), address);
    String site =
        links(xml.root(), "alternate").stream()
            .flatMap(link -> Hrefs.resolve(start, Nodes.attribute(link, "href")).stream())
            .findFirst()
            .orElse("");
    String base = Nodes.base(xml.root(), Bases.of(address, site));
    String language = Nodes.language(xml.root(), Nodes.text(xml.root(), "language"));
    List<String> problems = new ArrayList<>(xml.problems());
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < xml.entries().size(); i++) {
      entry(xml.entries().get(i), base)
          .ifPresentOrElse(entries::add, RssReader.unreadable(i, problems));
    }
    String format = is03() ? "Atom 0.3" : "Atom 1.0";
    return new RawFeed(format, title(xml.root()), site, language, entries, problems);
  }

  private Optional<Entry> entry(Element element, String base) {
    return rome.read(element)
        .map(Feed.class::cast)
        .filter(read -> !read.getEntries().isEmpty())
        .map(read -> entry(element, read.getEntries().get(0), Nodes.base(element, base)));
  }

  private Entry entry(Element element, com.rometools.rome.feed.atom.Entry entry, String base) {
    List<String> topics =
        entry.getCategories().stream()
            .map(AtomReader::topic)
            .filter(topic -> !topic.isBlank() && !topic.contains("://"))
            .toList();
    boolean isOpen = !Openness.isClosed(topics) && !Openness.isClosed(element);
    boolean isFeatured = Openness.isFeatured(topics);
    String id = Optional.ofNullable(entry.getId()).orElse("").strip();
    return new Entry(
        new Entry.Keys(id, pages(element), List.of(id), base),
        words(element, entry),
        dates(element),
        images(element),
        new Entry.Marks(topics, related(element), isFeatured, isOpen));
  }

  private Entry.Words words(Element element, com.rometools.rome.feed.atom.Entry entry) {
    String html = entry.getContents().stream().findFirst().map(AtomReader::html).orElse("");
    String summary = entry.getSummary() == null ? "" : html(entry.getSummary());
    String language = Nodes.language(element, Nodes.text(element, "language"));
    return new Entry.Words(title(element), author(element, entry), html, summary, language);
  }

  /** Read from the XML itself: its type says whether the text is HTML, and ROME loses xhtml's. */
  private static String title(Element parent) {
    Optional<Element> title = Nodes.children(parent, "title").stream().findFirst();
    String type = title.map(e -> Nodes.attribute(e, "type")).orElse("");
    String text = title.map(Element::getValue).orElse("");
    return type.contains("html") && !type.contains("xhtml")
        ? PlainText.ofHtml(text)
        : PlainText.ofTextOrHtml(text);
  }

  private static String html(Content content) {
    String value = Optional.ofNullable(content.getValue()).orElse("");
    boolean isText = content.getType() == null || content.getType().matches("(?i)text(/plain)?");
    return isText && !PlainText.looksLikeHtml(value) ? PlainText.toHtml(value) : value;
  }

  /** The entry's authors, else the feed's (RFC 4287 §4.2.1). */
  private String author(Element element, com.rometools.rome.feed.atom.Entry entry) {
    String own =
        entry.getAuthors().stream()
            .map(SyndPerson::getName)
            .map(AtomReader::person)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    if (!own.isEmpty()) {
      return own;
    }
    return Nodes.texts(element, "creator").stream()
        .findFirst()
        .or(
            () ->
                Nodes.children(xml.root(), "author").stream()
                    .map(author -> Nodes.text(author, "name"))
                    .findFirst())
        .map(AtomReader::person)
        .orElse("");
  }

  private static String person(@Nullable String name) {
    return name == null ? "" : RssReader.withoutAddress(name);
  }

  private static String topic(Category category) {
    String label = Optional.ofNullable(category.getLabel()).orElse("");
    return label.isBlank() ? Optional.ofNullable(category.getTerm()).orElse("") : label;
  }

  /** Only Atom 0.3, where nothing else may be there, is dated by its last change. */
  private List<String> dates(Element element) {
    List<String> dates =
        new ArrayList<>(Nodes.texts(element, "published", "issued", "created", "date"));
    if (is03()) {
      dates.addAll(Nodes.texts(element, "modified"));
    }
    return dates;
  }

  private static List<String> pages(Element entry) {
    List<String> pages = new ArrayList<>(Nodes.texts(entry, "origLink"));
    links(entry, "alternate").forEach(link -> pages.add(Nodes.attribute(link, "href")));
    pages.removeIf(String::isEmpty);
    return pages;
  }

  private static List<Image> images(Element entry) {
    List<Image> images = new ArrayList<>(MediaImages.of(entry));
    for (Element link : links(entry, "enclosure")) {
      if (MediaImages.isPicture(link, Nodes.attribute(link, "href"))) {
        String alt = PlainText.ofText(Nodes.attribute(link, "title"));
        images.add(new Image(Nodes.attribute(link, "href"), alt, 0, 0));
      }
    }
    return images;
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
        Nodes.children(parent, "link").stream()
            .filter(link -> rel(link).equals(rel))
            .collect(Collectors.toCollection(ArrayList::new));
    links.sort(Comparator.comparing(link -> !isHtml(link)));
    return links;
  }

  private static String rel(Element link) {
    String rel = Nodes.attribute(link, "rel");
    return rel.isEmpty() ? "alternate" : rel;
  }

  private static boolean isHtml(Element link) {
    String type = Nodes.attribute(link, "type");
    return type.isEmpty() || type.contains("html");
  }

  private boolean is03() {
    return xml.root().getNamespaceURI().contains("purl.org/atom");
  }
}
