package digest.web;

import digest.delivery.Pace;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.press.Outlook;
import digest.press.Press;
import digest.store.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An edition on its way: the accounting, how fast it goes and when it will be done. */
final class RunModel {

  private final Press press;

  RunModel(Press press) {
    this.press = press;
  }

  /**
   * The model of the {@code run} macro; {@code phase} changes when the whole page is out of date.
   */
  Map<String, Object> of(Edition edition, Instant now) {
    Progress progress = press.steerEdition().progress(edition.id());
    Map<String, Object> model = new HashMap<>(Accounting.of(progress));
    model.put("id", edition.id().value());
    model.put("phase", phase(edition, progress));
    model.put("live", isLive(edition, progress));
    model.put("pace", "");
    model.put("end", "");
    model.put("leftWords", "");
    Timing timing = press.rooms().deliveries().timing(edition.id());
    model.put("times", times(timing, edition));
    if (isLive(edition, progress)) {
      pace(model, edition, Outlook.of(press, edition.id(), progress, timing), now);
    }
    return model;
  }

  /** Whether somebody may still get it by itself now. */
  static boolean isLive(Edition edition, Progress progress) {
    return edition.state() == Edition.State.FROZEN
        && edition.marks().paused() == null
        && progress.open() > 0;
  }

  private static void pace(Map<String, Object> model, Edition edition, Pace pace, Instant now) {
    if (pace.perSecond() > 0) {
      model.put("pace", Wording.pace(pace.perSecond()));
    }
    Duration left = pace.left();
    if (left != null) {
      model.put("end", When.of(now.plus(left), edition.slot().zone(), now));
      model.put("leftWords", When.length(left));
    }
  }

  /** As {@code Fri 27 Nov, 07:00 to 07:00:41}; empty before the first message. */
  private static String times(Timing timing, Edition edition) {
    if (timing.startedAt() == null) {
      return "";
    }
    String start = "Began " + When.brief(timing.startedAt(), edition.slot().zone());
    return timing.finishedAt() == null
        ? start
        : start + ", ended " + When.clock(timing.finishedAt(), edition.slot().zone());
  }

  private static String phase(Edition edition, Progress progress) {
    return edition.state()
        + (edition.marks().paused() == null ? "" : "-paused")
        + (progress.open() > 0 ? "-open" : "-done");
  }
}
