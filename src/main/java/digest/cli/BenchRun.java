package digest.cli;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Newsletter;
import digest.press.BuildEdition;
import digest.press.DispatchEdition;
import digest.press.Press;
import digest.store.ImportReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The phases of a bench, each by the verbs that every other command uses: readers are imported, an
 * edition is built and frozen; then it is sent.
 */
final class BenchRun {

  /** Copies of one prepared store are all this installation's own, so none is held. */
  private static final Map<String, String> OURS = Map.of("DIGEST_INSTANCE", "bench");

  private static final String PASSWORD = "DIGEST_DATABASE_PASSWORD";

  /**
   * A sent edition.
   *
   * @param opened when the store was open
   * @param begun when the first message could go
   * @param ended when the last outcome was durable
   * @param bytes of one message
   * @param signer which key signs, and by which provider; null when nothing is signed
   * @param wasPrepared the edition was frozen before this program was started
   */
  record Sent(
      DispatchEdition.Result result,
      ProcessUse opened,
      ProcessUse begun,
      ProcessUse ended,
      int bytes,
      @Nullable String signer,
      boolean wasPrepared) {}

  private final Session session;
  private final BenchOrder order;
  private final Interruption interruption;
  private final boolean bars;

  BenchRun(Session session, BenchOrder order, Interruption interruption, boolean bars) {
    this.session = session;
    this.order = order;
    this.interruption = interruption;
    this.bars = bars;
  }

  /**
   * Makes a store with a frozen edition in this folder, or in the database it names.
   *
   * @return the bytes of one message
   */
  int prepare(BenchFolder folder) {
    return opened(
        folder,
        press -> {
          frozen(press, folder);
          return bytes(press);
        });
  }

  /**
   * Sends what is frozen in the store of this folder.
   *
   * @param bytes of one message
   * @param wasPrepared before this program was started
   */
  Sent send(BenchFolder folder, int bytes, boolean wasPrepared) {
    return opened(folder, press -> send(press, bytes, wasPrepared));
  }

  /** The same in a database, which is prepared first when it is empty. */
  Sent prepareAndSend(BenchFolder folder) {
    return opened(
        folder,
        press -> {
          boolean wasPrepared = !press.rooms().editions().latest(1).isEmpty();
          if (!wasPrepared) {
            frozen(press, folder);
          }
          return send(press, 0, wasPrepared);
        });
  }

  private Sent send(Press press, int knownBytes, boolean wasPrepared) {
    ProcessUse opened = ProcessUse.now();
    Edition.Id edition = unsent(press);
    try (ProgressLine bar =
        ProgressLine.on(
            session.terminal(),
            bars,
            press.steerEdition().progress(edition),
            session.doors().clock())) {
      ProcessUse begun = ProcessUse.now();
      DispatchEdition.Result result = press.dispatchEdition().run(edition, Duration.ZERO, bar);
      ProcessUse ended = ProcessUse.now();
      int bytes = knownBytes == 0 ? bytes(press) : knownBytes;
      return new Sent(result, opened, begun, ended, bytes, signer(press), wasPrepared);
    }
  }

  private Edition.Id unsent(Press press) {
    List<Edition> editions = press.rooms().editions().latest(1);
    Progress progress =
        editions.isEmpty() ? Progress.NONE : press.steerEdition().progress(editions.get(0).id());
    if (progress.pending() != order.messages() || progress.candidates() != order.messages()) {
      throw new CommandFault(
          "the store holds no frozen edition for "
              + Words.number(order.messages())
              + " readers who all still wait ("
              + Accounting.line(progress)
              + "). What is sent stays sent: give each run a fresh copy, such as CREATE DATABASE fresh"
              + " TEMPLATE prepared, or an empty database");
    }
    return editions.get(0).id();
  }

  private void frozen(Press press, BenchFolder folder) {
    tell("Importing " + Words.count(order.messages(), "reader"));
    ImportReport report =
        SubscriberCommand.read(session, press, folder.readers(order.messages()), null, false);
    if (report.added() != order.messages()) {
      SubscriberCommand.print(session.err(), report, false);
      throw new CommandFault("the database is not empty; name one that is, and is not needed");
    }
    tell("Building and freezing the edition");
    BuildEdition.Built built =
        EditionCommand.build(
            press,
            new Newsletter.Id(BenchFolder.NEWSLETTER),
            "bench",
            null,
            session.doors().clock().instant());
    Edition edition = built.edition();
    press.freezeEdition().approveAndFreeze(edition.id(), edition.hash());
    tell(
        edition.content().picks().size()
            + " articles, "
            + Accounting.line(press.steerEdition().progress(edition.id())));
  }

  private static int bytes(Press press) {
    Edition.Id edition = press.rooms().editions().latest(1).get(0).id();
    return press.previewEdition().sample(edition).eml().bytes().length;
  }

  private static @Nullable String signer(Press press) {
    return press
        .rooms()
        .composer()
        .dkim()
        .map(dkim -> dkim.active().get(0).toString())
        .orElse(null);
  }

  private void tell(String words) {
    session.err().line(Style.DIM, words);
  }

  /** Closes the store too: a copy of its file needs all of it in the file. */
  private <T> T opened(BenchFolder folder, Function<Press, T> work) {
    Map<String, String> environment = new HashMap<>(OURS);
    String password = session.terminal().environment().get(PASSWORD);
    if (password != null) {
      environment.put(PASSWORD, password);
    }
    Options options = new Options(folder.config(), environment, null);
    Press press = session.doors().press().apply(options).press();
    interruption.then(press::close);
    try {
      return work.apply(press);
    } finally {
      press.close();
      press.rooms().database().close();
    }
  }
}
