package digest.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdom2.Element;
import org.jdom2.JDOMException;

/**
 * An XML feed taken apart: its head, and each entry by itself, so that one broken entry never stops
 * the others, and of a document that breaks off, the whole entries are kept.
 *
 * @param root the feed's head, without the entries
 * @param entries in the document's order, without parents
 */
record XmlFeed(Element root, List<Element> entries, List<String> problems) {

  /** So many entries are read; a feed with more is an archive, or an attack. */
  static final int MAX_ENTRIES = 10_000;

  private static final Pattern ENTRY = Pattern.compile("<((?:[\\w.-]+:)?(?:item|entry))(?=[\\s>])");
  private static final Pattern ROOT = Pattern.compile("<([\\w.:-]+)[^<>]*>");

  /** Elements whose content is HTML, and so escaped, if the feed is right. */
  private static final List<String> TEXTS =
      List.of("description", "content:encoded", "summary", "title");

  /** Takes a mended document apart; throws when not even its head or one entry is well-formed. */
  static XmlFeed of(String xml) throws JDOMException {
    StrictXml parser = new StrictXml();
    try {
      return whole(parser.parse(xml));
    } catch (JDOMException broken) {
      return salvaged(parser, xml, broken);
    }
  }

  private static XmlFeed whole(Element root) {
    if (root.getName().equalsIgnoreCase("entry")) {
      return new XmlFeed(new Element("feed", root.getNamespace()), List.of(root), List.of());
    }
    List<Element> entries = new ArrayList<>();
    withChannels(root)
        .forEach(parent -> entries.addAll(Nodes.children(parent, "*:item", "*:entry")));
    List<String> problems = new ArrayList<>();
    if (entries.size() > MAX_ENTRIES) {
      problems.add(
          "the feed holds %d entries; the first %d were read. Ask the site for a shorter feed."
              .formatted(entries.size(), MAX_ENTRIES));
    }
    entries.forEach(Element::detach);
    return new XmlFeed(root, entries.stream().limit(MAX_ENTRIES).toList(), problems);
  }

  /** Entries lie in the channel, beside it, or in a list of their own. */
  private static List<Element> withChannels(Element root) {
    List<Element> parents = new ArrayList<>(Nodes.children(root, "*:channel"));
    parents.add(root);
    List.copyOf(parents).forEach(parent -> parents.addAll(Nodes.children(parent, "items")));
    return parents;
  }

  private static XmlFeed salvaged(StrictXml parser, String xml, JDOMException broken)
      throws JDOMException {
    Matcher root = ROOT.matcher(xml);
    if (!root.find()) {
      throw broken;
    }
    List<String> pieces = pieces(xml, root.end());
    List<String> problems = new ArrayList<>();
    List<Element> entries = new ArrayList<>();
    for (int i = 0; i < pieces.size() && entries.size() < MAX_ENTRIES; i++) {
      String around = root.group() + "%s</" + root.group(1) + ">";
      boolean isLast = i == pieces.size() - 1;
      String piece = isLast ? pieces.get(i) : ended(pieces.get(i));
      Optional<Element> entry = entry(parser, around, piece, i + 1, problems);
      entry.ifPresent(entries::add);
    }
    Element head = head(parser, xml, root);
    if (entries.isEmpty() && !hasTitle(head)) {
      throw broken;
    }
    problems.add(
        0,
        "the document is not well-formed (%s); %d of its %d entries were kept. Tell the site."
            .formatted(reason(broken), entries.size(), pieces.size()));
    return new XmlFeed(head, entries, problems);
  }

  /** From each start of an entry to the next one's. */
  private static List<String> pieces(String xml, int from) {
    List<String> pieces = new ArrayList<>();
    Matcher start = ENTRY.matcher(xml);
    int last = -1;
    for (int at = from; pieces.size() < MAX_ENTRIES && start.find(at); at = start.end()) {
      if (last >= 0) {
        pieces.add(xml.substring(last, start.start()));
      }
      last = start.start();
    }
    if (last >= 0) {
      pieces.add(xml.substring(last));
    }
    return pieces;
  }

