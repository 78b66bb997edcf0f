package digest.cli;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.mail.SigningSpeed;
import digest.press.DispatchEdition;
import digest.press.Press;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The phases of a bench, each by the verbs that every other command uses. */
final class BenchRun {

  /** All copies of a prepared store are one installation's own, so that none is held. */
  private static final Map<String, String> OURS = Map.of("DIGEST_INSTANCE", "bench");

  private static final String PASSWORD = "DIGEST_DATABASE_PASSWORD";

  /**
   * A sent edition.
   *
   * @param begun when the first message could go
   * @param ended when the last outcome was durable
   * @param bytes of one message
   * @param signer who signs and how fast; null when nothing is signed
   * @param wasPrepared the edition was frozen before this program was started
   */
  record Sent(
      DispatchEdition.Result result,
      ProcessUse begun,
      ProcessUse ended,
      int bytes,
      @Nullable SigningSpeed signer,
      boolean wasPrepared) {}

  private final Session session;
  private final BenchOrder order;
  private final Interruption interruption;
  private final boolean bars;

  /**
   * @param bars whether progress is shown where somebody sees it
   */
  BenchRun(Session session, BenchOrder order, Interruption interruption, boolean bars) {
    this.session = session;
    this.order = order;
    this.interruption = interruption;
    this.bars = bars;
  }

  /** Makes a store with a frozen edition in this folder, or in the database it names. */
  BenchPreparation.Prepared prepare(BenchFolder folder) {
    return opened(folder, press -> prepared(press, folder));
  }

  /**
   * Sends what is frozen in the store of this folder.
   *
   * @param bytes of one message
   * @param wasPrepared before this program was started
   */
  Sent send(BenchFolder folder, int bytes, boolean wasPrepared) {
    return opened(folder, press -> sent(press, bytes, wasPrepared));
  }

  /** The same in a database, which is prepared first when it is empty. */
  Sent prepareAndSend(BenchFolder folder) {
    return opened(
        folder,
        press -> {
          boolean wasPrepared = !press.rooms().editions().latest(1).isEmpty();
          int bytes = wasPrepared ? 0 : prepared(press, folder).bytes();
          return sent(press, bytes, wasPrepared);
        });
  }

  private BenchPreparation.Prepared prepared(Press press, BenchFolder folder) {
    return new BenchPreparation(session, press, order.messages()).in(folder);
  }

  private Sent sent(Press press, int knownBytes, boolean wasPrepared) {
    Edition.Id edition = unsent(press);
    try (ProgressLine bar =
        ProgressLine.on(
            session.terminal(),
            bars,
            press.steerEdition().progress(edition),
            session.doors().clock())) {
      ProcessUse begun = ProcessUse.now(session.doors().clock());
      DispatchEdition.Result result = press.dispatchEdition().run(edition, Duration.ZERO, bar);
      ProcessUse ended = ProcessUse.now(session.doors().clock());
      int bytes = knownBytes == 0 ? BenchPreparation.bytes(press, edition) : knownBytes;
      return new Sent(result, begun, ended, bytes, signer(press), wasPrepared);
    }
  }

  private Edition.Id unsent(Press press) {
    List<Edition> editions = press.rooms().editions().latest(1);
    Progress progress =
        editions.isEmpty() ? Progress.NONE : press.steerEdition().progress(editions.get(0).id());
    if (progress.pending() != order.messages() || progress.candidates() != order.messages()) {
      throw new CommandFault(
          "the store holds no frozen edition whose "
              + Words.count(order.messages(), "reader")
              + " all still wait; it holds: "
              + Accounting.line(progress)
              + ". What is sent stays sent: give each run an empty database, or a fresh copy of a"
              + " prepared one (CREATE DATABASE fresh TEMPLATE prepared)");
    }
    return editions.get(0).id();
  }

  /** As found when the sending began. */
  private static @Nullable SigningSpeed signer(Press press) {
    return press.rooms().composer().prepare().stream().findFirst().orElse(null);
  }

  /** Closes the store too: who copies its file needs all of it in that file. */
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
