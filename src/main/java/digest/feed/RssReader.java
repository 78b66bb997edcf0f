package digest.feed;

import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCSubject;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Content;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/** Reads RSS 0.90 to 2.0 and its usual modules: Dublin Core, content, Media RSS, podcasts. */
final class RssReader {

  private static final Pattern ADDRESS = Pattern.compile("\\S+@\\S+");

  private final XmlFeed xml;
  private final Element channel;
  private final String address;
  private final Rome rome;

  /**
   * @param address where the document came from, absolute, or empty
   */
  RssReader(XmlFeed xml, String address) {
    this.xml = xml;
    this.address = address;
    channel = Nodes.children(xml.root(), "channel").stream().findFirst().orElse(xml.root());
    settle(xml.root());
    rome = new Rome(xml.root());
  }

  RawFeed read() {
    String written = Nodes.text(channel, "link");
    String site = Hrefs.resolve(address, written).orElse("");
    String language = language();
    String base = Bases.of(address, site);
    List<String> problems = new ArrayList<>(xml.problems());
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < xml.entries().size(); i++) {
      Optional<Entry> entry = entry(xml.entries().get(i), base);
      entry.ifPresentOrElse(entries::add, unreadable(i, problems));
    }
    String title = PlainText.ofHtml(Nodes.text(channel, "title"));
    return new RawFeed(format(), title, site, language, entries, problems);
  }

  static Runnable unreadable(int index, List<String> problems) {
    return () -> problems.add("entry %d could not be read and was left out.".formatted(index + 1));
  }

  private String language() {
    String said = Nodes.text(channel, "language");
    return said.isEmpty() ? Nodes.language(channel, Nodes.language(xml.root(), "")) : said;
  }

  private Optional<Entry> entry(Element element, String feedBase) {
    withoutNamespace(element);
    String base = Nodes.base(element, Nodes.base(channel, Nodes.base(xml.root(), feedBase)));
    return rome.read(element)
        .map(Channel.class::cast)
        .filter(read -> !read.getItems().isEmpty())
        .map(read -> entry(element, read.getItems().get(0), base));
  }

  private static Entry entry(Element element, Item item, String base) {
    @Nullable DCModule dublinCore = (DCModule) item.getModule(DCModule.URI);
    List<String> topics = topics(element, item, dublinCore);
    boolean isFeatured = Openness.isFeatured(topics);
    boolean isOpen = !Openness.isClosed(topics) && !Openness.isClosed(element);
    String guid = Nodes.text(element, "guid");
    String about = Optional.ofNullable(item.getUri()).orElse("");
    return new Entry(
        new Entry.Keys(
            guid.isEmpty() ? about : guid,
            links(element),
            List.of(permalink(element), about),
            base),
        words(element, item),
        Nodes.texts(element, "pubDate", "published", "date", "issued", "created"),
        MediaImages.of(element),
        new Entry.Marks(topics, List.of(), isFeatured, isOpen));
  }

  private static Entry.Words words(Element element, Item item) {
    String title = PlainText.ofHtml(orEmpty(item.getTitle()));
    @Nullable Description description = item.getDescription();
    @Nullable Content content = item.getContent();
    String html = content == null ? "" : orEmpty(content.getValue());
    String summary = description == null ? "" : orEmpty(description.getValue());
    String language = Nodes.language(element, Nodes.text(element, "language"));
    return new Entry.Words(title, author(element), html, summary, language);
  }

  /** A feed that counts its readers keeps the real address beside its own. */
  private static List<String> links(Element element) {
    List<String> links = new ArrayList<>(Nodes.texts(element, "origLink"));
    for (Element link : Nodes.children(element, "link")) {
      String rel = Nodes.attribute(link, "rel");
      if (rel.isEmpty() || rel.equals("alternate")) {
        String href = Nodes.attribute(link, "href");
        links.add(href.isEmpty() ? link.getTextTrim() : href);
      }
    }
    links.removeIf(String::isEmpty);
    return links;
  }

  private static String permalink(Element element) {
    return Nodes.children(element, "guid").stream()
        .filter(guid -> !Nodes.attribute(guid, "isPermaLink").equalsIgnoreCase("false"))
        .map(Element::getTextTrim)
        .findFirst()
        .orElse("");
  }

  private static List<String> topics(Element element, Item item, @Nullable DCModule dublinCore) {
    List<String> topics = new ArrayList<>();
    item.getCategories().stream().map(Category::getValue).forEach(topics::add);
    if (dublinCore != null) {
      dublinCore.getSubjects().stream().map(DCSubject::getValue).forEach(topics::add);
    }
    Nodes.texts(element, "keywords").stream()
        .flatMap(words -> Arrays.stream(words.split(",", -1)))
        .forEach(topics::add);
    topics.removeIf(topic -> topic == null || topic.isBlank());
    return topics;
  }

  /** Dublin Core names people; RSS's own author is a mail address, with or without a name. */
  private static String author(Element element) {
    List<String> names =
        Nodes.texts(element, "creator").stream().map(RssReader::withoutAddress).toList();
    String named = String.join(", ", names.stream().filter(name -> !name.isEmpty()).toList());
    if (!named.isEmpty()) {
      return named;
    }
    return Nodes.texts(element, "author", "managingEditor").stream()
        .map(RssReader::withoutAddress)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** {@code jo@example.org (Jo Berg)} and {@code Jo Berg <jo@example.org>} are Jo Berg. */
  static String withoutAddress(String person) {
    String plain = PlainText.ofText(person);
    if (!ADDRESS.matcher(plain).find()) {
      return plain;
    }
    int open = plain.indexOf('(');
    int close = plain.lastIndexOf(')');
    if (open >= 0 && close > open) {
      return plain.substring(open + 1, close).strip();
    }
    return ADDRESS.matcher(plain.replaceAll("<[^<>]*>", "")).replaceAll("").strip();
  }

  private String format() {
    String version = Nodes.attribute(xml.root(), "version");
    if (!xml.root().getName().equals("rss")) {
      return channel.getNamespaceURI().contains("0.9") ? "RSS 0.90" : "RSS 1.0";
    }
    return "RSS " + version;
  }

  /** ROME refuses versions it does not know; all of them read as 2.0. */
  private static void settle(Element root) {
    if (root.getName().equals("rss")) {
      withoutNamespace(root);
      String version = Nodes.attribute(root, "version");
      root.setAttribute("version", version.matches("0\\.9[1-4]") ? version : "2.0");
    }
  }

  /** Some write RSS 2.0 in a namespace of their own, which it does not have. */
  private static void withoutNamespace(Element element) {
    Namespace own = element.getNamespace();
    if (own.getPrefix().isEmpty()
        && !own.getURI().contains("purl.org/rss/1.0")
        && !own.getURI().contains("rdf")) {
      element.setNamespace(Namespace.NO_NAMESPACE);
      for (Element child : element.getChildren()) {
        if (child.getNamespace().equals(own)) {
          child.setNamespace(Namespace.NO_NAMESPACE);
        }
      }
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
