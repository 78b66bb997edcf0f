package digest.press;

import digest.delivery.Due;
import digest.delivery.FrozenEdition;
import digest.delivery.Tokens;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.store.Addressees;
import digest.store.Audience;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Subscribers;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Approves a hash, and fixes content and audience of what was approved in one transaction. */
public final class FreezeEdition {

  /**
   * What would happen on a send, for a person to confirm.
   *
   * @param audience by the very query that freezing uses
   */
  public record Plan(Edition edition, Audience audience) {}

  private static final Logger log = LoggerFactory.getLogger(FreezeEdition.class);

  private final Editions editions;
  private final Deliveries deliveries;
  private final Subscribers subscribers;
  private final Catalogue catalogue;
  private final Imprint imprint;
  private final Preflight preflight;
  private final Tokens tokens;
  private final InstantSource clock;

  FreezeEdition(
      Editions editions,
      Deliveries deliveries,
      Subscribers subscribers,
      Catalogue catalogue,
      Imprint imprint,
      Preflight preflight,
      Tokens tokens,
      InstantSource clock) {
    this.editions = editions;
    this.deliveries = deliveries;
    this.subscribers = subscribers;
    this.catalogue = catalogue;
    this.imprint = imprint;
    this.preflight = preflight;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** How many would get it, and who not, and why. */
  public Plan plan(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    return new Plan(
        edition, subscribers.audience(newsletter.list(), newsletter.id(), newsletter.segment()));
  }

  /**
   * Says yes to exactly this content.
   *
   * @param hash what the person saw; when the content has another one by now, nothing is approved
   */
  public Edition approve(Edition.Id id, String hash) {
    Edition edition = Found.edition(editions, id);
    demandSameHash(edition, hash);
    if (edition.state() == Edition.State.APPROVED && hash.equals(edition.marks().approvedHash())) {
      return edition;
    }
    if (!edition.state().isEditable()) {
      throw new Refusal(
          "edition " + id + " is " + edition.state() + "; only a draft can be approved");
    }
    preflight.demandClean(edition);
    Edition.Marks marks =
        new Edition.Marks(null, edition.marks().paused(), hash, edition.marks().note());
    log.info("edition approved edition={} hash={}", id, hash);
    return editions.move(id, Edition.State.APPROVED, marks);
  }

  /**
   * Fixes an approved edition; one that is frozen already is returned as it is (delivery A5).
   *
   * @throws Refusal when it is not approved, or an article of it went out with another edition
   */
  public Edition freeze(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    if (edition.state() == Edition.State.FROZEN) {
      return edition;
    }
    if (edition.state() != Edition.State.APPROVED
        || !edition.hash().equals(edition.marks().approvedHash())) {
      throw new Refusal(
          "edition " + id + " is not approved; look at it, then: digest edition approve " + id);
    }
    preflight.demandClean(edition);
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    FrozenEdition frozen = imprint.of(edition, due(edition), clock.instant());
    String domain = frozen.letterhead().from().address().domain();
    deliveries.freeze(
        edition,
        frozen,
        Addressees.all(newsletter.list(), newsletter.segment()),
        zone -> Due.at(frozen.due()),
        subscriber -> tokens.messageId(id, subscriber, domain));
    log.info(
        "edition frozen edition={} hash={} candidates={}",
        id,
        edition.hash(),
        deliveries.progress(id).candidates());
    return Found.edition(editions, id);
  }

  /** Approves what the person saw, freezes it, and leaves the rest to the dispatcher. */
  public Edition approveAndFreeze(Edition.Id id, String hash) {
    Edition edition = Found.edition(editions, id);
    demandSameHash(edition, hash);
    if (edition.state() != Edition.State.FROZEN) {
      approve(id, hash);
    }
    return freeze(id);
  }

  /** A due that has passed sends now. */
  private Instant due(Edition edition) {
    Instant now = clock.instant();
    Instant slot = edition.slot().instant();
    return slot.isAfter(now) ? slot : now;
  }

  private static void demandSameHash(Edition edition, String hash) {
    if (!edition.hash().equals(hash)) {
      throw new Refusal(
          "edition "
              + edition.id()
              + " was changed meanwhile: you saw "
              + shortened(hash)
              + ", it is now "
              + shortened(edition.hash())
              + ". Look at it again.");
    }
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
