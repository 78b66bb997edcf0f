package digest.feed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Finds the feeds of a site from one of its pages. */
final class Discovery {

  private static final int MAX = 6;

  private static final Pattern FEED_TYPE =
      Pattern.compile(
          "(?i)(application/(x[-.])?(rss|atom|rdf)(\\+xml)?|text/(rss|atom)(\\+xml)?"
              + "|application/feed\\+json)\\s*(;.*)?");

  /** Types of many things; only an address that speaks of a feed makes one of them. */
  private static final Pattern ANY_TYPE =
      Pattern.compile("(?i)((text|application)/xml|application/json)?\\s*(;.*)?");

  private static final Pattern FEED_ADDRESS =
      Pattern.compile("(?i).*\\b(rss|atom|rdf|feeds?|index\\.xml)\\b.*");

  /** Where sites have them that do not say so: WordPress, mostly. */
  private static final List<String> USUAL = List.of("/feed", "/wp-json/wp/v2/posts?_embed");

  private Discovery() {}

  /** Absolute addresses, the most likely first; never the page itself. */
  static List<String> candidates(String html, String address) {
    Document page = Jsoup.parse(html, address);
    String base = Hrefs.resolve(address, page.select("base[href]").attr("href")).orElse(address);
    Set<String> found = new LinkedHashSet<>();
    page.select("link[href][rel~=(?i)\\b(alternate|feed)\\b]").stream()
        .filter(Discovery::isFeed)
        .filter(link -> !isOfComments(link))
        .flatMap(link -> Hrefs.resolve(base, link.attr("href")).stream())
        .limit(MAX)
        .forEach(found::add);
    USUAL.forEach(path -> Hrefs.resolve(address, path).ifPresent(found::add));
    found.remove(address);
    return List.copyOf(found);
  }

  private static boolean isFeed(Element link) {
    String type = link.attr("type").strip();
    boolean isOther = link.hasAttr("hreflang") && type.isEmpty();
    return FEED_TYPE.matcher(type).matches()
        || (!isOther
            && ANY_TYPE.matcher(type).matches()
            && FEED_ADDRESS.matcher(link.attr("href")).matches());
  }

  private static boolean isOfComments(Element link) {
    String text = (link.attr("title") + " " + link.attr("href")).toLowerCase(Locale.ROOT);
    return text.contains("comment");
  }
}
