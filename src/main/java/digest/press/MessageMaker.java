package digest.press;

import digest.delivery.Claim;
import digest.delivery.Eml;
import digest.delivery.FrozenEdition;
import digest.delivery.Letterhead;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import digest.delivery.Tokens;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.mail.Blocks;
import digest.mail.Composer;
import digest.render.Renderer;
import digest.render.Templates;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the messages of one frozen edition: by plate where its variant has one, rendered in full
 * where the template does logic on a recipient's field. Safe for many threads.
 */
final class MessageMaker {

  private final FrozenEdition frozen;
  private final Edition edition;
  private final Letterhead letterhead;
  private final Addressing addressing;
  private final Composer composer;
  private final Blocks blocks = new Blocks();
  private final Plates plates;
  private @Nullable Renderer renderer;

  MessageMaker(FrozenEdition frozen, Edition edition, Tokens tokens, Composer composer) {
    this(frozen, edition, frozen.letterhead(), tokens, composer);
  }

  /** With other headers than the frozen ones, as a test has. */
  MessageMaker(
      FrozenEdition frozen,
      Edition edition,
      Letterhead letterhead,
      Tokens tokens,
      Composer composer) {
    this.frozen = frozen;
    this.edition = edition;
    this.letterhead = letterhead;
    this.addressing = new Addressing(tokens, frozen, edition.newsletter());
    this.composer = composer;
    this.plates = new Plates(variant -> open(variant).map(made -> plate(variant, made)));
  }

  /** The message of a claim: the same bytes whenever it is made. */
  Eml eml(Claim claim) {
    Recipient recipient = addressing.recipient(claim);
    Variant variant = Variant.of(claim.name(), claim.picks());
    Plate plate = plates.of(variant).orElseGet(() -> full(variant, recipient));
    return composer.fill(plate, recipient);
  }

  /** What the variant's plate is made of; empty when its templates do logic on a field. */
  private Optional<Rendering> open(Variant variant) {
    Optional<Rendering> whole =
        Optional.ofNullable(frozen.renderings().get(new Variant(variant.named())));
    return variant.picks().isAll()
        ? whole
        : whole.flatMap(all -> renderer().open(frozen.masthead(), personal(variant), variant));
  }

  private Plate full(Variant variant, Recipient recipient) {
    Rendering made = renderer().full(frozen.masthead(), personal(variant), recipient.fields());
    return plate(variant, made);
  }

  private Plate plate(Variant variant, Rendering rendering) {
    return frozen.places() == null
        ? composer.plate(letterhead, rendering)
        : composer.plate(letterhead(personal(variant)), rendering, blocks);
  }

  private Edition personal(Variant variant) {
    return PersonalEdition.of(edition, frozen.places(), variant.picks());
  }

  /** Under its own subject, marked as the shared one is. */
  private Letterhead letterhead(Edition personal) {
    String shared = edition.content().subject();
    String subject = personal.content().subject();
    if (subject.equals(shared) || !letterhead.subject().endsWith(shared)) {
      return letterhead;
    }
    int mark = letterhead.subject().length() - shared.length();
    return letterhead.withSubject(letterhead.subject().substring(0, mark) + subject);
  }

  private synchronized Renderer renderer() {
    if (renderer == null) {
      renderer = new Renderer(Templates.frozen(frozen.templates()));
    }
    return renderer;
  }
}
