package digest.press;

import digest.delivery.Claim;
import digest.delivery.FrozenEdition;
import digest.delivery.Progress;
import digest.delivery.Tokens;
import digest.edition.Cadence;
import digest.edition.Edition;
import digest.mail.Composer;
import digest.store.Database;
import digest.store.Deliveries;
import digest.store.Editions;
import digest.store.Ledger;
import digest.store.Revisions;
import digest.store.Subscribers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a dispatch is put together from, and how its end is judged. */
record DispatchParts(
    Database database,
    Editions editions,
    Deliveries deliveries,
    Subscribers subscribers,
    Catalogue catalogue,
    DispatchSettings settings,
    Composer composer,
    Proofs proofs,
    Tokens tokens,
    InstantSource clock,
    RandomGenerator random,
    OpenRings rings) {

  private static final Logger log = LoggerFactory.getLogger(DispatchParts.class);

  /** A domain that is slow now is slow for a while. */
  private static final Duration POSTPONED = Duration.ofMinutes(1);

  boolean isShared() {
    return database.isShared();
  }

  Duration lease() {
    return settings.lease();
  }

  int connections() {
    return settings.connections();
  }

  DomainPaces paces() {
    return new DomainPaces(settings.domains());
  }

  /**
   * Pauses what nobody has worked on for longer than its grace: mail that late is for a person to
   * let go (delivery L3, picking C3).
   */
  void holdLate(Instant now, Alarm alarm) {
    for (Edition edition : editions.sendable()) {
      Duration grace = grace(edition);
      Instant limit = now.minus(grace);
      boolean late = deliveries.nextDue(edition.id()).filter(limit::isAfter).isPresent();
      if (late && deliveries.lastWork(edition.id()).filter(limit::isAfter).isPresent()) {
        log.warn("edition is late and waits for a person edition={}", edition.id());
        String why =
            "stopped for longer than its grace of "
                + grace.toHours()
                + " h. Look whether it should still go, then: digest edition resume "
                + edition.id();
        pause(edition, why);
        alarm.late(edition, why);
      }
    }
  }

  /** What a node had that died or was stopped past its lease. */
  void takeOver() {
    int uncertain = deliveries.takeOver(clock.instant());
    if (uncertain > 0) {
      log.warn("took over from a node that is gone uncertain={}", uncertain);
    }
  }

  /** Of a newsletter that the configuration has no more: the shortest there is. */
  private Duration grace(Edition edition) {
    return catalogue.newsletters().stream()
        .filter(newsletter -> newsletter.id().equals(edition.newsletter()))
        .map(newsletter -> newsletter.cadence().grace())
        .findFirst()
        .orElse(Cadence.Pace.DAILY.grace());
  }

  /** Editions with something to do now; those that only wait cost no thread and no connection. */
  List<Edition> sendable(Instant now) {
    return editions.sendable().stream().filter(edition -> isSendable(edition.id(), now)).toList();
  }

  /** The last of several nodes may have ended it without seeing that it was the last. */
  private boolean isSendable(Edition.Id id, Instant now) {
    rings.turn(id, now);
    boolean work = deliveries.hasWork(id, now, settings.resendUncertain());
    if (!work && deliveries.nextDue(id).isEmpty()) {
      deliveries.finish(id, now);
    }
    return work;
  }

  /** Whether there is something to do now, what dead nodes left included. */
  boolean hasWork(Edition.Id id) {
    takeOver();
    return deliveries.hasWork(id, clock.instant(), settings.resendUncertain());
  }

  boolean isOver(Edition.Id id) {
    return deliveries.progress(id).open() == 0;
  }

  Ledger ledger() {
    return new Ledger(database, clock);
  }

  ClaimQueue queue(Edition.Id id, String owner, List<Lane> lanes, DomainPaces paces, Stop stop) {
    boolean uncertainToo = settings.resendUncertain();
    int revision = deliveries.revision(id);
    return new ClaimQueue(
        new ClaimQueue.Store() {
          @Override
          public List<Claim> claim(int count) {
            return deliveries.claim(
                id, revision, count, clock.instant(), lease(), owner, uncertainToo);
          }

          @Override
          public void postpone(List<Claim> claims) {
            deliveries.postpone(claims, clock.instant().plus(POSTPONED));
          }
        },
        lanes,
        paces,
        stop,
        System::nanoTime);
  }

  DispatchRun run(
      Edition.Id id, Ledger ledger, ClaimQueue queue, Lane lane, Lease lease, Breakage breakage) {
    Edition edition = Found.edition(editions, id);
    FrozenEdition frozen =
        editions
            .frozen(id)
            .orElseThrow(() -> new Refusal("edition " + id + " is not frozen; approve it first"));
    rings.turn(id, clock.instant());
    if (!frozen.letterhead().signedBy().isEmpty()) {
      composer.prepare();
    }
    MessageMaker maker =
        new MessageMaker(frozen, edition, frozen.letterhead(), tokens, composer, proofs);
    return new DispatchRun(
        ledger, maker, subscribers, settings, queue, lane, lease, breakage, clock, random);
  }

  DispatchWatch watching(
      Edition.Id id, String taker, Workers workers, Stop ended, Lease lease, Alarm alarm) {
    return new DispatchWatch(this, id, taker, workers, ended, lease, alarm, clock.instant());
  }

  /** Lifts a pause, so that a send is also the way to go on; a ring that went badly stops it. */
  void unpause(Edition.Id id) {
    Edition edition = Found.edition(editions, id);
    if (edition.marks().paused() != null) {
      pause(edition, null);
      rings.turn(id, clock.instant());
    }
  }

  /** Whether somebody paused or cancelled it. */
  boolean isHalted(Edition.Id id) {
    return editions
        .find(id)
        .map(edition -> edition.state() != Edition.State.FROZEN || edition.marks().paused() != null)
        .orElse(true);
  }

  /** Whether it waits for an article to be taken out; it goes on by itself then. */
  boolean isBeingRetractedFrom(Edition.Id id) {
    String paused = pausedBecause(id);
    return paused != null && Revisions.isOwn(paused);
  }

  /** What a run came to; a relay that refuses us pauses the edition. */
  DispatchEdition.Result result(
      Edition.Id id,
      @Nullable String blocked,
      @Nullable String unreachable,
      Stop stop,
      Instant now) {
    Progress progress = deliveries.progress(id);
    if (blocked != null) {
      pause(Found.edition(editions, id), blocked);
      return ended(DispatchEdition.End.BLOCKED, progress, blocked, null);
    }
    if (progress.open() == 0) {
      return ended(DispatchEdition.End.FINISHED, progress, null, null);
    }
    if (stop.isRequested() || isHalted(id)) {
      return ended(DispatchEdition.End.STOPPED, progress, pausedBecause(id), null);
    }
    Instant next = rings.nextDue(id, now).orElse(null);
    boolean waits = next != null && next.isAfter(now);
    return unreachable != null && !waits
        ? ended(DispatchEdition.End.UNREACHABLE, progress, unreachable, null)
        : ended(DispatchEdition.End.WAITING, progress, unreachable, next);
  }

  private @Nullable String pausedBecause(Edition.Id id) {
    return editions.find(id).map(edition -> edition.marks().paused()).orElse(null);
  }

  private void pause(Edition edition, @Nullable String why) {
    Edition.Marks marks = edition.marks();
    editions.mark(
        edition.id(), new Edition.Marks(marks.held(), why, marks.approvedHash(), marks.note()));
  }

  private static DispatchEdition.Result ended(
      DispatchEdition.End end,
      Progress progress,
      @Nullable String cause,
      @Nullable Instant nextDue) {
    return new DispatchEdition.Result(end, progress, cause, nextDue);
  }
}
