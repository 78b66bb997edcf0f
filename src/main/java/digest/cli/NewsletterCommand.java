package digest.cli;

import digest.edition.Cadence;
import digest.edition.Dues;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.press.Press;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    static SlotShape of(Newsletter newsletter, Dues dues) {
      Slot slot = dues.slot();
      Instant due = slot.instant();
      return new SlotShape(
          slot.key(),
          dues.first().minus(newsletter.cadence().cutoff()),
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
          List<Dues> dues = dues(newsletter, readers(press, newsletter), now(), Math.max(1, count));
          if (json.isWanted()) {
            session.json(dues.stream().map(due -> SlotShape.of(newsletter, due)).toList());
          } else {
            new DuesText(session.out(), now()).print(newsletter, dues);
          }
          return 0;
        });
  }

  private static Set<ZoneId> readers(Press press, Newsletter newsletter) {
    return press.rooms().subscribers().zones(newsletter.list());
  }

  private Table table(Press press) {
    Table table = Table.of("Id", "Title", "List", "Next", "Approval", "Feeds").right(5).flexible(1);
    for (Newsletter newsletter : press.catalogue().newsletters()) {
      Optional<Slot> next = newsletter.cadence().upcoming(now(), 1).stream().findFirst();
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

  /** For the readers' zones given; the newsletter's own counts in any case. */
  private static List<Dues> dues(
      Newsletter newsletter, Set<ZoneId> readers, Instant now, int count) {
    Cadence cadence = newsletter.cadence();
    Set<ZoneId> zones = cadence.zones(readers);
    return cadence.upcoming(now, count).stream().map(slot -> cadence.dues(slot, zones)).toList();
  }

  private Instant now() {
    return session.doors().clock().instant();
  }
}
