package digest.press;

import digest.delivery.Eml;
import digest.delivery.Plate;
import digest.delivery.Recipient;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.mail.Composer;
import digest.mail.Difference;
import digest.render.TemplateFault;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A variant's plate under proof (delivery P2): a made-up reader with the worst values first, then
 * the first real ones, then one in some thousand are rendered in full too and compared. Where they
 * differ, the full rendering goes out, and from then on every message of the variant is compared.
 *
 * <p>Bytes are to be the same on every try (delivery A4), and no process remembers what another one
 * found. The made-up reader makes most of them agree: who starts finds the same fault of a template
 * before the first message. For what only a real reader's values bring to light, every retry is
 * proven, so it gets what a proven first try got. And a full rendering replaces the plate only for
 * those readers for whom they differ: in a doubted variant the others get the plate's bytes, as
 * they did before the doubt. What is left: a wrong message that went out unproven is not sent again
 * as it was; its retry is right.
 *
 * <p>What was frozen by another release may be laid out otherwise by this one. That is no fault of
 * the template, and then what was frozen goes out (delivery A7): a difference that an open
 * rendering made now has too is not held against the plate.
 */
final class ProvenPlate implements Plates.Source {

  private static final Logger log = LoggerFactory.getLogger(ProvenPlate.class);

  private final FrozenPages pages;
  private final Composer composer;
  private final Function<Rendering, Plate> casting;
  private final Variant variant;
  private final Rendering open;
  private final Plate plate;
  private final Proofs.Standing standing;

  /**
   * @param casting makes a plate of a rendering
   * @param open what this one is made of
   */
  ProvenPlate(
      FrozenPages pages,
      Composer composer,
      Function<Rendering, Plate> casting,
      Variant variant,
      Rendering open,
      Proofs.Standing standing) {
    this.pages = pages;
    this.composer = composer;
    this.casting = casting;
    this.variant = variant;
    this.open = open;
    this.plate = casting.apply(open);
    this.standing = standing;
  }

  /** With the proof of a made-up reader. */
  ProvenPlate begun(Recipient madeUp) {
    standing.begin(() -> proven(madeUp, true));
    return this;
  }

  @Override
  public Eml eml(Recipient recipient, int attempts) {
    return composer.fill(plate(recipient, attempts), recipient);
  }

  /** The plate that fills this reader's message. */
  Plate plate(Recipient recipient, int attempts) {
    return standing.isDue(attempts) ? proven(recipient, false) : plate;
  }

  private Plate proven(Recipient recipient, boolean isMadeUp) {
    Rendering full;
    try {
      full = pages.full(variant, recipient.fields());
    } catch (TemplateFault fault) {
      // Then a full rendering would be no way out either.
      log.warn("plate not proven edition={} cause=\"{}\"", pages.edition(), fault.getMessage());
      return plate;
    }
    Optional<Difference> difference = composer.difference(plate, recipient, full);
    if (difference.isEmpty() || isOfAnotherRelease(recipient, full)) {
      return plate;
    }
    doubt(difference.get(), recipient, isMadeUp);
    return casting.apply(full);
  }

  private boolean isOfAnotherRelease(Recipient recipient, Rendering full) {
    Optional<Rendering> anew = pages.openAnew(variant);
    if (anew.isPresent()
        && (anew.get().equals(open)
            || composer.difference(casting.apply(anew.get()), recipient, full).isPresent())) {
      return false;
    }
    standing.exempt();
    log.info(
        "plate kept as frozen edition={} variant={} cause=\"this release lays it out otherwise\"",
        pages.edition(),
        variant.key());
    return true;
  }

  private void doubt(Difference difference, Recipient recipient, boolean isMadeUp) {
    standing.doubt();
    if (standing.isNews()) {
      log.warn(
          "plate differs from full rendering edition={} variant={} template={} part={} line={}"
              + " plate=\"{}\" full=\"{}\" reader={}"
              + " instead=\"readers who would get something else are rendered in full\"",
          pages.edition(),
          variant.key(),
          pages.template(difference.part()),
          difference.part(),
          difference.line(),
          isMadeUp ? difference.plate() : "(a reader's own)",
          isMadeUp ? difference.full() : "(a reader's own)",
          isMadeUp ? "made-up" : recipient.delivery());
    }
  }
}
