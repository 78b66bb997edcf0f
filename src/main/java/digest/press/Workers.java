package digest.press;

import digest.mail.Transport;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for each connection; each sends until nothing is due or the run ends. */
final class Workers {

  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  private final Transport transport;
  private final Reconnects reconnects;
  private final DispatchRun run;
  private final Stop stop;
  private final Duration patience;
  private volatile @Nullable String unreachable;

  Workers(
      Transport transport, Reconnects reconnects, DispatchRun run, Stop stop, Duration patience) {
    this.transport = transport;
    this.reconnects = reconnects;
    this.run = run;
    this.stop = stop;
    this.patience = patience;
  }

  /** Starts the threads; the latch opens when the last has ended. */
  CountDownLatch start(int connections, Supplier<Handover> mails) {
    CountDownLatch done = new CountDownLatch(connections);
    for (int i = 1; i <= connections; i++) {
      new Thread(() -> work(mails.get(), done), "connection-" + i).start();
    }
    return done;
  }

  /** Why the relay could not be reached to the end, or null. */
  @Nullable String unreachable() {
    return unreachable;
  }

  private void work(Handover mails, CountDownLatch done) {
    try {
      while (mails.hasNext() && reconnects.await(patience, stop)) {
        follow(transport.send(mails, mails));
        mails.rest();
      }
    } catch (RuntimeException e) {
      log.error("a connection's thread failed; the run stops, nothing is lost", e);
      stop.request();
    } finally {
      mails.rest();
      reconnects.leave();
      done.countDown();
    }
  }

  private void follow(Transport.Ending ending) {
    switch (ending.verdict()) {
      case DONE -> reconnects.answered();
      case UNREACHABLE -> {
        unreachable = ((Transport.Ending.Unreachable) ending).cause();
        log.warn("relay unreachable cause={}", unreachable);
        reconnects.failed();
      }
      case BLOCKED -> run.block(((Transport.Ending.Blocked) ending).reply());
    }
  }
}
