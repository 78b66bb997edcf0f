package digest.press;

import digest.delivery.Delivery;
import digest.mail.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for each connection to each relay; each sends until nothing is due or the run ends. A
 * relay that refuses us or does not answer is out, and the others send its share.
 */
final class Workers {

  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  private final ClaimQueue queue;
  private final Stop stop;
  private final Duration patience;
  private final Map<Lane, DispatchRun> runs = new LinkedHashMap<>();
  private final Map<Lane, String> unreachable = new ConcurrentHashMap<>();

  /**
   * @param run makes the journal of one relay's part
   * @param stop ends all
   * @param patience how long to wait for a relay when no other works
   */
  Workers(
      List<Lane> lanes,
      ClaimQueue queue,
      Function<Lane, DispatchRun> run,
      Stop stop,
      Duration patience) {
    this.queue = queue;
    this.stop = stop;
    this.patience = patience;
    lanes.forEach(lane -> runs.put(lane, run.apply(lane)));
  }

  /** Starts the threads; the latch opens when the last has ended. */
  CountDownLatch start() {
    CountDownLatch done =
        new CountDownLatch(
            runs.keySet().stream().mapToInt(lane -> lane.relay().connections()).sum());
    for (Lane lane : runs.keySet()) {
      for (int i = 1; i <= lane.relay().connections(); i++) {
        String name =
            runs.size() == 1 ? "connection-" + i : "connection-" + lane.number() + "-" + i;
        new Thread(() -> work(lane, done), name).start();
      }
    }
    return done;
  }

  /** Deliveries that were excluded after they were claimed. */
  void withdraw(Set<Delivery.Id> excluded) {
    runs.values().forEach(run -> run.withdraw(excluded));
  }

  /** Why every relay refuses us; null when one does not. */
  @Nullable String blocked() {
    return runs.values().stream().allMatch(run -> run.blocked() != null) ? troubles() : null;
  }

  /** Why no relay could be used to the end; null when one could, or when all refuse us. */
  @Nullable String unreachable() {
    boolean isNone = runs.keySet().stream().allMatch(lane -> isRefused(lane) || isAway(lane));
    return isNone && blocked() == null ? troubles() : null;
  }

  /** What is wrong with relays, each named when there are several; null when nothing is. */
  @Nullable String troubles() {
    StringBuilder words = new StringBuilder();
    runs.forEach(
        (lane, run) -> {
          String trouble = isRefused(lane) ? run.blocked() : unreachable.get(lane);
          if (trouble != null) {
            words.append(words.isEmpty() ? "" : "; ").append(named(lane, trouble));
          }
        });
    return words.isEmpty() ? null : words.toString();
  }

  private String named(Lane lane, String trouble) {
    return runs.size() == 1 || trouble.contains(lane.relay().name())
        ? trouble
        : lane.relay().name() + ": " + trouble;
  }

  private boolean isRefused(Lane lane) {
    DispatchRun run = runs.get(lane);
    return run != null && run.blocked() != null;
  }

  private boolean isAway(Lane lane) {
    return unreachable.containsKey(lane);
  }

  private void work(Lane lane, CountDownLatch done) {
    try {
      while (lane.reconnects().await(failing -> isHoped(lane, failing), lane.stop())
          && send(lane)) {
        log.debug("a connection ended relay={}", lane.relay().name());
      }
    } catch (RuntimeException | Error e) {
      log.error("a connection's thread failed; the run stops, nothing is lost", e);
      stop.request();
    } finally {
      lane.reconnects().leave();
      done.countDown();
    }
  }

  /** False when nothing was left to send. */
  private boolean send(Lane lane) {
    DispatchRun run = runOf(lane);
    try (RelayClaims claims = queue.forRelay(lane.number());
        Handover mails = new Handover(claims, run)) {
      if (!mails.hasNext()) {
        return false;
      }
      follow(lane, run, lane.relay().transport().send(mails, mails));
      return true;
    }
  }

  private DispatchRun runOf(Lane lane) {
    DispatchRun run = runs.get(lane);
    if (run == null) {
      throw new IllegalStateException("relay " + lane.relay().name() + " has no run");
    }
    return run;
  }

  private void follow(Lane lane, DispatchRun run, Transport.Ending ending) {
    switch (ending.verdict()) {
      case DONE -> {
        lane.reconnects().answered();
        unreachable.remove(lane);
      }
      case UNREACHABLE -> {
        String cause = ((Transport.Ending.Unreachable) ending).cause();
        unreachable.put(lane, cause);
        log.warn("relay unreachable relay={} cause={}", lane.relay().name(), cause);
        lane.reconnects().failed();
      }
      case BLOCKED -> {
        run.block(((Transport.Ending.Blocked) ending).reply());
        log.error(
            "relay refuses us; it is out of this run relay={} reply={}",
            lane.relay().name(),
            run.blocked());
      }
    }
  }

  /** A relay is waited for while another works, for it will take its share again. */
  private boolean isHoped(Lane lane, Duration failing) {
    boolean othersWork =
        runs.keySet().stream().anyMatch(other -> !other.equals(lane) && other.isIn());
    return othersWork ? !queue.isOver() : failing.compareTo(patience) <= 0;
  }
}
