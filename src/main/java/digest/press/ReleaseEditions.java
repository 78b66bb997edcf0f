package digest.press;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.store.Editions;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Approves what needs no person, freezes what is due, and gives up what waited too long (picking
 * E4, C3). One that cannot go never stops the others.
 */
final class ReleaseEditions {

  private static final Logger log = LoggerFactory.getLogger(ReleaseEditions.class);

  private final Editions editions;
  private final Timetable timetable;
  private final FreezeEdition freezeEdition;
  private final Alarm alarm;

  ReleaseEditions(
      Editions editions, Timetable timetable, FreezeEdition freezeEdition, Alarm alarm) {
    this.editions = editions;
    this.timetable = timetable;
    this.freezeEdition = freezeEdition;
    this.alarm = alarm;
  }

  void run(Newsletter newsletter) {
    List<Edition> inOrder =
        editions.unreleased(newsletter.id()).stream()
            .sorted(
                Comparator.comparing((Edition edition) -> edition.slot().instant())
                    .thenComparing(edition -> edition.slot().zone().getId()))
            .toList();
    for (Edition edition : inOrder) {
      try {
        release(newsletter, edition);
      } catch (RuntimeException e) {
        log.error("release failed edition={}; tried again at the next tick", edition.id(), e);
        alarm.raise(
            "stuck edition=" + edition.id(),
            "edition "
                + edition.id()
                + " of \""
                + newsletter.id()
                + "\" is stuck: "
                + e.getMessage());
      }
    }
  }

  private void release(Newsletter newsletter, Edition edition) {
    Punctuality punctuality = timetable.now(newsletter, edition.slot());
    if (punctuality.isMissed()) {
      miss(newsletter, edition);
    } else if (edition.marks().held() == null) {
      boolean approved = edition.state() == Edition.State.APPROVED;
      if (!approved && needsNobody(newsletter, punctuality)) {
        freezeEdition.approve(edition.id(), edition.hash());
      } else if (approved && punctuality.isTimeToFreeze()) {
        freezeEdition.freeze(edition.id());
      }
    }
  }

  private void miss(Newsletter newsletter, Edition edition) {
    String waited =
        edition.state() == Edition.State.APPROVED ? "nothing sent it" : "nobody approved it";
    String note =
        waited
            + " within "
            + Spoken.length(newsletter.cadence().grace())
            + " after its time; one click sends it";
    Edition.Marks marks = new Edition.Marks(edition.marks().held(), null, null, note);
    editions.move(edition.id(), Edition.State.MISSED, marks);
    alarm.missed(edition, note);
  }

  private static boolean needsNobody(Newsletter newsletter, Punctuality punctuality) {
    return switch (newsletter.approval()) {
      case AUTO -> true;
      case AUTO_AFTER_DEADLINE -> punctuality.isDue();
      case REQUIRED -> false;
    };
  }
}
