package digest.feed;

import digest.edition.Article;
import digest.edition.Feed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jdom2.Element;
import org.jdom2.JDOMException;

/** Finds out what a document is and reads it, whatever it claims to be. */
final class FeedParser {

  /** A hundred broken entries are named by the first of them. */
  private static final int MAX_PROBLEMS = 50;

  private static final Pattern HTML =
      Pattern.compile("(?is)\\s*(<!--.*?-->\\s*)*(<!doctype\\s+html|<html|<head|<body).*");

  private final Predicate<String> allowsPlainHttp;

  /**
   * @param allowsPlainHttp by host: whether its pictures may come over http
   */
  FeedParser(Predicate<String> allowsPlainHttp) {
    this.allowsPlainHttp = allowsPlainHttp;
  }

  Reading read(Document document, Feed feed, Instant now) {
    String text = document.text();
    String start = text.stripLeading();
    if (start.isEmpty()) {
      return new Reading.Unreadable("is empty. If it stays so, ask the site.");
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return json(start, document, feed, now);
    }
    return xml(text, document, feed, now);
  }

  private Reading json(String text, Document document, Feed feed, Instant now) {
    JsonDocument json = JsonDocument.of(text);
    if (WordPressReader.isListOfPosts(json)) {
      return articles(new WordPressReader(json, document.address()).read(), document, feed, now);
    }
    if (isJsonFeed(json)) {
      return articles(new JsonFeedReader(json, document.address()).read(), document, feed, now);
    }
    if (json.isList() && json.items().isEmpty() && json.problems().isEmpty()) {
      RawFeed none = new RawFeed("WordPress REST", "", "", "", List.of(), List.of());
      return articles(none, document, feed, now);
    }
    String said = json.text("message");
    return new Reading.Unreadable(
        json.problems().stream()
                .findFirst()
                .orElse("is JSON, but neither JSON Feed nor WordPress posts.")
            + (said.isEmpty() ? "" : " It says " + PlainText.quoted(said) + "."));
  }

  /** Some leave the version out. */
  private static boolean isJsonFeed(JsonDocument json) {
    return json.text("version").contains("jsonfeed.org")
        || (!json.isList() && !json.items().isEmpty());
  }

  private Reading xml(String text, Document document, Feed feed, Instant now) {
    Optional<Map<String, String>> entities = Declared.entities(XmlProlog.doctype(text));
    if (entities.isEmpty()) {
      return new Reading.Unreadable(
          "declares entities of its own (DOCTYPE), which no feed needs and which can do harm; it was"
              + " not read. Ask the site for a feed without.");
    }
    boolean isPage = isPage(text);
    try {
      XmlFeed xml = XmlFeed.of(isPage ? "" : XmlMender.mend(text, entities.get()));
      return raw(xml, document)
          .map(raw -> articles(raw, document, feed, now))
          .orElseGet(() -> Otherwise.named(xml.root()).orElseGet(() -> notAFeed(text)));
    } catch (JDOMException e) {
      return isPage || !looksLikeFeed(text)
          ? notAFeed(text)
          : new Reading.Unreadable(
              "is not well-formed XML (%s), and no entry of it is whole. Tell the site."
                  .formatted(XmlFeed.reason(e)));
    }
  }

  private static boolean looksLikeFeed(String text) {
    return text.contains("<rss") || text.contains("<feed") || text.contains("RDF");
  }

  private static boolean isPage(String text) {
    String head = text.substring(0, Math.min(text.length(), 2_000));
    return HTML.matcher(head).matches() && !head.contains("<rss") && !head.contains("<feed");
  }

  private static Optional<RawFeed> raw(XmlFeed xml, Document document) {
    Element root = xml.root();
    String name = root.getName().toLowerCase(Locale.ROOT);
    if (name.equals("rss") || name.equals("rdf")) {
      return Optional.of(new RssReader(xml, document.address()).read());
    }
    if (name.equals("channel") && root.getAttribute("HREF") == null) {
      return Optional.of(new RssReader(xml, document.address()).read());
    }
    return name.equals("feed")
        ? Optional.of(new AtomReader(xml, document.address()).read())
        : Optional.empty();
  }

  private static Reading notAFeed(String text) {
    if (isPage(text) || text.contains("<link") || text.contains("</a>")) {
      return new Reading.Page(text);
    }
    String start = PlainText.quoted(text.substring(0, Math.min(text.length(), 200)));
    return new Reading.Unreadable(
        "is no feed: it begins with %s. Give the address of an RSS, Atom or JSON feed."
            .formatted(start));
  }

  private Reading articles(RawFeed raw, Document document, Feed feed, Instant now) {
    String title = raw.title().isEmpty() ? document.name() : raw.title();
    List<String> problems = new ArrayList<>();
    if (document.isCut()) {
      problems.add(
          "the document goes on after %,d bytes; what came before was read. Ask the site for a shorter feed."
              .formatted(document.size()));
    }
    problems.addAll(raw.problems());
    EntryDesk desk = new EntryDesk(feed, raw, title, now, allowsPlainHttp, problems);
    List<Article> all = eachOnce(raw, desk, problems);
    List<Article> articles = all.stream().filter(article -> !article.link().isEmpty()).toList();
    List<Article> leftOut = all.stream().filter(article -> article.link().isEmpty()).toList();
    if (raw.entries().isEmpty()) {
      problems.add("the feed holds no entries.");
    }
    String language = EntryDesk.language(raw.language(), "");
    ParsedFeed parsed =
        new ParsedFeed(
            feed.location(), title, raw.format(), language, articles, leftOut, first(problems));
    if (articles.isEmpty() && !raw.entries().isEmpty()) {
      return new Reading.Unreadable(
          "holds %d entries, but no usable one: %s"
              .formatted(raw.entries().size(), problems.get(problems.size() - 1)),
          parsed);
    }
    return new Reading.Read(parsed);
  }

  /** The same key twice is the same entry, unless the feed gives one key to all of them (P6). */
  private static List<Article> eachOnce(RawFeed raw, EntryDesk desk, List<String> problems) {
    Map<Article.Id, Article> byId = new LinkedHashMap<>();
    Map<String, Article> byGuid = new HashMap<>();
    for (int i = 0; i < raw.entries().size(); i++) {
      Article article = desk.article(raw.entries().get(i), i + 1);
      if (article.link().isEmpty()) {
        byId.putIfAbsent(article.id(), article);
        continue;
      }
      Article before = byGuid.putIfAbsent(article.guid(), article);
      boolean isNew = before == null || !Identity.isSameUnderOneGuid(before, article);
      if (!isNew || byId.putIfAbsent(article.id(), article) != null) {
        problems.add(
            "entry %d %s came before, with the same %s, and was left out."
                .formatted(i + 1, PlainText.quoted(article.title()), isNew ? "link" : "key"));
      }
    }
    return List.copyOf(byId.values());
  }

  private static List<String> first(List<String> problems) {
    if (problems.size() <= MAX_PROBLEMS) {
      return problems;
    }
    List<String> first = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
    first.add("and %d more of that kind.".formatted(problems.size() - MAX_PROBLEMS));
    return first;
  }
}
