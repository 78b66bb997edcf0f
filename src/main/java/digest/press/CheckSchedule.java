package digest.press;

import digest.edition.Cadence;
import digest.edition.ClockChange;
import digest.edition.Newsletter;
import digest.edition.Rhythm;
import digest.edition.Slot;
import digest.press.CheckSetup.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says when a newsletter goes out, and what the clocks do meanwhile. */
final class CheckSchedule {

  private static final String AREA = "Schedule";
  private static final int DUES = 3;

  /** Clock changes are told so long before. */
  private static final Duration AHEAD = Duration.ofDays(35);

  private static final DateTimeFormatter DUE =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private final Instant now;

  CheckSchedule(Instant now) {
    this.now = now;
  }

  Finding finding(Newsletter newsletter) {
    Cadence cadence = newsletter.cadence();
    List<Slot> slots = cadence.upcoming(now, DUES);
    if (slots.isEmpty()) {
      return Finding.warning(
          AREA,
          newsletter.id()
              + ": \""
              + cadence.cron()
              + "\" is never due again, so nothing goes out by itself. Change its cadence.cron,"
              + " or trigger it by hand: digest edition build "
              + newsletter.id());
    }
    return Finding.ok(
        AREA,
        newsletter.id()
            + " goes out "
            + ScheduleWords.of(cadence)
            + " ("
            + cadence.zone()
            + (cadence.subscriberZone() ? ", or each reader's own zone)" : ")")
            + ", content until "
            + cutoff(cadence)
            + "; next: "
            + slots.stream().map(slot -> due(cadence, slot)).collect(Collectors.joining(", "))
            + changes(cadence, slots.get(slots.size() - 1))
            + ". "
            + release(newsletter));
  }

  private static String due(Cadence cadence, Slot slot) {
    return DUE.format(slot.instant().atZone(cadence.zone()));
  }

  /** A clock time where there is one a day; else how long before. */
  private static String cutoff(Cadence cadence) {
    String zone =
        cadence.freezePerZone()
            ? " in each zone"
            : cadence.subscriberZone() ? " in the first zone" : "";
    Duration before = cadence.cutoff();
    Optional<LocalTime> due =
        Rhythm.of(cadence).filter(one -> one.times().size() == 1).map(one -> one.times().get(0));
    return due.filter(time -> before.toSeconds() <= time.toSecondOfDay())
        .map(time -> time.minus(before) + zone)
        .orElse(before.isZero() ? "then" : ScheduleWords.words(before) + " before" + zone);
  }

  private String changes(Cadence cadence, Slot last) {
    Instant ahead = now.plus(AHEAD);
    Instant until = last.instant().isAfter(ahead) ? last.instant() : ahead;
    List<ClockChange> changes = cadence.clockChanges(now, until);
    return changes.stream()
        .limit(2)
        .map(change -> "; " + ScheduleWords.of(change))
        .collect(Collectors.joining());
  }

  private static String release(Newsletter newsletter) {
    return switch (newsletter.approval()) {
      case AUTO -> "It goes by itself.";
      case AUTO_AFTER_DEADLINE -> "It goes by itself when nobody has acted until then.";
      case REQUIRED -> "It waits for a person's approval.";
    };
  }
}
