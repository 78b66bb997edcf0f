package digest.cli;

import digest.delivery.Progress;
import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.Pick;
import digest.press.ContentEdits;
import digest.press.Press;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code digest edition …}: what a person changes about an edition. */
@Command(name = "digest edition")
final class EditionSteering {

  private static final String ARTICLE = "ARTICLE";
  private final Session session;

  EditionSteering(Session session) {
    this.session = session;
  }

  /** What is to change; an article is named by its position, its link or its id. */
  static final class Edits {
    @Option(names = "--subject", paramLabel = "TEXT", description = "The subject.")
    private @Nullable String subject;

    @Option(
        names = "--preheader",
        paramLabel = "TEXT",
        description = "The line inboxes show beside the subject.")
    private @Nullable String preheader;

    @Option(
        names = "--intro",
        paramLabel = "TEXT",
        description = "Words before the lead; empty to take them out.")
    private @Nullable String intro;

    @Option(
        names = "--drop",
        paramLabel = ARTICLE,
        split = ",",
        description = "Take out; a position, a link or an id.")
    private List<String> drop = List.of();

    @Option(names = "--pin", paramLabel = ARTICLE, description = "Make it the lead.")
    private @Nullable String pin;

    @Option(
        names = "--order",
        paramLabel = ARTICLE,
        split = ",",
        description = "These first, in this order.")
    private List<String> order = List.of();

    ContentEdits of(Edition edition) {
      return new ContentEdits(
          subject,
          preheader,
          intro,
          drop.stream().map(name -> article(edition, name)).toList(),
          pin == null ? null : article(edition, pin),
          order.stream().map(name -> article(edition, name)).toList());
    }

    boolean areNone() {
      return subject == null
          && preheader == null
          && intro == null
          && drop.isEmpty()
          && pin == null
          && order.isEmpty();
    }

    private static Article.Id article(Edition edition, String name) {
      return edition.content().picks().stream()
          .filter(pick -> isCalled(pick, name.strip()))
          .map(pick -> pick.article().id())
          .findFirst()
          .orElseGet(() -> new Article.Id(name.strip()));
    }

    private static boolean isCalled(Pick pick, String name) {
      return name.equals(Integer.toString(pick.position())) || name.equals(pick.article().link());
    }
  }

  @Command(description = "Changes a draft; an approval is cleared by it.")
  int edit(
      @Mixin EditionOption edition,
      @Mixin Edits edits,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    if (edits.areNone()) {
      throw new UsageFault(
          "nothing to change: name a --subject, --intro, --drop, --pin or --order");
    }
    return session.with(
        config,
        press -> {
          Edition before = edition.find(press);
          Edition after = press.editEdition().edit(before.id(), before.version(), edits.of(before));
          return show(press, after, json);
        });
  }

  @Command(description = "Says yes to the content as it is now.")
  int approve(
      @Mixin EditionOption edition,
      @Option(
              names = "--hash",
              paramLabel = "HASH",
              description = "Only if the content still has it; its beginning is enough.")
          @Nullable String hash,
      @Option(
              names = "--late",
              description = "Also when its time has passed by more than the grace; it goes now.")
          boolean late,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Edition before = edition.find(press);
          String seen =
              hash == null || (hash.length() > 7 && before.hash().startsWith(hash))
                  ? before.hash()
                  : hash;
          boolean isLate = late && press.freezeEdition().plan(before.id()).isLate();
          Edition after =
              isLate
                  ? press.freezeEdition().approveAndFreeze(before.id(), seen)
                  : press.freezeEdition().approve(before.id(), seen);
          return approved(press, after, config, json);
        });
  }

  private int approved(Press press, Edition after, ConfigOption config, JsonOption json) {
    int code = show(press, after, json);
    if (after.state() == Edition.State.FROZEN) {
      remark(
          json,
          "\"digest serve\" sends it, each mail at its time; without it: "
              + config.command("edition send " + after.id()));
      tooLate(press, after, config, json);
    } else if (!after.slot().isManual()) {
      remark(json, "\"digest serve\" sends it when it is due.");
    }
    return code;
  }

  private void tooLate(Press press, Edition after, ConfigOption config, JsonOption json) {
    long expired = press.steerEdition().progress(after.id()).expired();
    if (expired > 0) {
      remark(
          json,
          "For "
              + Words.count(expired, "reader")
              + " it is too late. To send it to them all the same: "
              + config.command("edition resend " + after.id() + " --state expired"));
    }
  }

  @Command(description = "Says no; of an edition being sent, nobody else gets it.")
  int cancel(
      @Mixin EditionOption edition,
      @Mixin YesOption yes,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Edition before = edition.find(press);
          if (before.state() == Edition.State.FROZEN) {
            Progress progress = press.steerEdition().progress(before.id());
            String left = Words.count(progress.open(), "reader");
            if (!yes.isGiven(session, "Cancel it? " + left + " will not get it.")) {
              return 1;
            }
          }
          return show(press, press.steerEdition().cancel(before.id()), json);
        });
  }

  @Command(description = "Stops sending; what is in flight ends.")
  int pause(
      @Mixin EditionOption edition,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              defaultValue = "paused by hand",
              description = "Shown to whoever looks.")
          String reason,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          Edition paused = press.steerEdition().pause(edition.id(), reason);
          int code = show(press, paused, json);
          remark(json, "To go on: " + config.command("edition resume " + edition.id()));
          return code;
        });
  }

  @Command(description = "Lets a paused edition go on.")
  int resume(@Mixin EditionOption edition, @Mixin ConfigOption config, @Mixin JsonOption json) {
    return session.with(
        config,
        press -> {
          int code = show(press, press.steerEdition().resume(edition.id()), json);
          remark(
              json,
              "\"digest serve\" goes on within seconds; without it: "
                  + config.command("edition send " + edition.id()));
          return code;
        });
  }

  private int show(Press press, Edition edition, JsonOption json) {
    if (json.isWanted()) {
      session.json(Json.EditionShape.of(edition));
    } else {
      new EditionText(session.out(), press).head(edition);
    }
    return 0;
  }

  private void remark(JsonOption json, String text) {
    if (!json.isWanted()) {
      session.out().line(text);
    }
  }
}
