package digest.press;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.store.Deliveries;
import digest.store.StoreFault;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a run while its connections work: who left meanwhile gets nothing more, a pause stops
 * it, the lease is renewed or found lost. A store that does not answer is asked again.
 */
final class DispatchWatch {

  private static final Duration EVERY = Duration.ofMillis(250);

  /** Every two seconds; where we are the only one, what is claimed during a run is ours. */
  private static final int TAKEN_OVER_EVERY = 8;

  /** Withdrawals of another node's clock may be a little in our past. */
  private static final Duration OVERLAP = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(DispatchWatch.class);

  private final DispatchParts parts;
  private final Edition.Id edition;
  private final String taker;
  private final Workers workers;
  private final Stop ended;
  private final Lease lease;
  private final Alarm alarm;
  private final Instant since;
  private final Glance counting = new Glance(System::nanoTime);
  private int looks;

  DispatchWatch(
      DispatchParts parts,
      Edition.Id edition,
      String taker,
      Workers workers,
      Stop ended,
      Lease lease,
      Alarm alarm,
      Instant since) {
    this.parts = parts;
    this.edition = edition;
    this.taker = taker;
    this.workers = workers;
    this.ended = ended;
    this.lease = lease;
    this.alarm = alarm;
    this.since = since.minus(OVERLAP);
  }

  /** Returns when all connections have ended. */
  void until(CountDownLatch done, Consumer<Progress> watch) {
    while (!isOver(done)) {
      try {
        look(parts.deliveries(), watch);
        alarm.storeAnswers();
      } catch (StoreFault e) {
        log.warn("store does not answer edition={} cause={}", edition, e.getMessage());
        alarm.storeAway(String.valueOf(e.getMessage()));
      }
    }
  }

  private void look(Deliveries deliveries, Consumer<Progress> watch) {
    if (parts.isShared() && looks++ % TAKEN_OVER_EVERY == 0) {
      parts.takeOver();
    }
    lease.tend(() -> deliveries.renew(taker, parts.lease()));
    if (!lease.isHeld()) {
      log.warn("lease lost edition={}; what was not begun goes to whoever takes over", edition);
      ended.request();
    }
    workers.withdraw(deliveries.withdrawn(edition, since));
    counting.take(() -> deliveries.progress(edition)).ifPresent(watch);
    if (parts.isHalted(edition)) {
      ended.request();
    }
  }

  private static boolean isOver(CountDownLatch done) {
    try {
      return done.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
