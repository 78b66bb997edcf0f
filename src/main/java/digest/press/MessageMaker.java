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
    this.plates = new Plates(variant -> open(variant).map(this::plate));
  }

  /** The message of a claim: the same bytes whenever it is made. */
  Eml eml(Claim claim) {
    Recipient recipient = addressing.recipient(claim);
    Plate plate = plates.of(recipient.variant()).orElseGet(() -> plate(full(recipient)));
    return composer.fill(plate, recipient);
  }

  /** What the variant's plate is made of; empty when its templates do logic on a field. */
  private Optional<Rendering> open(Variant variant) {
    return Optional.ofNullable(frozen.renderings().get(variant));
  }

  private Rendering full(Recipient recipient) {
    return renderer().full(frozen.masthead(), edition, recipient.fields());
  }

  private Plate plate(Rendering rendering) {
    return composer.plate(letterhead, rendering);
  }

  private synchronized Renderer renderer() {
    if (renderer == null) {
      renderer = new Renderer(Templates.frozen(frozen.templates()));
    }
    return renderer;
  }
}
