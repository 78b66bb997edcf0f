package digest.cli;

import digest.edition.Cadence;
import digest.edition.ClockChange;
import digest.edition.Dues;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.press.ScheduleWords;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Writes when a newsletter is due, and what the clocks do meanwhile. */
final class DuesText {

  private final Screen out;
  private final Instant now;

  DuesText(Screen out, Instant now) {
    this.out = out;
    this.now = now;
  }

  void print(Newsletter newsletter, List<Dues> dues) {
    Cadence cadence = newsletter.cadence();
    out.line(Style.BOLD, newsletter.title());
    out.line(Style.DIM, heading(cadence));
    out.blank();
    Table table = cadence.subscriberZone() ? spans(cadence, dues) : points(cadence, dues);
    out.table(table, "It is never due again: its cron expression has ended.");
    if (!dues.isEmpty()) {
      tell(cadence.clockChanges(now, dues.get(dues.size() - 1).slot().instant()));
    }
  }

  /** The cron expression once: where there are no words, it is the words. */
  private static String heading(Cadence cadence) {
    String words = ScheduleWords.of(cadence);
    String whose = cadence.subscriberZone() ? ", or each reader's own zone" : "";
    String cron = words.contains(cadence.cron()) ? "" : " · " + cadence.cron();
    return words + " · " + cadence.zone() + whose + cron;
  }

  private static Table points(Cadence cadence, List<Dues> dues) {
    ZoneId zone = cadence.zone();
    Table table = Table.of("Due in " + zone.getId(), "UTC", "Content until", "");
    for (Dues due : dues) {
      Slot slot = due.slot();
      table.row(
          isMoved(slot) ? Style.WARNING : Style.PLAIN,
          When.in(zone, slot.instant()),
          When.minute(slot.instant(), ZoneOffset.UTC),
          When.minute(due.first().minus(cadence.cutoff()), zone),
          isMoved(slot) ? "not " + slot.when().toLocalTime() : "");
    }
    return table;
  }

  /** In the newsletter's zone all of it: one clock for who waits. */
  private static Table spans(Cadence cadence, List<Dues> dues) {
    ZoneId zone = cadence.zone();
    Table table = Table.of("Slot", "First reader", "Last reader", "Content until");
    for (Dues due : dues) {
      table.row(
          isMoved(due.slot()) ? Style.WARNING : Style.PLAIN,
          due.slot().when().toString().replace('T', ' '),
          When.in(zone, due.first()),
          When.in(zone, due.last()),
          When.minute(due.first().minus(cadence.cutoff()), zone));
    }
    return table;
  }

  private void tell(List<ClockChange> changes) {
    if (!changes.isEmpty()) {
      out.blank();
    }
    for (ClockChange change : changes) {
      out.paragraph(Style.WARNING, "", "The " + ScheduleWords.of(change) + ".");
    }
  }

  /** A local time that the clock change skips moves later by the gap (picking Z5). */
  private static boolean isMoved(Slot slot) {
    return !LocalDateTime.ofInstant(slot.instant(), slot.zone()).equals(slot.when());
  }
}
