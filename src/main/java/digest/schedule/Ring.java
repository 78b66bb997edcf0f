package digest.schedule;

import digest.press.KeepSchedule;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** One ring of the bell; a long one makes the next wait. */
@DisallowConcurrentExecution
final class Ring implements Job {

  private final KeepSchedule keepSchedule;

  Ring(KeepSchedule keepSchedule) {
    this.keepSchedule = keepSchedule;
  }

  @Override
  public void execute(JobExecutionContext context) {
    keepSchedule.tick();
  }
}
