package digest.delivery;

import digest.edition.Edition;
import digest.edition.Masthead;
import java.time.Instant;
import java.util.Map;

/**
 * All that is fixed when an edition is frozen; every attempt on every node, every preview from then
 * on and the archive are made from this and nothing else (delivery A1, A7).
 *
 * @param hash of the content that was approved
 * @param renderings by variant; a variant that cannot be rendered with open fields is missing and
 *     is rendered in full for each recipient
 * @param templates the template files by name, for that full rendering
 * @param publicUrl how readers reach our pages, without a slash at the end; every recipient's links
 *     begin with it; empty when they cannot
 * @param due the instant in every message's {@code Date}
 */
public record FrozenEdition(
    Edition.Id edition,
    String hash,
    Letterhead letterhead,
    Masthead masthead,
    Map<Variant, Rendering> renderings,
    Map<String, String> templates,
    String publicUrl,
    Instant due,
    Instant frozenAt) {

  /** Copies the maps. */
  public FrozenEdition {
    renderings = Map.copyOf(renderings);
    templates = Map.copyOf(templates);
  }
}
