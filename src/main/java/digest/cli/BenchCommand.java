package digest.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code digest bench}: measures the path that every mail takes, ledger and all. */
@Command(
    name = "bench",
    description = {
      "Sends personalised messages to a mail server on this machine, and says how fast.",
      "To user0@example.test, user1@example.test and so on, one each, by the way that every edition"
          + " goes: readers imported, an edition built and frozen, every message on record before"
          + " its final dot. Needs no configuration. Never point it at a real mail server."
    })
final class BenchCommand implements Callable<Integer> {

  private static final int MOST_PORT = 65_535;
  private static final int MOST_CONNECTIONS = 100;
  private static final int MOST_WINDOW = 16;
  private static final int MOST_COPIES = 100;
  private static final int MOST_MESSAGES = 10_000_000;
  private static final int PATIENCE_MILLIS = 2000;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of the mail server on 127.0.0.1.")
  private int port;

  @Option(
      names = "--messages",
      paramLabel = "N",
      required = true,
      description = "How many, each to a reader of its own.")
  private int messages;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "8",
      description = "Open at once; default: 8.")
  private int connections;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "4",
      description = "As sending.window; default: 4.")
  private int window;

  @Option(
      names = "--dkim",
      paramLabel = "KEY",
      description = "Sign each with this private key (PEM).")
  private @Nullable Path dkim;

  @Option(
      names = "--tls",
      paramLabel = "off|required",
      defaultValue = "off",
      description =
          "How the link is secured; default: off. The server's certificate must be for 127.0.0.1 and"
              + " one that this Java trusts (-Djavax.net.ssl.trustStore=FILE).")
  private BenchOrder.Tls tls = BenchOrder.Tls.OFF;

  @Option(
      names = "--full",
      description = "With a template that has logic on the reader: each message is rendered.")
  private boolean full;

  @Option(
      names = "--articles",
      paramLabel = "FILE",
      description =
          "A JSON list of objects with title, section, author, url, image and summary; default:"
              + " twelve invented ones.")
  private @Nullable Path articles;

  @Option(
      names = "--store",
      paramLabel = "FOLDER",
      description =
          "Keep the prepared store here, and let each run work on a fresh copy of it, deleted"
              + " afterwards: then a run is the start of Java, the opening of the store and the"
              + " sending. Without it all happens in a folder that is deleted.")
  private @Nullable Path store;

  @Option(
      names = "--prepare",
      description = "Send nothing: only make the store for --store or --database.")
  private boolean prepareOnly;

  @Option(
      names = "--copies",
      paramLabel = "COUNT",
      defaultValue = "0",
      description =
          "With --prepare and --store: make so many copies ready, besides those that are. A run takes"
              + " one of them; when none is left it makes its own, which is part of its time.")
  private int copies;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "A throw-away jdbc:postgresql://… in place of a file; the password comes from"
              + " DIGEST_DATABASE_PASSWORD. An empty one is prepared, one prepared by --prepare is"
              + " sent, once: for a fresh copy of it, CREATE DATABASE fresh TEMPLATE prepared.")
  private @Nullable String database;

  @Option(names = "--username", paramLabel = "NAME", description = "Of that database.")
  private @Nullable String username;

  @Option(names = "--no-progress", description = "Draw no progress bar.")
  private boolean withoutProgress;

  @Mixin private JsonOption json = new JsonOption();
  private final Session session;

  BenchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    BenchOrder order = order();
    if (!prepareOnly) {
      demandListener();
    }
    try (Interruption interruption = Interruption.awaited()) {
      BenchRun run = new BenchRun(session, order, interruption, !withoutProgress);
      BenchStore place = BenchStore.at(store, order, session.doors().clock().instant());
      try {
        return prepareOnly ? prepare(place, run) : send(place, run, order);
      } finally {
        place.tidy();
      }
    }
  }

  private int prepare(BenchStore place, BenchRun run) {
    Optional<BenchPreparation.Prepared> prepared = place.prepare(run);
    place.copy(copies);
    if (json.isWanted()) {
      session.json(prepared.map(List::of).orElse(List.of()));
    } else {
      session.out().line(prepared.isPresent() ? "Prepared." : "It was prepared already.");
    }
    return 0;
  }

  private int send(BenchStore place, BenchRun run, BenchOrder order) {
    BenchReport report = new BenchReport(order, place.send(run));
    if (json.isWanted()) {
      session.json(report.shape());
    } else {
      report.print(session.out());
    }
    return report.code();
  }

  private BenchOrder order() {
    demand(messages, 1, MOST_MESSAGES, "--messages");
    demand(port, prepareOnly ? 0 : 1, MOST_PORT, "--port");
    demand(connections, 1, MOST_CONNECTIONS, "--connections");
    demand(window, 1, MOST_WINDOW, "--window");
    demand(copies, 0, MOST_COPIES, "--copies");
    demandReadable(dkim, "--dkim");
    demandReadable(articles, "--articles");
    if (store != null && database != null) {
      throw new UsageFault("--store keeps a file and --database names a server; give one of them");
    }
    if (copies > 0 && (!prepareOnly || store == null)) {
      throw new UsageFault("--copies are of what --prepare makes in --store FOLDER; give both");
    }
    if (prepareOnly && store == null && database == null) {
      throw new UsageFault("--prepare needs a place that stays: --store FOLDER or --database URL");
    }
    if (database != null && !database.startsWith("jdbc:postgresql:")) {
      throw new UsageFault("--database \"" + database + "\" does not begin with jdbc:postgresql:");
    }
    return new BenchOrder(
        messages, port, connections, window, tls, dkim, full, articles, database, username);
  }

  private static void demand(int value, int least, int most, String option) {
    if (value < least || value > most) {
      throw new UsageFault(
          option + " " + value + " is out of range; it may be " + least + " to " + most);
    }
  }

  private static void demandReadable(@Nullable Path file, String option) {
    if (file != null && !Files.isReadable(file)) {
      throw new UsageFault(option + " \"" + file + "\" cannot be read; name a file that is there");
    }
  }

  /** Before minutes are spent on a store. */
  private void demandListener() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new CommandFault(
          "nothing listens on 127.0.0.1:"
              + port
              + " ("
              + e.getMessage()
              + "). Start a mail server there that takes everything and keeps nothing, then again",
          e);
    }
  }
}
