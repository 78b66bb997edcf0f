package digest.feed;

import digest.edition.Related;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What a page itself names as related: the links below a heading that says so (picking R2). "More
 * News" is not one: that is the site's navigation.
 */
final class RelatedBlock {

  private static final int MAX_LINKS = 10;
  private static final int MAX_HEADINGS = 20;

  private static final Set<String> HEADINGS =
      Set.of(
          "related",
          "related news",
          "related post",
          "related posts",
          "related article",
          "related articles",
          "related story",
          "related stories",
          "related content",
          "related coverage",
          "related reading");

  private static final Set<String> HEADING_TAGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");

  private static final Set<String> ENDINGS =
      Set.of("more news", "more stories", "more posts", "latest news", "most read");

  private RelatedBlock() {}

  /** Whether it is worth looking. */
  static boolean mayBeIn(String html) {
    return html.toLowerCase(Locale.ROOT).contains("related");
  }

  /** With links as written, without doubles. */
  static List<Related> of(Element body) {
    List<Related> found = new ArrayList<>();
    body.stream()
        .filter(element -> element.ownText().regionMatches(true, 0, "related", 0, 7))
        .limit(MAX_HEADINGS)
        .flatMap(element -> heading(element).stream())
        .distinct()
        .forEach(heading -> collect(heading, found));
    return found.stream().distinct().limit(MAX_LINKS).toList();
  }

  /** {@code <div><h3><b>Related News</b></h3></div>} ends with the div. */
  private static Optional<Element> heading(Element innermost) {
    Optional<Element> heading = Optional.empty();
    for (Element up = innermost; up != null && words(up).length() > 0; up = up.parent()) {
      if (HEADINGS.contains(words(up))) {
        heading = Optional.of(up);
      }
    }
    return heading;
  }

  private static void collect(Element heading, List<Related> found) {
    for (Element next = heading.nextElementSibling();
        next != null && !isEnd(next);
        next = next.nextElementSibling()) {
      for (Element link : next.select("a[href]")) {
        related(link).ifPresent(found::add);
      }
    }
  }

  private static boolean isEnd(Element element) {
    return HEADING_TAGS.contains(element.normalName()) || ENDINGS.contains(words(element));
  }

  private static Optional<Related> related(Element link) {
    String title = PlainText.ofText(link.text());
    return title.isEmpty()
        ? Optional.empty()
        : Optional.of(new Related(title, link.attr("href"), null));
  }

  /** Own short text in lower case, without a colon; long ones are no headings. */
  private static String words(Element element) {
    String text = element.text();
    return text.length() > 40
        ? ""
        : text.strip().toLowerCase(Locale.ROOT).replaceFirst("\\s*:$", "");
  }
}
