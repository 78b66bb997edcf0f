package digest.store;

import digest.delivery.Delivery;
import digest.delivery.Settlement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what happens on the wire before anybody acts on it (delivery L1).
 *
 * <p>One thread writes. Intents and outcomes of all connections travel together: a commit starts as
 * soon as somebody waits for one, and takes everything gathered since the last.
 *
 * <p>When the store fails, intents fail with it, so that no message begins that cannot be recorded;
 * outcomes are kept and tried again with the next commit, and every second (delivery L5). Safe for
 * many threads.
 */
public final class Ledger implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Ledger.class);

  /** Outcomes alone wait this long for company: a sync costs more than they do. */
  private static final Duration GATHERING = Duration.ofMillis(5);

  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  private final GroupCommit commits;
  private final Thread writer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private final Map<Delivery.Id, Intent> announced = new HashMap<>();
  private List<Intent> intents = new ArrayList<>();
  private List<GroupCommit.Outcome> outcomes = new ArrayList<>();
  private long gathered;
  private long durable;
  private long faults;
  private @Nullable StoreFault lastFault;
  private boolean hurried;
  private boolean closed;

  /**
   * Starts the writing thread.
   *
   * @param owner the one the deliveries were claimed for
   */
  public Ledger(Database database, String owner, InstantSource clock) {
    this.commits = new GroupCommit(database, owner, clock);
    this.writer = new Thread(this::write, "digest-ledger");
    this.writer.setDaemon(true);
    this.writer.start();
  }

  /** A wish to send, and whether it may be. */
  static final class Intent {
    private final Delivery.Id id;
    private final CompletableFuture<Boolean> granted = new CompletableFuture<>();
    private boolean travels;

    Intent(Delivery.Id id) {
      this.id = id;
    }

    Delivery.Id id() {
      return id;
    }
  }

  /**
   * Says that a message's body begins, and does not wait. An {@link #intend} for it that follows
   * waits less: its row may be in a commit that others have started.
   */
  public void announce(Delivery.Id id) {
    lock.lock();
    try {
      gather(id);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when the row is durably SENDING: then, and not before, the final dot may be written.
   *
   * @return false when the row is not this owner's any more: withdrawn, or given back
   * @throws StoreFault when it could not be written; the row is as before
   */
  public boolean intend(Delivery.Id id) {
    Intent intent;
    lock.lock();
    try {
      intent = gather(id);
      announced.remove(id);
      if (!intent.travels) {
        hurry();
      }
    } finally {
      lock.unlock();
    }
    try {
      return intent.granted.join();
    } catch (CompletionException e) {
      throw StoreFault.of(e.getCause() == null ? e : e.getCause(), "ledger");
    }
  }

  /** Notes what an attempt came to, and returns at once; durable with the next commit. */
  public void settle(Delivery.Id id, Settlement settlement) {
    lock.lock();
    try {
      announced.remove(id);
      outcomes.add(new GroupCommit.Outcome(id, settlement));
      gathered++;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns when all that was noted before is durable.
   *
   * @throws StoreFault when the store fails meanwhile; nothing is lost, call again
   */
  public void flush() {
    lock.lock();
    try {
      long target = gathered;
      long seen = faults;
      while (durable < target) {
        hurry();
        progress.awaitUninterruptibly();
        if (faults > seen && lastFault != null) {
          throw lastFault;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes what is left, then ends.
   *
   * @throws StoreFault when that was not possible; the rows are SENDING and become UNCERTAIN
   */
  @Override
  public void close() {
    try {
      flush();
    } finally {
      lock.lock();
      try {
        closed = true;
        work.signal();
      } finally {
        lock.unlock();
      }
      awaitWriter();
    }
  }

  private void awaitWriter() {
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The rest runs in the writing thread. */
  private void write() {
    Batch batch = next();
    while (batch != null) {
      write(batch);
      batch = next();
    }
  }

  private record Batch(List<Intent> intents, List<GroupCommit.Outcome> outcomes) {}

  private @Nullable Batch next() {
    lock.lock();
    try {
      while (intents.isEmpty() && outcomes.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      if (intents.isEmpty() && (outcomes.isEmpty() || (closed && lastFault != null))) {
        return null;
      }
      gatherMore();
      hurried = false;
      intents.forEach(intent -> intent.travels = true);
      Batch batch = new Batch(intents, outcomes);
      intents = new ArrayList<>();
      outcomes = new ArrayList<>();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void gatherMore() {
    Duration patience = lastFault == null ? GATHERING : PAUSE_AFTER_FAULT;
    long left = patience.toNanos();
    try {
      while (!hurried && !closed && left > 0) {
        left = work.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Batch batch) {
    try {
      List<Boolean> granted = commits.write(batch.intents(), batch.outcomes());
      written(batch);
      for (int i = 0; i < granted.size(); i++) {
        batch.intents().get(i).granted.complete(granted.get(i));
      }
    } catch (RuntimeException | Error e) {
      StoreFault fault = StoreFault.of(e, "ledger");
      failed(batch, fault);
      batch.intents().forEach(intent -> intent.granted.completeExceptionally(fault));
    }
  }

  private void written(Batch batch) {
    lock.lock();
    try {
      if (lastFault != null) {
        log.info("store writes again");
      }
      lastFault = null;
      durable += batch.outcomes().size();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void failed(Batch batch, StoreFault fault) {
    lock.lock();
    try {
      if (lastFault == null) {
        log.error("store fails outcomes={} cause={}", batch.outcomes().size(), fault.getMessage());
      }
      lastFault = fault;
      faults++;
      List<GroupCommit.Outcome> kept = new ArrayList<>(batch.outcomes());
      kept.addAll(outcomes);
      outcomes = kept;
      batch.intents().forEach(intent -> announced.remove(intent.id, intent));
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Intent gather(Delivery.Id id) {
    Intent known = announced.get(id);
    if (known != null) {
      return known;
    }
    if (closed) {
      throw new IllegalStateException("the ledger is closed; nothing can be begun any more");
    }
    Intent intent = new Intent(id);
    announced.put(id, intent);
    intents.add(intent);
    work.signal();
    return intent;
  }

  private void hurry() {
    hurried = true;
    work.signal();
  }
}
