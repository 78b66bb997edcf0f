package digest.cli;

import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.press.Press;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest newsletter …} */
@Command(name = "newsletter", description = "Shows the newsletters and when they are due.")
final class NewsletterCommand {

  private static final String COUNT = "5";
  private final Session session;

  NewsletterCommand(Session session) {
    this.session = session;
  }

  /** A newsletter. */
  record NewsletterShape(
      String id,
      String title,
      String list,
      String language,
      String cron,
      String zone,
      String approval,
      List<String> feeds) {
    static NewsletterShape of(Newsletter newsletter) {
      return new NewsletterShape(
          newsletter.id().value(),
          newsletter.title(),
          newsletter.list().value(),
          newsletter.language().toLanguageTag(),
          newsletter.cadence().cron(),
          newsletter.cadence().zone().getId(),
          newsletter.approval().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          newsletter.feeds().stream().map(feed -> feed.location()).toList());
    }
  }

  /**
   * A due.
   *
   * @param local when it is due on the clocks of the zone
   */
  record SlotShape(String slot, Instant cutoff, Instant due, LocalDateTime local, String zone) {
    static SlotShape of(Newsletter newsletter, Slot slot) {
      Instant due = slot.instant();
      return new SlotShape(
          slot.key(),
          due.minus(newsletter.cadence().cutoff()),
          due,
          LocalDateTime.ofInstant(due, slot.zone()),
          slot.zone().getId());
    }
  }

  @Command(description = "Lists the newsletters of the configuration.")
  int list(@Mixin ConfigOption config, @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          List<Newsletter> newsletters = press.catalogue().newsletters();
          if (json.isWanted()) {
            session.json(newsletters.stream().map(NewsletterShape::of).toList());
          } else {
            session.out().table(table(press), "The configuration has no newsletter.");
          }
          return 0;
        });
  }

  @Command(description = "Shows when a newsletter is due next, across clock changes.")
  int next(
      @Parameters(paramLabel = "NEWSLETTER", description = "Its id.") Newsletter.Id id,
      @Option(
              names = "-n",
              paramLabel = "N",
              defaultValue = COUNT,
              description = "So many; default: " + COUNT + ".")
          int count,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Newsletter newsletter = press.catalogue().newsletter(id);
          List<Slot> slots = press.keepSchedule().next(newsletter, Math.max(1, count));
          if (json.isWanted()) {
            session.json(slots.stream().map(slot -> SlotShape.of(newsletter, slot)).toList());
          } else {
            print(newsletter, slots);
          }
          return 0;
        });
  }

  private Table table(Press press) {
    Table table = Table.of("Id", "Title", "List", "Next", "Approval", "Feeds").right(5).flexible(1);
    for (Newsletter newsletter : press.catalogue().newsletters()) {
      Optional<Slot> next = press.keepSchedule().next(newsletter, 1).stream().findFirst();
      table.row(
          newsletter.id(),
          newsletter.title(),
          newsletter.list(),
          next.map(slot -> When.in(slot.zone(), slot.instant())).orElse("never"),
          newsletter.approval().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          newsletter.feeds().size());
    }
    return table;
  }

  private void print(Newsletter newsletter, List<Slot> slots) {
    ZoneId zone = newsletter.cadence().zone();
    session.out().line(Style.BOLD, newsletter.title());
    session.out().line(Style.DIM, newsletter.cadence().cron() + " · " + zone);
    session.out().blank();
    Table table = Table.of("Due in " + zone.getId(), "UTC", "Content until", "");
    Instant before = session.doors().clock().instant();
    for (Slot slot : slots) {
      Instant due = slot.instant();
      change(zone, before, due).ifPresent(text -> table.row(Style.WARNING, text, "", "", ""));
      table.row(
          When.in(zone, due),
          When.minute(due, ZoneOffset.UTC),
          When.minute(due.minus(newsletter.cadence().cutoff()), zone),
          shift(slot));
      before = due;
    }
    session.out().table(table, "It is never due again: its cron expression has ended.");
  }

  /** The clock change between two instants, when the zone's offset differs. */
  private static Optional<String> change(ZoneId zone, Instant from, Instant to) {
    Duration moved =
        Duration.ofSeconds(
            zone.getRules().getOffset(to).getTotalSeconds()
                - zone.getRules().getOffset(from).getTotalSeconds());
    if (moved.isZero()) {
      return Optional.empty();
    }
    Instant when = zone.getRules().nextTransition(from).getInstant();
    return Optional.of(
        "-- clocks go "
            + (moved.isNegative() ? "back " : "forward ")
            + When.words(moved.abs())
            + " on "
            + When.minute(when, zone).substring(0, 10));
  }

  /** A local time that the clock change skips moves later by the gap (picking Z5). */
  private static String shift(Slot slot) {
    LocalDateTime local = LocalDateTime.ofInstant(slot.instant(), slot.zone());
    return local.equals(slot.when()) ? "" : slot.when().toLocalTime() + " does not exist that day";
  }
}
