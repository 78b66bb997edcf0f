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
      Pattern.compile("(?i)application/(rss\\+xml|atom\\+xml|rdf\\+xml|feed\\+json)");

  /** Where sites have them that do not say so: WordPress, mostly. */
  private static final List<String> USUAL = List.of("/feed", "/wp-json/wp/v2/posts?_embed");

  private Discovery() {}

  /** Absolute addresses, the most likely first; never the page itself. */
  static List<String> candidates(String html, String address) {
    Document page = Jsoup.parse(html, address);
    String base = Hrefs.resolve(address, page.select("base[href]").attr("href")).orElse(address);
    Set<String> found = new LinkedHashSet<>();
    page.select("link[href][rel~=(?i)alternate]").stream()
        .filter(link -> FEED_TYPE.matcher(link.attr("type").strip()).lookingAt())
        .filter(link -> !isOfComments(link))
        .flatMap(link -> Hrefs.resolve(base, link.attr("href")).stream())
        .limit(MAX)
        .forEach(found::add);
    USUAL.forEach(path -> Hrefs.resolve(address, path).ifPresent(found::add));
    found.remove(address);
    return List.copyOf(found);
  }

  private static boolean isOfComments(Element link) {
    String text = (link.attr("title") + " " + link.attr("href")).toLowerCase(Locale.ROOT);
    return text.contains("comment");
  }
}
