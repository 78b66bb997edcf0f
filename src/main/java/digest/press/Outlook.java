package digest.press;

import digest.delivery.Pace;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.store.Timing;
import digest.store.Waiting;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast an edition goes and how long it still takes: the same figures behind every door. */
public final class Outlook {

  private Outlook() {}

  /** Over the whole run so far; nobody is promised a mail before their own time or next try. */
  public static Pace of(Press press, Edition.Id edition, Progress progress, Timing timing) {
    Instant lastDue = press.timetable().ahead(edition).map(Waiting::last).orElse(null);
    boolean onlyRetries = progress.open() == progress.deferred();
    Instant retry = onlyRetries ? press.rooms().deliveries().nextDue(edition).orElse(null) : null;
    return Pace.overall(
        progress, timing.perSecond(), later(lastDue, retry), press.rooms().clock().instant());
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
