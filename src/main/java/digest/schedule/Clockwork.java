package digest.schedule;

import digest.press.KeepSchedule;
import digest.store.Database;
import java.time.InstantSource;
import java.util.Set;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the bell of the schedule once at the start and then at every full minute.
 *
 * <p>Quartz only ticks (picking C4): what is due is worked out from the database, so a bell that
 * was missed or rung twice does no harm. On a shared store one node rings for all.
 */
public final class Clockwork implements AutoCloseable {

  private static final String EVERY_MINUTE = "0 * * * * ?";
  private static final JobKey RING = JobKey.jobKey("ring");
  private static final TriggerKey BELL = TriggerKey.triggerKey("bell");
  private static final Logger log = LoggerFactory.getLogger(Clockwork.class);

  private final Scheduler scheduler;

  private final AutoCloseable watch;

  private Clockwork(Scheduler scheduler, AutoCloseable watch) {
    this.scheduler = scheduler;
    this.watch = watch;
  }

  /**
   * Starts to ring; the first time at once.
   *
   * @param clock the one that all nodes of the store go by
   */
  public static Clockwork start(KeepSchedule keepSchedule, Database database, InstantSource clock) {
    return start(keepSchedule::tick, database, clock, EVERY_MINUTE);
  }

  /** With another rhythm, for tests that do not wait a minute. */
  static Clockwork start(Runnable tick, Database database, InstantSource clock, String cron) {
    try {
      Scheduler scheduler = ClockStore.scheduler(database);
      scheduler.setJobFactory((bundle, theScheduler) -> new Ring(tick));
      hang(scheduler, cron);
      scheduler.triggerJob(RING);
      scheduler.start();
      log.info("clock started cron={} shared={}", cron, database.isShared());
      return new Clockwork(scheduler, watch(scheduler, database, clock, cron));
    } catch (SchedulerException e) {
      throw new IllegalStateException("the clock cannot be started: " + e.getMessage(), e);
    }
  }

  /** Anew at each start: the one that hangs there may have been broken or set by a wrong clock. */
  private static void hang(Scheduler scheduler, String cron) throws SchedulerException {
    JobDetail ring = JobBuilder.newJob(Ring.class).withIdentity(RING).storeDurably().build();
    scheduler.scheduleJob(ring, Set.of(trigger(cron)), true);
  }

  private static AutoCloseable watch(
      Scheduler scheduler, Database database, InstantSource clock, String cron) {
    return database.isShared()
        ? new BellWatch(scheduler, BELL, clock, () -> rehang(scheduler, cron))
        : () -> {};
  }

  private static void rehang(Scheduler scheduler, String cron) {
    try {
      hang(scheduler, cron);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the bell cannot be hung: " + e.getMessage(), e);
    }
  }

  /** Stops ringing; a ring that is at work ends first. */
  @Override
  public void close() {
    try {
      watch.close();
      scheduler.shutdown(true);
    } catch (Exception e) {
      throw new IllegalStateException("the clock cannot be stopped: " + e.getMessage(), e);
    }
  }

  private static Trigger trigger(String cron) {
    return TriggerBuilder.newTrigger()
        .withIdentity(BELL)
        .withSchedule(
            CronScheduleBuilder.cronSchedule(cron).withMisfireHandlingInstructionDoNothing())
        .build();
  }
}
