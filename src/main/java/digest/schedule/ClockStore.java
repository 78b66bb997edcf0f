package digest.schedule;

import digest.store.Database;
import java.util.Properties;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.DBConnectionManager;

/**
 * Where the bell is kept: on a store of one node in memory, on a shared one in the database, where
 * one node rings for all (picking C4).
 */
final class ClockStore {

  private static final String NAME = "digest";
  private static final String CONNECTIONS = "jobStore.";

  private ClockStore() {}

  /** A scheduler that is not started; each call makes another one, also in one program. */
  static Scheduler scheduler(Database database) throws SchedulerException {
    Properties properties = database.isShared() ? shared(database) : alone();
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, NAME);
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    synchronized (ClockStore.class) {
      // Quartz keeps schedulers by name for whoever asks; ours are nobody else's.
      SchedulerRepository.getInstance().remove(NAME);
      Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
      SchedulerRepository.getInstance().remove(NAME);
      return scheduler;
    }
  }

  private static Properties alone() {
    Properties properties = new Properties();
    properties.setProperty(
        StdSchedulerFactory.PROP_JOB_STORE_CLASS, "org.quartz.simpl.RAMJobStore");
    return properties;
  }

  private static Properties shared(Database database) {
    ClockTables.ensure(database);
    String source = NAME + "-" + Integer.toHexString(System.identityHashCode(database));
    DBConnectionManager.getInstance()
        .addConnectionProvider(source, new SharedConnections(database));
    Properties properties = new Properties();
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, "AUTO");
    properties.setProperty(
        StdSchedulerFactory.PROP_JOB_STORE_CLASS, "org.quartz.impl.jdbcjobstore.JobStoreTX");
    keep(properties, "driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    keep(properties, "dataSource", source);
    keep(properties, "tablePrefix", "QRTZ_");
    keep(properties, "useProperties", "true");
    keep(properties, "isClustered", "true");
    keep(properties, "clusterCheckinInterval", "5000");
    keep(properties, "acquireTriggersWithinLock", "true");
    return properties;
  }

  private static void keep(Properties properties, String key, String value) {
    properties.setProperty("org.quartz." + CONNECTIONS + key, value);
  }
}
