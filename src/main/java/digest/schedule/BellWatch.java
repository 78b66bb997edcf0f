package digest.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether a shared bell still rings. Quartz writes the next ring by the clock of
 * the node that rang last: one whose clock was hours ahead would silence all the others for hours.
 */
final class BellWatch implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(20);
  private static final Duration TOO_FAR = Duration.ofMinutes(2);
  private static final Logger log = LoggerFactory.getLogger(BellWatch.class);

  private final Scheduler scheduler;
  private final TriggerKey bell;
  private final InstantSource clock;
  private final Runnable rehang;
  private final ScheduledFuture<?> rounds;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "digest_bell-watch");
            daemon.setDaemon(true);
            return daemon;
          });

  /**
   * Starts to look.
   *
   * @param rehang replaces the bell
   */
  BellWatch(Scheduler scheduler, TriggerKey bell, InstantSource clock, Runnable rehang) {
    this.scheduler = scheduler;
    this.bell = bell;
    this.clock = clock;
    this.rehang = rehang;
    this.rounds =
        thread.scheduleWithFixedDelay(
            this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Replaces a bell that will not ring for long, or not at all. */
  void look() {
    try {
      Trigger known = scheduler.getTrigger(bell);
      if (known == null
          || scheduler.getTriggerState(bell) == TriggerState.ERROR
          || isFar(known.getNextFireTime())) {
        log.warn("the bell is hung anew; it would not have rung for long");
        rehang.run();
      }
    } catch (SchedulerException | RuntimeException e) {
      log.error("the bell cannot be looked after; tried again soon", e);
    }
  }

  private boolean isFar(Date next) {
    Instant limit = clock.instant().plus(TOO_FAR);
    return next == null || next.toInstant().isAfter(limit);
  }

  @Override
  public void close() {
    rounds.cancel(true);
    thread.shutdownNow();
  }
}
