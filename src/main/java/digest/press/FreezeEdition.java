package digest.press;

import digest.audience.Subscriber;
import digest.delivery.Due;
import digest.delivery.FrozenEdition;
import digest.delivery.Tokens;
import digest.edition.Dues;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.store.Audience;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.StaleEdition;
import digest.store.Subscribers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Approves a hash, and fixes content and audience of what was approved in one transaction. */
public final class FreezeEdition {

  /**
   * What would happen on a send, for a person to confirm.
   *
   * @param audience by the very query that freezing uses
   * @param dues when it would go if it is only approved
   * @param isAhead somebody's own time is still to come, which "send now" does not wait for
   * @param isLateForSome where the grace is over, readers get it only by "send now" (picking Z9)
   * @param isLate the grace is over everywhere: only a person sends it now (picking E4)
   */
  public record Plan(
      Edition edition,
      Audience audience,
      Dues dues,
      boolean isAhead,
      boolean isLateForSome,
      boolean isLate) {}

  private static final Logger log = LoggerFactory.getLogger(FreezeEdition.class);

  private final Editions editions;
  private final Deliveries deliveries;
  private final Subscribers subscribers;
  private final Catalogue catalogue;
  private final Timetable timetable;
  private final Readership readership;
  private final Imprint imprint;
  private final Preflight preflight;
  private final Tokens tokens;
  private final Alarm alarm;
  private final InstantSource clock;

  FreezeEdition(
      Rooms rooms,
      Catalogue catalogue,
      Timetable timetable,
      Readership readership,
      Imprint imprint,
      Preflight preflight,
      Tokens tokens,
      Alarm alarm) {
    this.alarm = alarm;
    this.editions = rooms.editions();
    this.deliveries = rooms.deliveries();
    this.subscribers = rooms.subscribers();
    this.catalogue = catalogue;
    this.timetable = timetable;
    this.readership = readership;
    this.imprint = imprint;
    this.preflight = preflight;
    this.tokens = tokens;
    this.clock = rooms.clock();
  }

  /** How many would get it and when, and who not, and why. */
  public Plan plan(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    Punctuality punctuality = timetable.now(newsletter, edition.slot());
    boolean regular = !edition.slot().isManual();
    return new Plan(
        edition,
        subscribers.audience(edition, readership.of(newsletter, edition)),
        punctuality.dues(),
        regular && punctuality.dues().last().isAfter(clock.instant()),
        regular && punctuality.isMissedBySome(),
        regular && punctuality.isMissed());
  }

  /** Everybody whom the plan counts. */
  public List<Subscriber.Id> recipients(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    return subscribers.recipients(edition, readership.of(newsletter, edition));
  }

  /**
   * Says yes to exactly this content, and lifts a hold. A regular edition whose time has come goes
   * at once: where the time has passed within the grace now, elsewhere at its time (picking Z9).
   *
   * @param hash what the person saw; when the content has another one by now, nothing is approved
   * @throws Refusal when its grace is over everywhere; {@link #approveAndFreeze} sends it then
   */
  public Edition approve(Edition.Id id, String hash) {
    Edition edition = Found.edition(editions, id);
    demandSameHash(edition, hash);
    demandInTime(edition);
    Edition approved = approved(edition);
    return isTimeToFreeze(approved) ? freeze(id) : approved;
  }

  /** Of two who say yes to the same at once, the second joins the first (delivery A5). */
  private Edition approved(Edition edition) {
    try {
      return isApproved(edition) ? edition : approvedNow(edition);
    } catch (StaleEdition e) {
      Edition found = Found.edition(editions, edition.id());
      if (!found.hash().equals(edition.hash()) || !isApproved(found)) {
        throw e;
      }
      return found;
    }
  }

  private static boolean isApproved(Edition edition) {
    return edition.state() == Edition.State.FROZEN
        || (edition.state() == Edition.State.APPROVED
            && edition.hash().equals(edition.marks().approvedHash()));
  }

