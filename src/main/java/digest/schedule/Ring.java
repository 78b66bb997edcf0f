package digest.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** One ring of the bell; a long one makes the next wait. */
@DisallowConcurrentExecution
final class Ring implements Job {

  private final Runnable tick;

  Ring(Runnable tick) {
    this.tick = tick;
  }

  @Override
  public void execute(JobExecutionContext context) {
    tick.run();
  }
}
