package digest.feed;

import digest.edition.Article;
import digest.edition.Article.Dating;
import digest.edition.Feed;
import digest.edition.Links;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Makes articles of entries: what is usable is kept, what is not is named among the problems.
 *
 * <p>One for each document; not thread-safe.
 */
final class EntryDesk {

  /** A body longer than this is no article; the rest is cut off. */
  private static final int MAX_BODY = 500_000;

  private static final int MAX_TOPICS = 50;

  private final Feed feed;
  private final RawFeed raw;
  private final String source;
  private final Instant now;
  private final ImageChoice images;
  private final List<String> problems;
  private final Set<String> sharedGuids;
  private final LinkChoice links;

  /**
   * @param source the feed's title, for when the configuration names none
   * @param allowsPlainHttp by host: whether its pictures may come over http
   * @param problems gets a line for each thing that is wrong
   */
  EntryDesk(
      Feed feed,
      RawFeed raw,
      String source,
      Instant now,
      Predicate<String> allowsPlainHttp,
      List<String> problems) {
    this.feed = feed;
    this.raw = raw;
    this.source = feed.source() == null ? source : feed.source();
    this.now = now;
    images = new ImageChoice(allowsPlainHttp);
    this.problems = problems;
    sharedGuids = sharedGuids(raw.entries());
    links = new LinkChoice(raw.site(), problems);
  }

  /**
   * The article; with an empty link when it can be none, and then a line among the problems says
   * why.
   */
  Article article(Entry entry, int number) {
    String text = entry.words().html().isBlank() ? entry.words().summary() : entry.words().html();
    String title = title(entry.words().title(), text);
    String name =
        title.isEmpty() ? "entry " + number : "entry " + number + " " + PlainText.quoted(title);
    Optional<String> own = links.own(entry.keys(), name);
    if (entry.words().title().isEmpty() && own.isEmpty()) {
      problems.add(name + " has neither title nor link and was left out.");
      return article(entry, title, "", false, name);
    }
    String link = own.or(() -> links.siteInstead(entry.keys(), name)).orElse("");
    return article(entry, title.isEmpty() ? link : title, link, own.isPresent(), name);
  }

  private Article article(Entry entry, String title, String link, boolean isOwn, String name) {
    Element body = body(entry.words());
    FeedDates.Dated dated = dated(entry.dates(), name);
    String guid = guid(entry.keys(), isOwn ? link : title);
    String html = cut(PlainText.safeHtml(entry.words().html()), name);
    String summary = cut(PlainText.safeHtml(entry.words().summary()), name);
    return new Article(
        Identity.idOf(isOwn ? Links.normalise(link) : null, feed.location(), guid, title),
        feed.location(),
        source,
        guid,
        link,
        title,
        entry.words().author().isEmpty() ? null : entry.words().author(),
        dated.at(),
        dated.dating(),
        now,
        html,
        summary.isBlank() ? null : summary,
        topics(entry.marks().topics()),
        images.image(entry, body, bodyBase(entry, link)),
        language(entry.words().language(), raw.language()),
        RelatedChoice.related(entry, body, link),
        entry.marks().featured(),
        entry.marks().access());
  }

  /** A key that entries of different titles carry, or three of different links, is none. */
  private static Set<String> sharedGuids(List<Entry> entries) {
    Map<String, String> titles = new HashMap<>();
    Map<String, Set<List<String>>> pages = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Entry entry : entries) {
      String guid = entry.keys().guid();
      String title = entry.words().title();
      String before = titles.putIfAbsent(guid, title);
      Set<List<String>> links = pages.computeIfAbsent(guid, key -> new HashSet<>());
      links.add(entry.keys().links());
      if ((before != null && Identity.areUnlike(before, title)) || links.size() > 2) {
        shared.add(guid);
      }
    }
    return shared;
  }

  private String guid(Entry.Keys keys, String otherwise) {
    String guid = PlainText.ofText(keys.guid());
    return guid.isEmpty() || sharedGuids.contains(keys.guid()) ? otherwise : guid;
  }

  private static String title(String given, String text) {
    return given.isEmpty() ? PlainText.firstWords(PlainText.ofHtml(text)) : given;
  }

  private static Element body(Entry.Words words) {
    String html = words.html().isBlank() ? words.summary() : words.html();
    boolean isWorthwhile =
        html.toLowerCase(Locale.ROOT).contains("<img") || RelatedBlock.mayBeIn(html);
    return Jsoup.parseBodyFragment(isWorthwhile ? head(html) : "").body();
  }

  /** Where the text says nothing else, its addresses start from its page. */
  private static String bodyBase(Entry entry, String link) {
    String said = entry.words().base();
    return said.isEmpty() ? link : Hrefs.resolve(entry.keys().base(), said).orElse(link);
  }

  private FeedDates.Dated dated(List<String> written, String name) {
    @Nullable ZoneId given = feed.zone();
    ZoneId zone = given == null ? ZoneOffset.UTC : given;
    Optional<FeedDates.Dated> dated =
        written.stream().flatMap(date -> FeedDates.read(date, zone).stream()).findFirst();
    if (dated.isEmpty() && !written.isEmpty()) {
      problems.add(
          "%s: date %s makes no sense; the time it was first seen counts."
              .formatted(name, PlainText.quoted(written.get(0))));
    }
    return dated.orElseGet(() -> new FeedDates.Dated(now, Dating.NONE));
  }

  /** The first spelling of each, in order. */
  private static List<String> topics(List<String> written) {
    Map<String, String> topics = new LinkedHashMap<>();
    for (String topic : written) {
      String plain = PlainText.ofHtml(topic);
      if (!plain.isEmpty()) {
        topics.putIfAbsent(plain.toLowerCase(Locale.ROOT), plain);
      }
    }
    return topics.values().stream().limit(MAX_TOPICS).toList();
  }

  /** As a BCP 47 tag; the first of the two that is one. */
  static @Nullable String language(String first, String second) {
    return Stream.of(first, second)
        .map(language -> language.strip().replace('_', '-'))
        .map(language -> Locale.forLanguageTag(language).toLanguageTag())
        .filter(tag -> !tag.equals("und"))
        .findFirst()
        .orElse(null);
  }

  private String cut(String html, String name) {
    if (html.length() <= MAX_BODY) {
      return html;
    }
    problems.add("%s: the text is %,d characters long and was cut.".formatted(name, html.length()));
    return head(html);
  }

  private static String head(String html) {
    return html.substring(0, Math.min(html.length(), MAX_BODY));
  }
}
