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
import java.util.Optional;

/**
 * Makes the messages of one frozen edition: by plate where its variant has one, rendered in full
 * where the template does logic on a recipient's field. Safe for many threads.
 */
final class MessageMaker {

  private final Letterhead letterhead;
  private final Addressing addressing;
  private final Composer composer;
  private final Proofs proofs;
  private final FrozenPages pages;
  private final Plates plates;

  /** For a preview: it remembers nothing of others. */
  MessageMaker(FrozenEdition frozen, Edition edition, Tokens tokens, Composer composer) {
    this(frozen, edition, frozen.letterhead(), tokens, composer, new Proofs());
  }

  /**
   * @param letterhead the frozen one, or another as a test has
   * @param proofs what other runs found
   */
  MessageMaker(
      FrozenEdition frozen,
      Edition edition,
      Letterhead letterhead,
      Tokens tokens,
      Composer composer,
      Proofs proofs) {
    this.letterhead = letterhead;
    this.addressing = new Addressing(tokens, frozen, edition.newsletter());
    this.composer = composer;
    this.proofs = proofs;
    this.pages = new FrozenPages(frozen, edition);
    this.plates = new Plates(this::source);
  }

  /** The message of a claim: the same bytes whenever it is made. */
  Eml eml(Claim claim) {
    Recipient recipient = addressing.recipient(claim);
    Plate plate = plates.of(recipient.variant()).plate(recipient, claim.attempts());
    return composer.fill(plate, recipient);
  }

  private Plates.Source source(Variant variant) {
    Optional<Rendering> open = pages.open(variant);
    if (open.isEmpty()) {
      return (recipient, attempts) -> plate(pages.full(variant, recipient.fields()));
    }
    Proofs.Standing standing = proofs.of(pages.edition(), variant);
    return new ProvenPlate(pages, composer, this::plate, variant, open.get(), standing)
        .begun(addressing.madeUp(variant));
  }

  private Plate plate(Rendering rendering) {
    return composer.plate(letterhead, rendering);
  }
}
