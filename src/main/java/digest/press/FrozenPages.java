package digest.press;

import digest.delivery.Field;
import digest.delivery.FrozenEdition;
import digest.delivery.Plate;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.render.Renderer;
import digest.render.Templates;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The renderings of one frozen edition: those that were frozen, and those made while it is sent.
 */
final class FrozenPages {

  private final FrozenEdition frozen;
  private final Edition edition;
  private @Nullable Renderer renderer;

  FrozenPages(FrozenEdition frozen, Edition edition) {
    this.frozen = frozen;
    this.edition = edition;
  }

  Edition.Id edition() {
    return edition.id();
  }

  /** What a variant's plate is made of; empty when the templates do logic on a field. */
  Optional<Rendering> open(Variant variant) {
    Optional<Rendering> whole =
        Optional.ofNullable(frozen.renderings().get(new Variant(variant.named())));
    return variant.picks().isAll() ? whole : whole.flatMap(all -> openAnew(variant));
  }

  /** Whether its readers get a choice of the picks. */
  boolean isPersonal() {
    return frozen.places() != null;
  }

  /** What stands in the subject of a variant's mails. */
  String subject(Variant variant) {
    return personal(variant).content().subject();
  }

  private Edition personal(Variant variant) {
    return PersonalEdition.of(edition, frozen.places(), variant.picks());
  }

  /** The same, made anew of the frozen templates. */
  Optional<Rendering> openAnew(Variant variant) {
    return renderer().open(frozen.masthead(), personal(variant), variant);
  }

  /** Everything filled in, for a reader of that variant. */
  Rendering full(Variant variant, Map<Field, String> fields) {
    return renderer().full(frozen.masthead(), personal(variant), fields);
  }

  /** The template that lays out a part. */
  String template(Plate.Place part) {
    return Renderer.file(frozen.masthead(), part);
  }

  private synchronized Renderer renderer() {
    if (renderer == null) {
      renderer = new Renderer(Templates.frozen(frozen.templates()));
    }
    return renderer;
  }
}
