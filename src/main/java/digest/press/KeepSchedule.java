package digest.press;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.store.Editions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due: builds at the cutoff, approves what needs no person, freezes when the slot has
 * come. Ringing this bell twice is harmless: editions are unique per newsletter and slot.
 */
public final class KeepSchedule {

  /** Between a catch-up and the next regular edition (picking C3). */
  private static final Duration APART = Duration.ofHours(6);

  private static final Logger log = LoggerFactory.getLogger(KeepSchedule.class);

  private final Catalogue catalogue;
  private final Editions editions;
  private final BuildEdition buildEdition;
  private final FreezeEdition freezeEdition;
  private final GuardStore guard;
  private final InstantSource clock;
  private final Instant startedAt;

  KeepSchedule(
      Catalogue catalogue,
      Editions editions,
      BuildEdition buildEdition,
      FreezeEdition freezeEdition,
      GuardStore guard,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.editions = editions;
    this.buildEdition = buildEdition;
    this.freezeEdition = freezeEdition;
    this.guard = guard;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** One tick; a newsletter that fails is logged and tried again at the next. */
  public void tick() {
    if (!guard.isFree()) {
      return;
    }
    for (Newsletter newsletter : catalogue.newsletters()) {
      try {
        build(newsletter);
        release(newsletter);
      } catch (RuntimeException e) {
        log.error(
            "schedule failed newsletter={}; tried again at the next tick", newsletter.id(), e);
      }
    }
  }

  /** The next dues after now. */
  public List<Slot> next(Newsletter newsletter, int count) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), newsletter.cadence().zone());
    return newsletter.cadence().slotsAfter(now, count);
  }

  private void build(Newsletter newsletter) {
    Optional<Slot> slot = unbuilt(newsletter);
    if (slot.isEmpty()) {
      return;
    }
    Instant due = slot.get().instant();
    Instant now = clock.instant();
    if (now.isAfter(due.plus(newsletter.cadence().grace()))) {
      miss(newsletter, slot.get());
      return;
    }
    if (now.isAfter(due) && isTooNearTheNext(newsletter, slot.get(), now)) {
      miss(newsletter, slot.get());
      return;
    }
    if (now.isAfter(due)) {
      buildEdition.buildAt(newsletter, slot.get(), now);
    } else {
      buildEdition.build(newsletter, slot.get());
    }
  }

  /** The latest slot whose cutoff has passed and which has no edition; earlier ones collapse. */
  private Optional<Slot> unbuilt(Newsletter newsletter) {
    LocalDateTime baseline = LocalDateTime.ofInstant(startedAt, newsletter.cadence().zone());
    LocalDateTime after = editions.lastDue(newsletter.id()).orElse(baseline);
    Instant until = clock.instant().plus(newsletter.cadence().cutoff());
    return newsletter
        .cadence()
        .latestSlot(after, until)
        .filter(slot -> editions.find(newsletter.id(), slot.key()).isEmpty());
  }

  private static boolean isTooNearTheNext(Newsletter newsletter, Slot slot, Instant now) {
    return newsletter.cadence().slotsAfter(slot.when(), 1).stream()
        .anyMatch(next -> Duration.between(now, next.instant()).compareTo(APART) < 0);
  }

  private void miss(Newsletter newsletter, Slot slot) {
    BuildEdition.Built built = buildEdition.buildAt(newsletter, slot, clock.instant());
    if (built.edition().state() == Edition.State.DRAFT) {
      Edition.Marks marks =
          new Edition.Marks(
              "missed by more than " + newsletter.cadence().grace() + "; one click sends it",
              null,
              null,
              "MISSED");
      editions.move(built.edition().id(), Edition.State.MISSED, marks);
      log.warn("slot missed newsletter={} slot={}", newsletter.id(), slot.key());
    }
  }

  private void release(Newsletter newsletter) {
    for (Edition edition : editions.latest(newsletter.id(), 3)) {
      if (edition.slot().isManual() || edition.marks().held() != null) {
        continue;
      }
      if (edition.state() == Edition.State.DRAFT && needsNobody(newsletter, edition)) {
        freezeEdition.approve(edition.id(), edition.hash());
      }
      if (isApproved(edition.id()) && !clock.instant().isBefore(edition.slot().instant())) {
        freezeEdition.freeze(edition.id());
      }
    }
  }

  private boolean needsNobody(Newsletter newsletter, Edition edition) {
    return switch (newsletter.approval()) {
      case AUTO -> true;
      case AUTO_AFTER_DEADLINE -> !clock.instant().isBefore(edition.slot().instant());
      case REQUIRED -> false;
    };
  }

  private boolean isApproved(Edition.Id id) {
    return editions
        .find(id)
        .map(edition -> edition.state() == Edition.State.APPROVED)
        .orElse(false);
  }
}
