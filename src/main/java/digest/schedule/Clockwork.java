package digest.schedule;

import digest.press.KeepSchedule;
import java.util.Properties;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the bell of the schedule once at the start and then at every full minute.
 *
 * <p>Quartz only ticks (picking C4): what is due is worked out from the database, so a bell that
 * was missed or rung twice does no harm. Nothing is kept between two starts.
 */
public final class Clockwork implements AutoCloseable {

  private static final String EVERY_MINUTE = "0 * * * * ?";
  private static final Logger log = LoggerFactory.getLogger(Clockwork.class);

  private final Scheduler scheduler;

  private Clockwork(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Starts to ring; the first time at once. */
  public static Clockwork start(KeepSchedule keepSchedule) {
    return start(keepSchedule, EVERY_MINUTE);
  }

  /** With another rhythm, for tests that do not wait a minute. */
  static Clockwork start(KeepSchedule keepSchedule, String cron) {
    try {
      Scheduler scheduler = new StdSchedulerFactory(properties(keepSchedule)).getScheduler();
      scheduler.setJobFactory((bundle, theScheduler) -> new Ring(keepSchedule));
      JobDetail ring = JobBuilder.newJob(Ring.class).withIdentity("ring").storeDurably().build();
      scheduler.scheduleJob(ring, trigger(cron));
      scheduler.triggerJob(ring.getKey());
      scheduler.start();
      log.info("clock started cron={}", cron);
      return new Clockwork(scheduler);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the clock cannot be started: " + e.getMessage(), e);
    }
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
        .withIdentity("bell")
        .withSchedule(
            CronScheduleBuilder.cronSchedule(cron).withMisfireHandlingInstructionDoNothing())
        .build();
  }

  /** Quartz keeps schedulers by name in a static map, so each needs a name of its own. */
  private static Properties properties(KeepSchedule keepSchedule) {
    Properties properties = new Properties();
    properties.setProperty(
        StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME,
        "clock-" + Integer.toHexString(System.identityHashCode(keepSchedule)));
    properties.setProperty(
        StdSchedulerFactory.PROP_JOB_STORE_CLASS, "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    return properties;
  }
}
