package digest.press;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.edition.Newsletter;
import digest.edition.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says there is to publish.
 *
 * @param publicUrl how readers reach our pages, without a slash at the end; null when they cannot
 * @param bounces takes what comes back, or null
 */
public record Catalogue(
    Site site,
    @Nullable String publicUrl,
    @Nullable EmailAddress bounces,
    List<MailingList> lists,
    List<Newsletter> newsletters) {

  /** Copies the lists. */
  public Catalogue {
    lists = List.copyOf(lists);
    newsletters = List.copyOf(newsletters);
  }

  /**
   * The definition of a newsletter.
   *
   * @throws Refusal when the configuration has none of this id
   */
  public Newsletter newsletter(Newsletter.Id id) {
    return newsletters.stream()
        .filter(newsletter -> newsletter.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refusal(unknown(id)));
  }

  private String unknown(Newsletter.Id id) {
    List<String> known = newsletters.stream().map(one -> one.id().value()).toList();
    return "there is no newsletter \""
        + id
        + "\" in the configuration; known: "
        + String.join(", ", known);
  }
}
