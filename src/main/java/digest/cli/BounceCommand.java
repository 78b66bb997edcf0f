package digest.cli;

import digest.press.Press;
import digest.press.SettleUncertain;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code digest bounce …}: what became of mails after they had left. */
@Command(name = "bounce", description = "Learns what became of mails after they had left.")
final class BounceCommand {

  private static final int DECLINED = 1;
  private final Session session;

  BounceCommand(Session session) {
    this.session = session;
  }

  /**
   * What a file settled, or would settle.
   *
   * @param notFound uncertain ones that the file does not tell of
   * @param ignored records about mails that are not uncertain
   */
  record SettledShape(int accepted, int rejected, int notFound, long ignored) {}

  @Command(
      description = {
        "Settles uncertain deliveries by what the relay itself wrote down: the log of Postfix or"
            + " Exim, or a table (CSV) with the columns message_id and status."
      })
  int settle(
      @Parameters(paramLabel = "FILE", description = "The log; may be packed with gzip.") Path file,
      @Option(names = "--dry-run", description = "Only say what it would settle.") boolean dryRun,
      @Mixin YesOption yes,
      @Mixin ConfigOption config,
      @Mixin JsonOption json) {
    return session.with(config, press -> settle(press, file, dryRun, yes, json.isWanted()));
  }

  private int settle(Press press, Path file, boolean dryRun, YesOption yes, boolean json) {
    Screen words = json ? session.err() : session.out();
    SettleUncertain.Findings found = press.settleUncertain().look(file);
    announce(words, found);
    SettledShape shape =
        new SettledShape(found.accepted(), found.rejected(), found.notFound(), found.ignored());
    if (!dryRun && !found.evidence().isEmpty()) {
      String question = "Settle " + Words.count(found.evidence().size(), "delivery", "deliveries");
      if (!yes.isGiven(session, question + "?")) {
        return DECLINED;
      }
      SettleUncertain.Settled settled = press.settleUncertain().settle(found);
      shape =
          new SettledShape(
              settled.accepted(), settled.rejected(), found.notFound(), found.ignored());
    }
    end(words, shape, dryRun);
    if (json) {
      session.json(shape);
    }
    return 0;
  }

  private static void announce(Screen words, SettleUncertain.Findings found) {
    words.line(
        Words.count(found.uncertain(), "delivery is", "deliveries are")
            + " uncertain. The file tells of "
            + Words.number(found.evidence().size())
            + " of them:");
    Table table = Table.of("", "").right(0);
    table.row(Style.GOOD, Words.number(found.accepted()), "the relay has taken: sent");
    table.row(Style.BAD, Words.number(found.rejected()), "the relay gave up: refused");
    table.row(Style.WARNING, Words.number(found.notFound()), "not in the file: stay uncertain");
    table.row(Style.DIM, Words.number(found.ignored()), "records about other mails, ignored");
    words.table(table, "");
  }

  private static void end(Screen words, SettledShape settled, boolean dryRun) {
    int changed = settled.accepted() + settled.rejected();
    if (dryRun || changed == 0) {
      words.line(Style.DIM, "Nothing was changed.");
    } else {
      words.line(Style.GOOD, Words.count(changed, "delivery", "deliveries") + " settled.");
    }
    if (settled.notFound() > 0) {
      words.line(
          Style.DIM,
          "Mails that the relay never saw go again with: digest edition resend ID --state uncertain");
    }
  }
}
