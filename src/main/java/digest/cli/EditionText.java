package digest.cli;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Related;
import digest.edition.Slot;
import digest.press.BuildEdition;
import digest.press.FetchFeeds;
import digest.press.Press;
import digest.render.Finding;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints editions for people. */
final class EditionText {

  private static final int HASH_SHOWN = 12;
  private final Screen out;
  private final Press press;

  EditionText(Screen out, Press press) {
    this.out = out;
    this.press = press;
  }

  void list(List<Edition> editions) {
    Table table =
        Table.of("Id", "Newsletter", "No.", "Due", "State", "Sent", "Subject").right(0, 2, 5);
    for (Edition edition : editions) {
      Progress progress = progress(edition);
      table.row(
          edition.id(),
          edition.newsletter(),
          edition.number(),
          When.minute(edition.slot().instant(), edition.slot().zone()),
          Words.state(edition, progress),
          progress.candidates() == 0
              ? ""
              : Words.number(progress.accepted()) + "/" + Words.number(progress.prepared()),
          edition.content().subject());
    }
    out.table(table, "There is no edition yet. Build one: digest edition build NEWSLETTER");
  }

  void built(BuildEdition.Built built, ConfigOption config) {
    Edition edition = built.edition();
    if (built.existed()) {
      out.line(Style.WARNING, "This slot has its edition already; nothing was fetched or changed.");
    }
    built.fetched().forEach(this::fetched);
    show(edition);
    if (edition.state() == Edition.State.DRAFT) {
      out.blank();
      out.line(
          "Next: "
              + config.command("edition preview " + edition.id())
              + ", then: "
              + config.command("edition send " + edition.id()));
    }
  }

  void show(Edition edition) {
    head(edition);
    if (edition.content().intro() != null) {
      out.blank();
      out.paragraph(Style.PLAIN, "  ", edition.content().intro());
    }
    picks(edition);
    related(edition.content().relatedPosts());
  }

  /** Title, state, subject and hash. */
  void head(Edition edition) {
    out.line(
        Style.BOLD,
        "Edition "
            + edition.id()
            + " · "
            + edition.newsletter()
            + " no. "
            + edition.number()
            + " · "
            + Words.state(edition, progress(edition)));
    Table facts = Table.of("", "").flexible(1);
    facts.row("Subject", edition.content().subject());
    if (!edition.content().preheader().isEmpty()) {
      facts.row("Preheader", edition.content().preheader());
    }
    facts.row("Slot", slot(edition));
    facts.row("Hash", hash(edition));
    remark(facts, "Held", edition.marks().held());
    remark(facts, "Paused", edition.marks().paused());
    remark(facts, "Ring", press.steerEdition().rings(edition.id()).orElse(null));
    remark(facts, "Note", edition.marks().note());
    out.table(facts, "");
  }

  void preview(EditionCommand.PreviewShape written, List<Finding> findings) {
    Table table = Table.of("", "").flexible(1);
    table.row("Subject", written.subject());
    table.row("As", written.address());
    table.row("HTML", written.html());
    table.row("Text", written.text());
    table.row("Mail", written.eml());
    out.table(table, "");
    for (Finding finding : findings) {
      boolean blocks = finding.severity() == Finding.Severity.BLOCKER;
      out.paragraph(blocks ? Style.BAD : Style.WARNING, blocks ? "✗ " : "! ", finding.text());
    }
  }

  /** A slot of many zones from its first due to its last. */
  private String slot(Edition edition) {
    Slot slot = edition.slot();
    if (slot.isManual()) {
      return "by hand, " + When.in(slot.zone(), slot.instant());
    }
    return newsletter(edition)
        .filter(newsletter -> newsletter.cadence().subscriberZone())
        .map(newsletter -> press.timetable().words(newsletter, slot))
        .orElseGet(() -> When.in(slot.zone(), slot.instant()));
  }

  /** When those get a frozen edition whose own time is still to come. */
  void ahead(Edition edition) {
    press
        .timetable()
        .ahead(edition.id())
        .ifPresent(
            waiting ->
                out.line(
                    Style.DIM,
                    "Readers whose time is still to come get it from "
                        + When.here(waiting.first(), "")
                        + " to "
                        + When.here(waiting.last(), "")));
  }

  static String hash(Edition edition) {
    return edition.hash().substring(0, Math.min(HASH_SHOWN, edition.hash().length()));
  }

  /** What a look at a feed had to say. */
  void fetched(FetchFeeds.Report report) {
    if (report.failure() != null) {
      out.paragraph(
          Style.BAD, "✗ ", report.feed().location() + " could not be read: " + report.failure());
    }
    report
        .problems()
        .forEach(problem -> out.paragraph(Style.WARNING, "! ", report.title() + ": " + problem));
  }

  private void picks(Edition edition) {
    List<Pick> picks = edition.content().picks();
    if (picks.isEmpty()) {
      return;
    }
    ZoneId zone = zone(edition);
    Table table =
        Table.of("", "Section", "Title", "Source", "Published", "")
            .right(0)
            .flexible(2)
            .optional(5);
    for (Pick pick : picks) {
      table.row(
          pick.position(),
          pick.section().equals(Pick.MORE) ? "More news" : pick.section(),
          pick.article().title(),
          pick.article().source(),
          When.minute(pick.article().publishedAt(), zone),
          pick.related().isEmpty() ? "" : pick.related().size() + " related");
    }
    out.blank();
    out.table(table, "");
  }

  private void related(List<Related> posts) {
    if (!posts.isEmpty()) {
      out.heading("Related posts");
      posts.forEach(post -> out.paragraph(Style.PLAIN, "  · ", post.title()));
    }
  }

  private ZoneId zone(Edition edition) {
    return newsletter(edition)
        .map(Newsletter::cadence)
        .map(cadence -> cadence.zone())
        .orElse(ZoneOffset.UTC);
  }

  private Optional<Newsletter> newsletter(Edition edition) {
    return press.catalogue().newsletters().stream()
        .filter(one -> one.id().equals(edition.newsletter()))
        .findFirst();
  }

  private Progress progress(Edition edition) {
    return edition.state().followers().contains(Edition.State.FROZEN)
            || edition.state() == Edition.State.DRAFT
        ? Progress.NONE
        : press.steerEdition().progress(edition.id());
  }

  private static void remark(Table facts, String name, @Nullable String text) {
    if (text != null) {
      facts.row(Style.WARNING, name, text);
    }
  }
}
