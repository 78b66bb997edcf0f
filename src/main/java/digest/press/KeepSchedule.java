package digest.press;

import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Slot;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due: builds at the cutoff, approves what needs no person, freezes when the slot has
 * come. Ringing this bell twice is harmless: editions are unique per newsletter and slot.
 */
public final class KeepSchedule {

  private static final Logger log = LoggerFactory.getLogger(KeepSchedule.class);

  private final Catalogue catalogue;
  private final FetchFeeds fetchFeeds;
  private final FollowZoneRules followZoneRules;
  private final BuildDueEditions buildDueEditions;
  private final ReleaseEditions releaseEditions;
  private final GuardStore guard;
  private final InstantSource clock;

  KeepSchedule(
      Catalogue catalogue,
      FetchFeeds fetchFeeds,
      FollowZoneRules followZoneRules,
      BuildDueEditions buildDueEditions,
      ReleaseEditions releaseEditions,
      GuardStore guard,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.fetchFeeds = fetchFeeds;
    this.followZoneRules = followZoneRules;
    this.buildDueEditions = buildDueEditions;
    this.releaseEditions = releaseEditions;
    this.guard = guard;
    this.clock = clock;
  }

  /** One tick; what fails is logged and tried again at the next. */
  public void tick() {
    if (!guard.isFree()) {
      return;
    }
    attempt("zone rules", followZoneRules::run);
    for (Newsletter newsletter : catalogue.newsletters()) {
      attempt("build newsletter=" + newsletter.id(), () -> buildDueEditions.run(newsletter));
      attempt("release newsletter=" + newsletter.id(), () -> releaseEditions.run(newsletter));
    }
    attempt("feeds", this::readFeeds);
  }

  /** Last, as it may take a while: what is due is never kept waiting by somebody's slow server. */
  private void readFeeds() {
    fetchFeeds.due(
        catalogue.newsletters().stream()
            .flatMap(newsletter -> newsletter.feeds().stream())
            .collect(
                Collectors.toMap(Feed::location, feed -> feed, (one, same) -> one, TreeMap::new))
            .values()
            .stream()
            .toList());
  }

  private static void attempt(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      log.error("schedule failed at {}; tried again at the next tick", what, e);
    }
  }

  /** The next dues in the newsletter's own zone. */
  public List<Slot> next(Newsletter newsletter, int count) {
    return newsletter.cadence().upcoming(clock.instant(), count);
  }

  /** Whether the newest regular editions were all skipped: too quiet to be true (picking C2). */
  public boolean isSilent(Newsletter newsletter) {
    return buildDueEditions.isSilent(newsletter);
  }
}
