package digest.store;

import digest.edition.Article;
import digest.edition.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One of the names an article is known by (picking P6). */
record Alias(Kind kind, String value) {

  enum Kind {
    ID,
    LINK,
    GUID
  }

  /** Entries without a page of their own point to the site's front page. */
  private static final Pattern FRONT_PAGE = Pattern.compile("https://[^/?]*");

  static Alias of(Article.Id id) {
    return new Alias(Kind.ID, id.value());
  }

  /** Empty when the link is no article's own. */
  static Optional<Alias> ofLink(String link) {
    String normalised = Links.normalise(link);
    return normalised.isEmpty() || FRONT_PAGE.matcher(normalised).matches()
        ? Optional.empty()
        : Optional.of(new Alias(Kind.LINK, normalised));
  }

  /** A guid means something within its feed only. */
  static Optional<Alias> ofGuid(Article article) {
    return article.guid().isBlank()
        ? Optional.empty()
        : Optional.of(new Alias(Kind.GUID, article.feed() + "\n" + article.guid()));
  }

  static List<Alias> allOf(Article article) {
    List<Alias> all = new ArrayList<>();
    ofLink(article.link()).ifPresent(all::add);
    all.add(of(article.id()));
    ofGuid(article).ifPresent(all::add);
    return all;
  }
}
