package digest.cli;

import digest.press.Press;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code digest serve} */
@Command(
    name = "serve",
    description = "Runs the schedule, the dispatch, the desk and the readers' pages until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();
  private final Session session;

  ServeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Options options = session.options(config);
    try (Interruption interruption = Interruption.awaited()) {
      return session.over(options, open -> serve(open.press(), options, interruption));
    }
  }

  private int serve(Press press, Options options, Interruption interruption) {
    OpenPages pages = session.doors().web().apply(press, options);
    try {
      session.out().line("The desk is at " + pages.address());
      session.out().line(Style.DIM, "Ctrl-C stops it; messages in flight end first.");
      keepRunning(session, press, interruption);
    } finally {
      Session.close(pages.server());
    }
    return 0;
  }

  /** Keeps the schedule and dispatches until the program is interrupted. */
  static void keepRunning(Session session, Press press, Interruption interruption) {
    Logs.events();
    interruption.then(() -> {});
    press.dispatchEdition().keepRunning();
    press.guardStore().remark().ifPresent(words -> session.err().line(Style.WARNING, words));
    // The bell of a store is rung by one of its nodes: one that may not act must not be it.
    AutoCloseable clock =
        press.guardStore().whileFree(() -> session.doors().schedule().apply(press));
    try {
      interruption.await();
    } finally {
      session.err().line("Stopping.");
      Session.close(clock);
    }
  }
}
