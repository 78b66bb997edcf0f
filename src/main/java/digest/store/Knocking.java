package digest.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.BusyHandler;

/**
 * How a connection waits for another process to have written: it looks every millisecond. SQLite's
 * own handler sleeps up to 100 ms, and never sees the moment that {@link WriteTurn} leaves it.
 */
final class Knocking extends BusyHandler {

  private static final long PAUSE = Duration.ofMillis(1).toNanos();
  private static final int AGAIN = 1;
  private static final int NO_MORE = 0;

  private final Duration patience;
  private long since;

  private Knocking(Duration patience) {
    this.patience = patience;
  }

  /** Lets a connection wait so long, and no longer, for each lock. */
  static void at(Connection connection, Duration patience) throws SQLException {
    BusyHandler.setHandler(connection, new Knocking(patience));
  }

  @Override
  protected int callback(int before) {
    long now = System.nanoTime();
    if (before == 0) {
      since = now;
    }
    if (now - since > patience.toNanos()) {
      return NO_MORE;
    }
    // Who is interrupted would not sleep at all, and ends its transaction all the same.
    boolean interrupted = Thread.interrupted();
    LockSupport.parkNanos(PAUSE);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return AGAIN;
  }
}
