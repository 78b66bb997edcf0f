package digest.cli;

import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.press.BuildEdition;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest send}: the trigger by hand, on the same path as every other (picking C6). */
@Command(name = "send", description = "Builds an edition of a newsletter and sends it now.")
final class SendCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NEWSLETTER", description = "Its id.")
  private Newsletter.@Nullable Id newsletter;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The same key never makes a second edition; default: a new one.")
  private @Nullable String key;

  @Mixin private SendOptions options = new SendOptions();
  private final Session session;

  SendCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (options.isDryRun()) {
      throw new UsageFault(
          "a dry run changes nothing, so it needs an edition that is there: build one, then:"
              + " digest edition send ID --dry-run");
    }
    try (Interruption interruption = Interruption.awaited()) {
      return session.over(session.options(options.config), open -> send(open, interruption));
    }
  }

  private int send(OpenPress open, Interruption interruption) {
    if (options.tests().isEmpty()) {
      open.press().guardStore().demandReleased();
    }
    BuildEdition.Built built =
        EditionCommand.build(
            open.press(),
            Objects.requireNonNull(newsletter),
            key,
            null,
            session.doors().clock().instant());
    Edition edition = built.edition();
    Screen words = options.json.isWanted() ? session.err() : session.out();
    if (edition.state() == Edition.State.SKIPPED) {
      words.line(Style.WARNING, "Nothing to send: " + edition.marks().note());
      return 0;
    }
    new EditionText(words, open.press()).built(built, options.config);
    words.blank();
    return new SendFlow(session, open, options, interruption).send(edition);
  }
}
