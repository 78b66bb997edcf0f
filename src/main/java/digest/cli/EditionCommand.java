package digest.cli;

import digest.audience.EmailAddress;
import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Slot;
import digest.press.BuildEdition;
import digest.press.Press;
import digest.press.PreviewEdition;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest edition …}, as far as it looks; editing and sending have classes of their own. */
@Command(name = "edition", description = "Builds, shows, edits and sends editions.")
final class EditionCommand {

  private static final String LIMIT = "20";
  private final Session session;

  EditionCommand(Session session) {
    this.session = session;
  }

  /** A line of the list. */
  record ListShape(
      long id,
      String newsletter,
      int number,
      String slot,
      String state,
      String subject,
      String hash,
      @Nullable String held,
      @Nullable String paused,
      @Nullable String note,
      Instant createdAt) {
    static ListShape of(Edition edition) {
      return new ListShape(
          edition.id().value(),
          edition.newsletter().value(),
          edition.number(),
          edition.slot().key(),
          edition.state().name(),
          edition.content().subject(),
          edition.hash(),
          edition.marks().held(),
          edition.marks().paused(),
          edition.marks().note(),
          edition.createdAt());
    }
  }

  /** Where a preview was written. */
  record PreviewShape(
      long id, String subject, String address, String html, String text, String eml) {}

  @Command(description = "Fetches, picks and stores a draft; a slot that has its edition keeps it.")
  int build(
      @Parameters(paramLabel = "NEWSLETTER", description = "Its id.") Newsletter.Id id,
      @Option(
              names = "--at",
              paramLabel = "INSTANT",
              description = "Pick as of then (2026-11-23T06:00:00Z); default: now.")
          @Nullable Instant at,
      @Option(
              names = "--slot",
              paramLabel = "KEY",
              description = "A due (2026-11-23T07:00) or a key of your own; default: a new one.")
          @Nullable String key,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          BuildEdition.Built built = build(press, id, key, at, session.doors().clock().instant());
          if (json.isWanted()) {
            session.json(Json.EditionShape.of(built.edition()));
          } else {
            text(press).built(built, config);
          }
          return 0;
        });
  }

  @Command(description = "Lists the newest editions.")
  int list(
      @Parameters(paramLabel = "NEWSLETTER", arity = "0..1", description = "Only of this one.")
          Newsletter.@Nullable Id newsletter,
      @Option(
              names = "-n",
              paramLabel = "N",
              defaultValue = LIMIT,
              description = "At most so many; default: " + LIMIT + ".")
          int count,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          var editions = press.rooms().editions();
          List<Edition> found =
              newsletter == null ? editions.latest(count) : editions.latest(newsletter, count);
          if (json.isWanted()) {
            session.json(found.stream().map(ListShape::of).toList());
          } else {
            text(press).list(found);
          }
          return 0;
        });
  }

  @Command(description = "Shows what an edition says.")
  int show(@Mixin EditionOption edition, @Mixin ConfigOption config, @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Edition found = edition.find(press);
          if (json.isWanted()) {
            session.json(Json.EditionShape.of(found));
          } else {
            text(press).show(found);
          }
          return 0;
        });
  }

  @Command(description = "Says of every candidate why it is in or out.")
  int explain(@Mixin EditionOption edition, @Mixin ConfigOption config, @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Edition found = edition.find(press);
          List<Explanation> all = press.explainEdition().explain(found);
          if (json.isWanted()) {
            session.json(all.stream().map(Json.ExplanationShape::of).toList());
          } else {
            new ExplanationText(session.out()).print(found, all);
          }
          return 0;
        });
  }

  @Command(description = "Writes the mail as HTML, text and eml, exactly as it would go.")
  int preview(
      @Mixin EditionOption edition,
      @Option(names = "--as", paramLabel = "ADDRESS", description = "As this subscriber gets it.")
          @Nullable EmailAddress as,
      @Option(names = "--out", paramLabel = "DIR", description = "Where to; default: edition-ID.")
          @Nullable Path out,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Edition found = edition.find(press);
          PreviewEdition.Preview preview =
              as == null
                  ? press.previewEdition().sample(found.id())
                  : press.previewEdition().as(found.id(), as);
          Path folder = out == null ? Path.of("edition-" + found.id()) : out;
          PreviewShape written = write(preview, folder);
          if (json.isWanted()) {
            session.json(written);
          } else {
            text(press).preview(written, press.preflight().check(found));
          }
          return 0;
        });
  }

  /** The edition of a key, or of the moment when there is none. */
  static BuildEdition.Built build(
      Press press, Newsletter.Id id, @Nullable String key, @Nullable Instant at, Instant now) {
    Newsletter newsletter = press.catalogue().newsletter(id);
    Instant moment = at == null ? now : at;
    Slot slot = slot(key, moment, newsletter.cadence().zone());
    return at == null
        ? press.buildEdition().build(newsletter, slot)
        : press.buildEdition().buildAt(newsletter, slot, at);
  }

  private static Slot slot(@Nullable String key, Instant moment, ZoneId zone) {
    try {
      return key != null && key.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?")
          ? Slot.due(LocalDateTime.parse(key), zone)
          : Slot.manual(key == null ? moment.toString() : key, moment, zone);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UsageFault(String.valueOf(e.getMessage()));
    }
  }

  private static PreviewShape write(PreviewEdition.Preview preview, Path folder) {
    String name = "edition-" + preview.edition().id();
    return new PreviewShape(
        preview.edition().id().value(),
        preview.mail().subject(),
        preview.eml().recipient().toString(),
        Writing.file(folder.resolve(name + ".html"), preview.mail().html()).toString(),
        Writing.file(folder.resolve(name + ".txt"), preview.mail().text()).toString(),
        Writing.file(folder.resolve(name + ".eml"), preview.eml().bytes()).toString());
  }

  private EditionText text(Press press) {
    return new EditionText(session.out(), press);
  }
}
