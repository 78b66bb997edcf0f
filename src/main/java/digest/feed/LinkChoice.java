package digest.feed;

import digest.edition.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses an entry's link (safety T6). */
final class LinkChoice {

  private final String site;
  private final Set<String> siteItself;
  private final List<String> problems;

  /**
   * @param site the address of the feed's site, absolute, or empty
   * @param problems gets a line for each link that is none
   */
  LinkChoice(String site, List<String> problems) {
    this.site = site;
    siteItself =
        site.isEmpty()
            ? Set.of()
            : Stream.of(site, "https://" + Hrefs.host(site))
                .map(Links::normalise)
                .collect(Collectors.toSet());
    this.problems = problems;
  }

  /**
   * The first usable one; a bad one before it is named. The site's own address is not the entry's.
   */
  Optional<String> own(Entry.Keys keys, String name) {
    List<String> bad = new ArrayList<>();
    for (String written : keys.links()) {
      Optional<String> link = Hrefs.resolve(keys.base(), written).filter(this::isNotTheSite);
      if (link.isPresent()) {
        bad.forEach(problems::add);
        return link;
      }
      if (Hrefs.resolve(keys.base(), written).isEmpty()) {
        bad.add(name + ": link " + PlainText.quoted(written) + " is no http or https address.");
      }
    }
    bad.forEach(problems::add);
    return keys.fallbackLinks().stream()
        .filter(Hrefs::isAbsolute)
        .flatMap(link -> Hrefs.resolve("", link).stream())
        .filter(this::isNotTheSite)
        .findFirst();
  }

  private boolean isNotTheSite(String link) {
    return siteItself.isEmpty() || !siteItself.contains(Links.normalise(link));
  }

  /**
   * The front page, only for an entry that gives no link: where a bad one stands, nothing good can
   * be guessed.
   */
  Optional<String> siteInstead(Entry.Keys keys, String name) {
    boolean isBad =
        keys.links().stream().anyMatch(link -> Hrefs.resolve(keys.base(), link).isEmpty());
    if (isBad || site.isEmpty()) {
      problems.add(name + " has no usable link and was left out.");
      return Optional.empty();
    }
    return Optional.of(site);
  }
}
