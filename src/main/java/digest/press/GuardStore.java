package digest.press;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process may build, freeze and send (picking C5).
 *
 * <p>It may not while the store is held: it may be a copy whose original is at work. And not while
 * another process that came first publishes something else from the same store. Whoever may, gives
 * a sign of life every ten seconds. It is looked at anew every two seconds, so a release is noticed
 * without a new start. Reading is never its business. Safe for many threads.
 */
public final class GuardStore implements AutoCloseable {

  /** Between two looks. */
  static final Duration ROUND = Duration.ofSeconds(2);

  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration END = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(GuardStore.class);

  private final Presence presence;
  private final LongSupplier nanos;
  private final Duration pause;
  private final Stop stop = new Stop();
  private final List<Turn> turns = new ArrayList<>();
  private final AtomicReference<@Nullable Thread> watch = new AtomicReference<>();

  /**
   * Nothing is looked at yet.
   *
   * @param nanos as {@link System#nanoTime}
   * @param pause between two rounds of its own thread
   */
  GuardStore(Presence presence, LongSupplier nanos, Duration pause) {
    this.presence = presence;
    this.nanos = nanos;
    this.pause = pause;
  }

  /** Whether this process may act now. */
  public boolean isFree() {
    return refusal().isEmpty();
  }

  /**
   * Goes on only when this process may act.
   *
   * @throws Refusal when it may not, with what to do
   */
  public void demandFree() {
    Optional<String> refusal = refusal();
    long since = nanos.getAsLong();
    while (presence.isUndecided()
        && nanos.getAsLong() - since < Presence.PROOF.toNanos()
        && !stop.await(GLANCE)) {
      refusal = refusal();
    }
    refusal.ifPresent(
        words -> {
          throw new Refusal(words);
        });
  }

  /**
   * Refuses what would be refused anyway, before a person is asked whether to do it. Nothing is
   * changed.
   *
   * @throws Refusal when the store is held, with what to do
   */
  public void demandReleased() {
    remark()
        .ifPresent(
            words -> {
              throw new Refusal(words);
            });
  }

  /**
   * Why nothing would be sent, in words; empty when nothing speaks against it. Nothing is changed,
   * so it may be asked by those who only look.
   */
  public Optional<String> remark() {
    return watch.get() == null ? presence.foretold() : presence.known();
  }

  /**
   * Keeps something open while this process may act: opens it now if it may, closes it when it may
   * not any more, and so on until closed.
   */
  public AutoCloseable whileFree(Supplier<AutoCloseable> opener) {
    Turn turn = new Turn(opener);
    boolean isFree = isFree();
    turn.take(isFree);
    synchronized (turns) {
      turns.add(turn);
    }
    return () -> {
      synchronized (turns) {
        turns.remove(turn);
      }
      turn.take(false);
    };
  }

  /** A person says that nobody else sends from this store or from what it is a copy of. */
  void release() {
    presence.release();
  }

  /** Takes a look now, as its own thread does. */
  void look() {
    presence.look();
  }

  @Override
  public void close() {
    stop.request();
    Thread running = watch.get();
    if (running != null) {
      join(running);
    }
    presence.leave();
  }

  private Optional<String> refusal() {
    Thread thread = new Thread(this::keepWatch, "guard");
    if (watch.compareAndSet(null, thread)) {
      thread.setDaemon(true);
      thread.start();
    }
    return presence.refusal(ROUND);
  }

  private void keepWatch() {
    while (!stop.await(pause)) {
      try {
        takeTurns();
      } catch (RuntimeException e) {
        log.error("the guard failed; it looks again in {} s", pause.toSeconds(), e);
      }
    }
  }

  /** One round: what is open only for who may act follows. */
  void takeTurns() {
    look();
    boolean isFree = isFree();
    turns().forEach(turn -> turn.takeQuietly(isFree));
  }

  private List<Turn> turns() {
    synchronized (turns) {
      return List.copyOf(turns);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
