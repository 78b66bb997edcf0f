package digest.cli;

import digest.mail.DemoInbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code digest demo}: the whole way from feed to inbox, without network and without set-up. */
@Command(
    name = "demo",
    description = {
      "Builds two newsletters from sample feeds and sends them to a built-in inbox.",
      "Nothing leaves this machine."
    })
final class DemoCommand implements Callable<Integer> {

  private static final String FOLDER = "digest-demo";
  private static final String PORT = "8025";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = FOLDER,
      description = "Where to; an earlier demo there is replaced; default: " + FOLDER + ".")
  private Path folder = Path.of(FOLDER);

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = PORT,
      description = "Of the pages; a free one when it is taken; default: " + PORT + ".")
  private int port;

  @Option(
      names = "--keep",
      description = "Stay up: the desk, the inbox's page and the schedule, until Ctrl-C.")
  private boolean keep;

  @Option(names = "--no-progress", description = "Draw no progress bar.")
  private boolean withoutProgress;

  private final Session session;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    DemoFolder fresh = DemoFolder.fresh(folder);
    try (Interruption interruption = Interruption.awaited();
        DemoInbox inbox = DemoInbox.start()) {
      DemoTokens tokens =
          new DemoTokens(session.doors().clock().instant(), freePort(), inbox.port());
      fresh.fill(tokens);
      Options options = new Options(fresh.config(), Map.of(), inbox);
      return session.over(options, open -> run(open, options, fresh, tokens, interruption));
    }
  }

  private int run(
      OpenPress open,
      Options options,
      DemoFolder fresh,
      DemoTokens tokens,
      Interruption interruption) {
    interruption.then(open.press()::close);
    OpenPages pages = session.doors().web().apply(open.press(), options);
    try {
      DemoRun run = new DemoRun(session, open, fresh, tokens, !withoutProgress);
      boolean isWell = run.show(Objects.requireNonNull(options.inbox()));
      if (keep) {
        session.out().blank();
        session.out().line(Style.BOLD, "The desk is at " + pages.address());
        session.out().line("The inbox is at " + tokens.site() + "/inbox. Ctrl-C stops both.");
        ServeCommand.keepRunning(session, open.press(), interruption);
      } else {
        session.out().line("The same with the desk in the browser: digest demo --keep");
      }
      return isWell ? 0 : 1;
    } finally {
      Session.close(pages.server());
    }
  }

  private int freePort() {
    if (port != 0 && isFree(port)) {
      return port;
    }
    int free = anyFree();
    if (port != 0) {
      session.err().line(Style.WARNING, "Port " + port + " is taken; the pages use " + free + ".");
    }
    return free;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CommandFault("this machine has no free port: " + e.getMessage(), e);
    }
  }
}
