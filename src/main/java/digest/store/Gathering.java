package digest.store;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits for the ledger's next commit, and who waits for it. Safe for many threads. */
final class Gathering {

  /** Outcomes alone wait this long for company: a sync costs more than they do. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private static final Duration PATIENCE_AFTER_FAULT = Duration.ofSeconds(1);

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

  /** A wish to send, and whether it may be. */
  static final class Intent {
    private final Claim claim;
    private final CompletableFuture<Boolean> granted = new CompletableFuture<>();
    private boolean travels;

    private Intent(Claim claim) {
      this.claim = claim;
    }

    Claim claim() {
      return claim;
    }

    Delivery.Id id() {
      return claim.id();
    }

    CompletableFuture<Boolean> granted() {
      return granted;
    }
  }

  /** What goes into one commit. */
  record Batch(List<Intent> intents, List<GroupCommit.Outcome> outcomes) {}

  void announce(Claim claim) {
    lock.lock();
    try {
      gather(claim);
    } finally {
      lock.unlock();
    }
  }

  /** Somebody is about to wait for this one: a commit starts now, unless it travels already. */
  Intent hurry(Claim claim) {
    lock.lock();
    try {
      Intent intent = gather(claim);
      announced.remove(claim.id());
      if (!intent.travels) {
        hurry();
      }
      return intent;
    } finally {
      lock.unlock();
    }
  }

  void settle(GroupCommit.Outcome outcome) {
    lock.lock();
    try {
      announced.remove(outcome.id());
      outcomes.add(outcome);
      gathered++;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until every outcome noted before is durable.
   *
   * @throws StoreFault when a commit fails meanwhile
   */
  void flush() {
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

  void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** For the writer: waits for work; null when there will be none any more. */
  @Nullable Batch next() {
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

  /**
   * For the writer: the batch is durable.
   *
   * @return whether the one before it was not
   */
  boolean written(Batch batch) {
    lock.lock();
    try {
      boolean again = lastFault != null;
      lastFault = null;
      durable += batch.outcomes().size();
      progress.signalAll();
      return again;
    } finally {
      lock.unlock();
    }
  }

  /**
   * For the writer: the batch was not written. Its outcomes go with the next one, before those that
   * came later.
   *
   * @return whether it is the first that fails
   */
  boolean failed(Batch batch, StoreFault fault) {
    lock.lock();
    try {
      boolean first = lastFault == null;
      lastFault = fault;
      faults++;
      List<GroupCommit.Outcome> kept = new ArrayList<>(batch.outcomes());
      kept.addAll(outcomes);
      outcomes = kept;
      batch.intents().forEach(intent -> announced.remove(intent.id(), intent));
      progress.signalAll();
      return first;
    } finally {
      lock.unlock();
    }
  }

  private void gatherMore() {
    Duration patience = lastFault == null ? PATIENCE : PATIENCE_AFTER_FAULT;
    long left = patience.toNanos();
    try {
      while (!hurried && !closed && left > 0) {
        left = work.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Intent gather(Claim claim) {
    Intent known = announced.get(claim.id());
    if (known != null && known.claim().token() == claim.token()) {
      return known;
    }
    if (closed) {
      throw new IllegalStateException("the ledger is closed; nothing can be begun any more");
    }
    Intent intent = new Intent(claim);
    announced.put(claim.id(), intent);
    intents.add(intent);
    work.signal();
    return intent;
  }

  /** A commit starts as soon as the writer is free. */
  void hurry() {
    lock.lock();
    try {
      hurried = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }
}