  private Edition approvedNow(Edition edition) {
    if (!edition.state().isEditable()) {
      throw new Refusal(
          "edition " + edition.id() + " is " + edition.state() + "; only a draft can be approved");
    }
    preflight.demandClean(edition);
    Edition.Marks marks =
        new Edition.Marks(null, edition.marks().paused(), edition.hash(), edition.marks().note());
    log.info("edition approved edition={} hash={}", edition.id(), edition.hash());
    return editions.move(edition.id(), Edition.State.APPROVED, marks);
  }

  private boolean isTimeToFreeze(Edition edition) {
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    return !edition.slot().isManual() && timetable.now(newsletter, edition.slot()).isTimeToFreeze();
  }

  /**
   * Fixes an approved edition as planned: each reader gets it when it is due in their zone, or, by
   * hand, now. One that is frozen already is returned as it is (delivery A5).
   *
   * @throws Refusal when it is not approved, or an article of it went out with another edition
   */
  public Edition freeze(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    Punctuality planned = timetable.now(newsletter, edition.slot());
    return edition.slot().isManual()
        ? freeze(edition, newsletter, clock.instant(), zone -> Due.at(planned.now()))
        : freeze(edition, newsletter, planned.dues().first(), planned::in);
  }

  /** Approves what the person saw and freezes it, due now for everybody, whatever its slot. */
  public Edition approveAndFreeze(Edition.Id id, String hash) {
    Edition edition = Found.edition(editions, id);
    demandSameHash(edition, hash);
    Instant now = clock.instant();
    Edition approved = approved(edition);
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    return freeze(approved, newsletter, now, zone -> Due.at(now));
  }

  private Edition freeze(
      Edition edition, Newsletter newsletter, Instant first, Function<Optional<ZoneId>, Due> dues) {
    Edition.Id id = edition.id();
    if (edition.state() == Edition.State.FROZEN) {
      return edition;
    }
    if (edition.state() != Edition.State.APPROVED
        || !edition.hash().equals(edition.marks().approvedHash())) {
      throw new Refusal(
          "edition " + id + " is not approved; look at it, then: digest edition approve " + id);
    }
    preflight.demandClean(edition);
    Instant now = clock.instant();
    FrozenEdition frozen = imprint.of(edition, first.isAfter(now) ? first : now, now);
    String domain = frozen.letterhead().from().address().domain();
    deliveries.freeze(
        edition,
        frozen,
        readership.of(newsletter, edition),
        dues,
        subscriber -> tokens.messageId(id, subscriber, domain),
        newsletter.rings());
    log.info(
        "edition frozen edition={} hash={} progress={}",
        id,
        edition.hash(),
        deliveries.progress(id));
    tellWhoIsTooLate(id);
    return Found.edition(editions, id);
  }

  /** Nobody is forgotten silently: their time had passed by more than the grace. */
  private void tellWhoIsTooLate(Edition.Id id) {
    long late = deliveries.progress(id).expired();
    if (late > 0) {
      alarm.raise(
          "late readers edition=" + id,
          late
              + " readers of edition "
              + id
              + " get nothing by themselves: their time had passed by more than the grace. To send it"
              + " to them: digest edition resend "
              + id
              + " --state expired");
    }
  }

  private void demandInTime(Edition edition) {
    Newsletter newsletter = catalogue.newsletter(edition.newsletter());
    Punctuality punctuality = timetable.now(newsletter, edition.slot());
    if (edition.slot().isManual() || !edition.state().isEditable() || !punctuality.isMissed()) {
      return;
    }
    Instant last = punctuality.dues().last();
    throw new Refusal(
        "edition "
            + edition.id()
            + " was due "
            + Spoken.dues(punctuality.dues())
            + ", "
            + Spoken.length(Duration.between(last, punctuality.now()))
            + " ago, and its grace is "
            + Spoken.length(newsletter.cadence().grace())
            + ". To send it all the same: digest edition approve "
            + edition.id()
            + " --late");
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