  private static boolean hasTitle(Element head) {
    return Stream.concat(Stream.of(head), Nodes.children(head, "*:channel").stream())
        .anyMatch(parent -> !Nodes.text(parent, "*:title").isEmpty());
  }

  /** Where the next entry begins, this one ends, whether it says so or not. */
  private static String ended(String piece) {
    Matcher name = ENTRY.matcher(piece);
    String end = name.lookingAt() ? "</" + name.group(1) + ">" : "";
    return piece.contains(end) ? piece : piece + end;
  }

  private static Optional<Element> entry(
      StrictXml parser, String around, String piece, int number, List<String> problems) {
    Matcher name = ENTRY.matcher(piece);
    String end = name.lookingAt() ? "</" + name.group(1) + ">" : ">";
    int cut = piece.lastIndexOf(end);
    if (cut < 0) {
      problems.add("entry %d has no end and was left out.".formatted(number));
      return Optional.empty();
    }
    String whole = piece.substring(0, cut + end.length());
    try {
      return Optional.of(only(parser, around, whole));
    } catch (JDOMException broken) {
      return mended(parser, around, whole)
          .or(
              () -> {
                problems.add(
                    "entry %d is not well-formed (%s) and was left out."
                        .formatted(number, reason(broken)));
                return Optional.empty();
              });
    }
  }

  /** Raw HTML where the format wants it escaped. */
  private static Optional<Element> mended(StrictXml parser, String around, String piece) {
    String wrapped = piece;
    for (String name : TEXTS) {
      wrapped = wrapped(wrapped, name);
    }
    try {
      return Optional.of(only(parser, around, wrapped));
    } catch (JDOMException e) {
      boolean isOpen = piece.lastIndexOf("<![CDATA[") > piece.lastIndexOf("]]>");
      return isOpen
          ? Optional.empty()
          : lenient(around.replace("%s", piece)).flatMap(XmlFeed::first);
    }
  }

  private static String wrapped(String piece, String name) {
    int start = piece.indexOf("<" + name);
    int open = start < 0 ? -1 : piece.indexOf('>', start) + 1;
    int close = piece.lastIndexOf("</" + name + ">");
    if (open <= 0 || close <= open || piece.startsWith("<![CDATA[", open)) {
      return piece;
    }
    String text = piece.substring(open, close).replace("]]>", "");
    return piece.substring(0, open) + "<![CDATA[" + text + "]]>" + piece.substring(close);
  }

  private static Optional<Element> lenient(String xml) {
    try {
      return Optional.of(LenientXml.parse(xml));
    } catch (JDOMException e) {
      return Optional.empty();
    }
  }

  private static Optional<Element> first(Element parent) {
    return parent.getChildren().stream().findFirst().map(Element::clone);
  }

  private static Element only(StrictXml parser, String around, String piece) throws JDOMException {
    Element entry = parser.parse(around.replace("%s", piece)).getChildren().get(0);
    entry.detach();
    return entry;
  }

  /** What stands before the first entry, closed; when that is broken too, what is left of it. */
  private static Element head(StrictXml parser, String xml, Matcher root) throws JDOMException {
    Matcher first = ENTRY.matcher(xml);
    String head = first.find(root.end()) ? xml.substring(0, first.start()) : xml;
    String channel = head.contains("<channel") && !head.contains("</channel") ? "</channel>" : "";
    String end = "</" + root.group(1) + ">";
    try {
      return parser.parse(head + channel + end);
    } catch (JDOMException e) {
      Optional<Element> lenient = lenient(head);
      return lenient.isPresent() ? lenient.get() : parser.parse(root.group() + end);
    }
  }

  /** The parser's own words, without where in which stream. */
  static String reason(JDOMException broken) {
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
    String message = cause.getMessage() == null ? "no reason given" : cause.getMessage();
    return PlainText.shortened(PlainText.ofText(message), 160);
  }
}
