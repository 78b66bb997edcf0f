package digest.schedule;

import digest.press.KeepSchedule;
import digest.store.Database;
import java.util.Set;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
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

  private Clockwork(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Starts to ring; the first time at once. */
  public static Clockwork start(KeepSchedule keepSchedule, Database database) {
    return start(keepSchedule::tick, database, EVERY_MINUTE);
  }

  /** With another rhythm, for tests that do not wait a minute. */
  static Clockwork start(Runnable tick, Database database, String cron) {
    try {
      Scheduler scheduler = ClockStore.scheduler(database);
      scheduler.setJobFactory((bundle, theScheduler) -> new Ring(tick));
      hang(scheduler, cron);
      scheduler.triggerJob(RING);
      scheduler.start();
      log.info("clock started cron={} shared={}", cron, database.isShared());
      return new Clockwork(scheduler);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the clock cannot be started: " + e.getMessage(), e);
    }
  }

  /** A bell that another node has hung already is left as it is. */
  private static void hang(Scheduler scheduler, String cron) throws SchedulerException {
    Trigger known = scheduler.getTrigger(BELL);
    if (known instanceof CronTrigger bell && bell.getCronExpression().equals(cron)) {
      return;
    }
    JobDetail ring = JobBuilder.newJob(Ring.class).withIdentity(RING).storeDurably().build();
    scheduler.scheduleJob(ring, Set.of(trigger(cron)), true);
  }

  /** Stops ringing; a ring that is at work ends first. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
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
