package digest.press;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.store.Editions;
import digest.store.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the regular editions whose cutoff has come (picking C1 to C3, Z2, Z3). Slots that were
 * missed collapse into the latest one.
 */
final class BuildDueEditions {

  /** So many slots in a row without an edition are no chance any more (picking C2). */
  private static final int SKIPPED = 3;

  private static final Logger log = LoggerFactory.getLogger(BuildDueEditions.class);

  /** Readers' clocks differ by 26 h at most. */
  private static final Duration AHEAD = Duration.ofHours(27);

  private final Editions editions;
  private final Schedules schedules;
  private final Timetable timetable;
  private final BuildEdition buildEdition;
  private final Alarm alarm;
  private final InstantSource clock;

  BuildDueEditions(
      Editions editions,
      Schedules schedules,
      Timetable timetable,
      BuildEdition buildEdition,
      Alarm alarm,
      InstantSource clock) {
    this.editions = editions;
    this.schedules = schedules;
    this.timetable = timetable;
    this.buildEdition = buildEdition;
    this.alarm = alarm;
    this.clock = clock;
  }

  void run(Newsletter newsletter) {
    for (Line line : timetable.lines(newsletter)) {
      line.latestToBuild(baseline(line), clock.instant())
          .filter(slot -> editions.find(newsletter.id(), slot.key()).isEmpty())
          .ifPresent(slot -> tell(line, build(line, slot)));
    }
  }

  private Edition build(Line line, Slot slot) {
    Newsletter newsletter = line.newsletter();
    Punctuality punctuality = line.at(slot, clock.instant());
    if (punctuality.isMissed()) {
      String note =
          "its time passed by more than "
              + Spoken.length(newsletter.cadence().grace())
              + "; one click sends it";
      return buildEdition.buildAs(newsletter, slot, Edition.State.MISSED, note).edition();
    }
    if (punctuality.isLate() && punctuality.isTooNearTheNext()) {
      String note = "too late, and the next edition is near: that one takes these articles";
      return buildEdition.buildAs(newsletter, slot, Edition.State.SKIPPED, note).edition();
    }
    return punctuality.isLate()
        ? buildEdition.buildAt(newsletter, slot, clock.instant()).edition()
        : buildEdition.build(newsletter, slot).edition();
  }

  /** After which local time slots are this line's to build. */
  private LocalDateTime baseline(Line line) {
    Newsletter newsletter = line.newsletter();
    Instant now = clock.instant();
    Instant known = schedules.since(newsletter.id(), newsletter.cadence(), now);
    LocalDateTime since = local(known.isAfter(now) ? now : known, line.clocks());
    // A clock that was once far ahead must not silence the newsletter until then.
    LocalDateTime limit = local(now.plus(newsletter.cadence().cutoff()).plus(AHEAD), line.clocks());
    Optional<LocalDateTime> last = last(line).filter(limit::isAfter);
    if (line.only() != null && last.isEmpty() && editions.lastDue(newsletter.id()).isPresent()) {
      // The first reader of a zone has joined: what was due there before is nobody's.
      LocalDateTime justNow = local(now.minus(Punctuality.LATE), line.clocks());
      return justNow.isAfter(since) ? justNow : since;
    }
    return last.filter(due -> due.isAfter(since)).orElse(since);
  }

  private Optional<LocalDateTime> last(Line line) {
    ZoneId only = line.only();
    Newsletter.Id newsletter = line.newsletter().id();
    return only == null ? editions.lastDue(newsletter) : editions.lastDue(newsletter, only);
  }

  private static LocalDateTime local(Instant instant, ZoneId zone) {
    return LocalDateTime.ofInstant(instant, zone);
  }

  private void tell(Line line, Edition edition) {
    String held = edition.marks().held();
    String name = "edition " + edition.id() + " of \"" + edition.newsletter() + "\"";
    if (edition.state() == Edition.State.DRAFT && held != null) {
      alarm.raise(
          "held edition=" + edition.id(),
          name + " is held: " + held + ". To let it go: digest edition approve " + edition.id());
    } else if (edition.state() == Edition.State.MISSED) {
      alarm.missed(edition, String.valueOf(edition.marks().note()));
    } else if (edition.state() == Edition.State.SKIPPED && isSilent(line)) {
      alarm.raise(
          "silent edition=" + edition.id(),
          "\""
              + edition.newsletter()
              + "\" had nothing to send "
              + SKIPPED
              + " times in a row. See why: digest edition explain "
              + edition.id());
    }
    log.info("slot taken newsletter={} slot={}", edition.newsletter(), edition.slot().key());
  }

  private boolean isSilent(Line line) {
    return isSilent(latest(line));
  }

  /** Of any row of editions. */
  boolean isSilent(Newsletter newsletter) {
    return timetable.lines(newsletter).stream().anyMatch(this::isSilent);
  }

  /** Whether the newest regular editions were all skipped. */
  static boolean isSilent(List<Edition> latest) {
    List<Edition> regular = latest.stream().filter(one -> !one.slot().isManual()).toList();
    return regular.size() >= SKIPPED
        && regular.stream().limit(SKIPPED).allMatch(one -> one.state() == Edition.State.SKIPPED);
  }

  private List<Edition> latest(Line line) {
    int looked = SKIPPED * 2;
    Newsletter.Id id = line.newsletter().id();
    ZoneId only = line.only();
    return only == null ? editions.latest(id, looked) : editions.latest(id, only, looked);
  }
}
