package digest.edition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an edition says: all that an editor sees and may change.
 *
 * @param subject one line
 * @param preheader the inbox's preview line, one line, possibly empty
 * @param intro the editor's own words before the lead, or null
 * @param picks in the order shown: the lead first, then the sections, then More news
 * @param relatedPosts titles at the end
 */
public record EditionContent(
    String subject,
    String preheader,
    @Nullable String intro,
    List<Pick> picks,
    List<Related> relatedPosts) {

  /** Copies the lists. */
  public EditionContent {
    picks = List.copyOf(picks);
    relatedPosts = List.copyOf(relatedPosts);
  }
}
