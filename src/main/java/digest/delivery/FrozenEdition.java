package digest.delivery;

import digest.edition.Edition;
import digest.edition.Masthead;
import digest.edition.Places;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is fixed when an edition is frozen; every attempt on every node, every preview from then
 * on and the archive are made from this and nothing else (delivery A1, A7).
 *
 * @param hash of the content that was approved
 * @param renderings by variant, of those with all picks; a variant that cannot be rendered with
 *     open fields is missing and is rendered in full for each recipient
 * @param templates the template files by name, for that full rendering
 * @param publicUrl how readers reach our pages, without a slash at the end; every recipient's links
 *     begin with it; empty when they cannot
 * @param due the instant in every message's {@code Date}
 * @param places of the picks, where each reader gets a choice of them; null where all get all
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
    Instant frozenAt,
    @Nullable Places places) {

  /** Copies the maps. */
  // Not compact: javac 17 would lose the annotation of the last parameter.
  public FrozenEdition(
      Edition.Id edition,
      String hash,
      Letterhead letterhead,
      Masthead masthead,
      Map<Variant, Rendering> renderings,
      Map<String, String> templates,
      String publicUrl,
      Instant due,
      Instant frozenAt,
      @Nullable Places places) {
    this.edition = edition;
    this.hash = hash;
    this.letterhead = letterhead;
    this.masthead = masthead;
    this.renderings = Map.copyOf(renderings);
    this.templates = Map.copyOf(templates);
    this.publicUrl = publicUrl;
    this.due = due;
    this.frozenAt = frozenAt;
    this.places = places;
  }

  /** Whose readers get all picks. */
  public FrozenEdition(
      Edition.Id edition,
      String hash,
      Letterhead letterhead,
      Masthead masthead,
      Map<Variant, Rendering> renderings,
      Map<String, String> templates,
      String publicUrl,
      Instant due,
      Instant frozenAt) {
    this(
        edition, hash, letterhead, masthead, renderings, templates, publicUrl, due, frozenAt, null);
  }
}
