package digest.cli;

import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.press.Press;
import digest.press.RetractArticle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code digest edition …}: takes back what should not have gone, and says so. */
@Command(name = "digest edition")
final class EditionRetraction {

  private final Session session;

  EditionRetraction(Session session) {
    this.session = session;
  }

  /**
   * What a retraction came to.
   *
   * @param had have, or may have, a mail with it
   * @param remaining still get the edition, without it
   */
  record RetractionShape(
      long id, int revision, List<TakenShape> retracted, long had, long remaining) {}

  /** An article that was taken out. */
  record TakenShape(String title, String link) {}

  /** The editor's own words, given or in a file. */
  static final class OwnWords {
    @Option(
        names = "--text",
        paramLabel = "TEXT",
        description = "Your own words, after the sentence that names the article.")
    private @Nullable String text;

    @Option(
        names = "--text-file",
        paramLabel = "FILE",
        description = "The same from a file in UTF-8; an empty line begins a new paragraph.")
    private @Nullable Path file;

    @Nullable String given() {
      if (file == null) {
        return text;
      }
      try {
        return Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
      } catch (IOException e) {
        throw new CommandFault(
            "--text-file "
                + file
                + " cannot be read: "
                + e.getMessage()
                + ". Name a text file in UTF-8");
      }
    }
  }

  @Command(
      description = "Takes an article out of an edition that is being sent; who has it is counted.")
  int retract(
      @Mixin EditionOption edition,
      @Option(
              names = "--article",
              paramLabel = "LINK",
              required = true,
              description = "Its link, or its id; may be given more than once.")
          List<String> articles,
      @Option(names = "--subject", paramLabel = "TEXT", description = "Another subject.")
          @Nullable String subject,
      @Option(
              names = "--intro",
              paramLabel = "TEXT",
              description = "Other words before the lead; empty to take them out.")
          @Nullable String intro,
      @Mixin YesOption yes,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          RetractArticle.Plan plan =
              press.retractArticle().plan(edition.find(press).id(), articles, subject, intro);
          Screen words = json.isWanted() ? session.err() : session.out();
          announce(words, plan);
          if (!yes.isGiven(session, "Retract it from edition " + plan.edition().id() + "?")) {
            return 1;
          }
          Retraction done =
              press.retractArticle().retract(plan, System.getProperty("user.name", "?"));
          report(press, words, done, config, json);
          return 0;
        });
  }

  private static void announce(Screen words, RetractArticle.Plan plan) {
    for (Retraction.Item item : plan.items()) {
      words.paragraph(Style.BOLD, "", item.title() + " <" + item.link() + ">");
    }
    words.line(
        plan.had() == 0
            ? "Nobody has it yet."
            : have(plan.had()) + " it already, or may have it; they keep it.");
    words.line(
        plan.remaining() == 0
            ? "Nobody else gets this edition; its web page is mended."
            : Words.count(plan.remaining(), "reader")
                + (plan.remaining() == 1 ? " gets" : " get")
                + " the edition without it, but for mails that are under way just now.");
    if (!plan.after().subject().equals(plan.edition().content().subject())) {
      words.paragraph(Style.PLAIN, "", "The subject becomes: " + plan.after().subject());
    }
    if (plan.isNamedInIntro()) {
      words.paragraph(
          Style.WARNING,
          "! ",
          "The introduction names it, too, and stays as it is. To write another one: --intro TEXT");
    }
  }

  private static String have(long readers) {
    return Words.count(readers, "reader") + (readers == 1 ? " has" : " have");
  }

  private void report(
      Press press, Screen words, Retraction done, ConfigOption config, JsonOption json) {
    long had = press.retractArticle().had(done);
    long remaining = press.steerEdition().progress(done.edition()).open();
    words.line(Style.GOOD, "Retracted. Nobody is sent it any more.");
    Edition after = press.rooms().editions().find(done.edition()).orElseThrow();
    if (remaining > 0) {
      words.paragraph(Style.PLAIN, "", goesOn(after, remaining, config));
    }
    if (had > 0) {
      words.paragraph(
          Style.PLAIN,
          "",
          have(had)
              + " it, or may have it. To tell them: "
              + config.command("edition correct " + done.edition()));
    }
    if (json.isWanted()) {
      session.json(
          new RetractionShape(
              done.edition().value(),
              done.revision(),
              done.items().stream()
                  .map(item -> new TakenShape(item.title(), item.link()))
                  .collect(Collectors.toList()),
              had,
              remaining));
    }
  }

  private static String goesOn(Edition edition, long remaining, ConfigOption config) {
    String readers = Words.count(remaining, "reader") + " to go. ";
    return edition.marks().paused() != null
        ? readers
            + "It was paused before, and still is. To go on: "
            + config.command("edition resume " + edition.id())
        : readers
            + "\"digest serve\" goes on within seconds; without it: "
            + config.command("edition send " + edition.id());
  }

  @Command(
      description =
          "Mails those who have a retracted article one correction, after naming the count.")
  int correct(
      @Mixin EditionOption edition,
      @ArgGroup @Nullable OwnWords words,
      @Option(
              names = "--subject",
              paramLabel = "TEXT",
              description = "Default: Correction, and the subject of the mail they have.")
          @Nullable String subject,
      @Mixin SendOptions options) {
    try (Interruption interruption = Interruption.awaited()) {
      return session.over(
          session.options(options.config),
          open -> {
            Edition corrected = edition.find(open.press());
            Edition draft =
                open.press()
                    .correctEdition()
                    .draft(corrected.id(), words == null ? null : words.given(), subject);
            int code = new SendFlow(session, open, options, interruption).send(draft);
            if (options.isDryRun()) {
              session
                  .err()
                  .line(
                      draft.state() == Edition.State.DRAFT
                          ? "The correction is kept as edition " + draft.id() + ", a draft."
                          : "The correction was sent before, as edition " + draft.id() + ".");
            }
            return code;
          });
    }
  }
}
