package digest.mail;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Cuts connections that have waited too long.
 *
 * <p>A socket's own time-out is not enough: it starts anew with each octet of a relay that drips,
 * and there is none for writing to one that stopped reading.
 */
final class Watch implements AutoCloseable {

  private static final long TICK_NANOS = 50_000_000;

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  Watch() {
    Thread clock = new Thread(this::tick, "smtp-watch");
    clock.setDaemon(true);
    clock.start();
  }

  /** From now on {@code cut} is run once when the returned watch is overdue. */
  Watched over(Runnable cut) {
    Watched one = new Watched(cut);
    watched.add(one);
    if (isClosed) {
      one.cut();
    }
    return one;
  }

  /** Cuts all that is open. */
  @Override
  public void close() {
    isClosed = true;
    watched.forEach(Watched::cut);
  }

  private void tick() {
    while (!isClosed) {
      LockSupport.parkNanos(TICK_NANOS);
      long now = System.nanoTime();
      watched.forEach(one -> one.cutIfOverdue(now));
    }
  }

  /** One connection's limit. */
  final class Watched {
    private final Runnable cut;
    private volatile long limit;
    private volatile boolean isWaiting;
    private volatile boolean isCut;

    private Watched(Runnable cut) {
      this.cut = cut;
    }

    /** Something is expected within this time. */
    void expect(Duration within) {
      limit = System.nanoTime() + within.toNanos();
      isWaiting = true;
    }

    /** It came. */
    void rest() {
      isWaiting = false;
    }

    /** Nothing more to watch. */
    void end() {
      watched.remove(this);
    }

    /** Whether the connection was cut for being late, or with everything else. */
    boolean isCut() {
      return isCut;
    }

    private void cutIfOverdue(long now) {
      if (isWaiting && now - limit > 0) {
        cut();
      }
    }

    private void cut() {
      isCut = true;
      end();
      cut.run();
    }
  }
}
