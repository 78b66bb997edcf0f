package digest.feed;

import digest.edition.Links;
import digest.edition.Related;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What an entry names as related, with absolute links (picking R2). */
final class RelatedChoice {

  private RelatedChoice() {}

  /** Those the feed names, then those in the body; not the article itself, each once. */
  static List<Related> related(Entry entry, Element body, String link) {
    Map<String, Related> related = new LinkedHashMap<>();
    Stream.concat(
            entry.marks().related().stream()
                .flatMap(one -> resolved(one, entry.keys().base()).stream()),
            RelatedBlock.of(body).stream().flatMap(one -> resolved(one, link).stream()))
        .forEach(one -> related.putIfAbsent(Links.normalise(one.link()), one));
    related.remove(Links.normalise(link));
    return List.copyOf(related.values());
  }

  private static Optional<Related> resolved(Related related, String base) {
    return Hrefs.resolve(base, related.link())
        .map(link -> new Related(titleOr(related.title(), link), link, null))
        .filter(found -> !found.title().isEmpty());
  }

  /** Without a title the address's last words are one, if they are words. */
  private static String titleOr(String title, String link) {
    if (!title.isEmpty()) {
      return title;
    }
    String path =
        link.replaceFirst("[?#].*", "").replaceFirst("/+$", "").replaceFirst("\\.html?$", "");
    String words = path.substring(path.lastIndexOf('/') + 1).replaceAll("[-_]+", " ").strip();
    boolean isTitle = words.matches("\\p{L}+( [\\p{L}\\p{N}]+){2,}");
    return isTitle ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) : "";
  }
}
