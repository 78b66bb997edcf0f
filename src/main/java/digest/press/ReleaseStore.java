package digest.press;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.store.Deliveries;
import digest.store.Editions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets a held store send again, after a person has seen what would go out by itself (picking C5).
 */
public final class ReleaseStore {

  /**
   * What would happen after a release.
   *
   * @param why nothing is sent now; null when nothing speaks against it
   */
  public record Plan(@Nullable String why, List<Waiting> waiting, List<Missed> missed) {}

  /** A frozen edition that goes on: to whom is fixed. */
  public record Waiting(Edition edition, long readers, Duration late) {}

  /**
   * A newsletter whose time came while nobody built it.
   *
   * @param goesByItself false: it is kept for one click
   */
  public record Missed(Newsletter newsletter, Slot slot, Duration late, boolean goesByItself) {}

  private final GuardStore guard;
  private final Catalogue catalogue;
  private final Editions editions;
  private final Deliveries deliveries;
  private final InstantSource clock;

  ReleaseStore(
      GuardStore guard,
      Catalogue catalogue,
      Editions editions,
      Deliveries deliveries,
      InstantSource clock) {
    this.guard = guard;
    this.catalogue = catalogue;
    this.editions = editions;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /** Changes nothing. */
  public Plan plan() {
    Instant now = clock.instant();
    return new Plan(
        guard.remark().orElse(null),
        editions.sendable().stream().flatMap(edition -> waiting(edition, now)).toList(),
        catalogue.newsletters().stream().flatMap(newsletter -> missed(newsletter, now)).toList());
  }

  /** Does it; a process that waits goes on within two seconds. */
  public void release() {
    guard.release();
  }

  private Stream<Waiting> waiting(Edition edition, Instant now) {
    long open = deliveries.progress(edition.id()).open();
    Instant due = edition.slot().instant();
    return open == 0 ? Stream.empty() : Stream.of(new Waiting(edition, open, late(due, now)));
  }

  private Stream<Missed> missed(Newsletter newsletter, Instant now) {
    Optional<LocalDateTime> last = editions.lastDue(newsletter.id());
    return last
        .flatMap(after -> newsletter.cadence().latestSlot(after, now))
        .map(slot -> missed(newsletter, slot, late(slot.instant(), now)))
        .stream();
  }

  private static Missed missed(Newsletter newsletter, Slot slot, Duration late) {
    boolean isInTime = late.compareTo(newsletter.cadence().grace()) <= 0;
    return new Missed(newsletter, slot, late, isInTime);
  }

  private static Duration late(Instant due, Instant now) {
    return due.isBefore(now) ? Duration.between(due, now) : Duration.ZERO;
  }
}
