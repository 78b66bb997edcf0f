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
import digest.mail.StandingType;
import java.util.Optional;

/**
 * Makes the messages of one frozen edition: by plate where its variant has one, rendered in full
 * where the template does logic on a recipient's field. Safe for many threads.
 */
final class MessageMaker {

  private static final Variant ALL = new Variant(false);

  private final Letterhead letterhead;
  private final Addressing addressing;
  private final Composer composer;
  private final Proofs proofs;
  private final FrozenPages pages;
  private final Blocks blocks = new Blocks();
  private final StandingType type = new StandingType();
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
    return plates.of(Variant.of(claim.name(), claim.picks())).eml(recipient, claim.attempts());
  }

  private Plates.Source source(Variant variant) {
    Optional<Rendering> open = pages.open(variant);
    if (open.isEmpty()) {
      return pages.isPersonal() ? eachOfBlocks(variant) : eachOfType(variant);
    }
    Proofs.Standing standing = proofs.of(pages.edition(), variant);
    return new ProvenPlate(
            pages, composer, made -> plate(variant, made), variant, open.get(), standing)
        .begun(addressing.madeUp(variant));
  }

  /** Who has other picks than the first reader has hardly a line at the same place. */
  private Plates.Source eachOfBlocks(Variant variant) {
    Letterhead head = letterhead(variant);
    return (recipient, attempts) ->
        composer.fill(
            composer.plate(head, pages.full(variant, recipient.fields()), blocks), recipient);
  }

  private Plates.Source eachOfType(Variant variant) {
    Plate frame = composer.frame(letterhead(variant));
    return (recipient, attempts) ->
        composer.fill(frame, recipient, pages.full(variant, recipient.fields()), type);
  }

  private Plate plate(Variant variant, Rendering rendering) {
    return pages.isPersonal()
        ? composer.plate(letterhead(variant), rendering, blocks)
        : composer.plate(letterhead, rendering);
  }

  /** Under the variant's own subject, marked as the shared one is. */
  private Letterhead letterhead(Variant variant) {
    String shared = pages.subject(ALL);
    String subject = pages.subject(variant);
    if (subject.equals(shared) || !letterhead.subject().endsWith(shared)) {
      return letterhead;
    }
    int mark = letterhead.subject().length() - shared.length();
    return letterhead.withSubject(letterhead.subject().substring(0, mark) + subject);
  }
}
