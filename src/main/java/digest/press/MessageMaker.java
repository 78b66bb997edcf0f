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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<Variant, Plate> plates = new ConcurrentHashMap<>();
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
  }

  /** The message of a claim: the same bytes whenever it is made. */
  Eml eml(Claim claim) {
    Recipient recipient = addressing.recipient(claim);
    return composer.fill(plate(recipient), recipient);
  }

  private Plate plate(Recipient recipient) {
    Variant variant = recipient.variant();
    Rendering open = frozen.renderings().get(variant);
    if (open == null) {
      Rendering full = renderer().full(frozen.masthead(), edition, recipient.fields());
      return composer.plate(letterhead, full);
    }
    return plates.computeIfAbsent(variant, key -> composer.plate(letterhead, open));
  }

  private synchronized Renderer renderer() {
    if (renderer == null) {
      renderer = new Renderer(Templates.frozen(frozen.templates()));
    }
    return renderer;
  }
}
