package digest.press;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Rings;
import digest.press.RingRules.Decision;
import digest.store.Deliveries;
import digest.store.Editions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the next ring of an edition follow when it went well with the last one, and stops the
 * edition when it did not (delivery S7). All it knows stands in the store, so that a restart, or
 * another node, goes on with it.
 */
final class OpenRings {

  private static final Logger log = LoggerFactory.getLogger(OpenRings.class);

  private final Editions editions;
  private final Deliveries deliveries;
  private final Catalogue catalogue;
  private final Alarm alarm;

  OpenRings(Editions editions, Deliveries deliveries, Catalogue catalogue, Alarm alarm) {
    this.editions = editions;
    this.deliveries = deliveries;
    this.catalogue = catalogue;
    this.alarm = alarm;
  }

  /** Does what is to be done now; nothing for most editions. */
  void turn(Edition.Id id, Instant now) {
    int ring = deliveries.openRing(id);
    if (ring == Rings.REST || !isGoing(id)) {
      return;
    }
    Optional<Rings> rings = rings(id);
    if (rings.isEmpty()) {
      open(id, ring, Rings.REST);
      return;
    }
    Decision decision = judge(rings.get(), id, ring, now);
    switch (decision.step()) {
      case WAIT -> {}
      case OPEN -> {
        open(id, ring, rings.get().after(ring));
        turn(id, now); // a ring with nobody in it is passed over
      }
      case STOP -> stop(id, ring, decision.why());
    }
  }

  /** A person wants it to go on: where it went badly, the next ring gets it all the same. */
  void overrule(Edition.Id id, Instant now) {
    int ring = deliveries.openRing(id);
    if (ring != Rings.REST) {
      rings(id)
          .filter(rules -> judge(rules, id, ring, now).step() == RingRules.Step.STOP)
          .ifPresent(rules -> open(id, ring, rules.after(ring)));
    }
  }

  /** When the next delivery is due, or the next ring follows; empty when nothing is ahead. */
  Optional<Instant> nextDue(Edition.Id id, Instant now) {
    int ring = deliveries.openRing(id);
    Optional<Instant> due = deliveries.nextOpenDue(id);
    if (ring == Rings.REST || !isGoing(id)) {
      return due;
    }
    Optional<Instant> next =
        rings(id).isEmpty()
            ? Optional.of(now)
            : rings(id).flatMap(rules -> ahead(judge(rules, id, ring, now), now));
    return Stream.concat(due.stream(), next.stream()).min(Instant::compareTo);
  }

  /** A stop is to be done now; while others have some in their hands nobody knows. */
  private static Optional<Instant> ahead(Decision decision, Instant now) {
    return decision.step() == RingRules.Step.STOP
        ? Optional.of(now)
        : Optional.ofNullable(decision.at());
  }

  /** What a person is told of an edition whose readers do not all get it yet. */
  Optional<String> told(Edition.Id id, Instant now) {
    int ring = deliveries.openRing(id);
    if (ring == Rings.REST) {
      return Optional.empty();
    }
    var tally = deliveries.ringTally(id, ring, now);
    String next =
        rings(id)
            .map(rules -> RingRules.judge(rules, tally, now).at())
            .map(at -> "; the next ring follows " + at)
            .orElse("");
    return Optional.of(
        "only "
            + name(ring)
            + " for now: %d tried, %d refused, %d put off, %d complaints%s. All others wait."
                .formatted(
                    tally.tried(), tally.refused(), tally.deferred(), tally.complaints(), next));
  }

  private Decision judge(Rings rules, Edition.Id id, int ring, Instant now) {
    return RingRules.judge(rules, deliveries.ringTally(id, ring, now), now);
  }

  private static String name(int ring) {
    return ring == Rings.SEEDS ? "the seeds" : "the first share";
  }

  private boolean isGoing(Edition.Id id) {
    return editions
        .find(id)
        .filter(one -> one.state() == Edition.State.FROZEN && one.marks().paused() == null)
        .isPresent();
  }

  private Optional<Rings> rings(Edition.Id id) {
    Newsletter.Id newsletter = Found.edition(editions, id).newsletter();
    return catalogue.newsletters().stream()
        .filter(one -> one.id().equals(newsletter))
        .flatMap(one -> Stream.ofNullable(one.rings()))
        .findFirst();
  }

  private void open(Edition.Id id, int from, int to) {
    if (deliveries.openRing(id, from, to)) {
      log.info("ring opened edition={} from={} to={}", id, from, to);
    }
  }

  /** The ring stays as it is: whoever only sends it again is told again. */
  private void stop(Edition.Id id, int ring, String why) {
    log.warn("ring went badly edition={} ring={} why=\"{}\"", id, ring, why);
    Edition edition = Found.edition(editions, id);
    Edition.Marks marks = edition.marks();
    String told =
        "it went badly with "
            + name(ring)
            + ": "
            + why
            + ". Nobody else got it. Look at the replies; to send it to the next ring all the same:"
            + " digest edition resume "
            + id;
    editions.mark(id, new Edition.Marks(marks.held(), told, marks.approvedHash(), marks.note()));
    alarm.wentBadly(edition, ring, told);
  }
}
