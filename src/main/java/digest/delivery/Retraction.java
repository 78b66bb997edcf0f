package digest.delivery;

import digest.edition.Edition;
import java.time.Instant;
import java.util.List;

/**
 * Articles that were taken out of an edition after its first mail may have gone.
 *
 * @param revision of the edition, its first one without them; 2 or more
 * @param subject of the mails that still had them
 * @param items what was taken out, in the order of the edition
 * @param by who did it
 */
public record Retraction(
    Edition.Id edition, int revision, String subject, List<Item> items, String by, Instant at) {

  /**
   * One article.
   *
   * @param id empty when it stood in the edition only as a title beside others
   */
  public record Item(String id, String title, String link) {}

  /** Copies the list. */
  public Retraction {
    items = List.copyOf(items);
  }
}
