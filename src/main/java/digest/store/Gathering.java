package digest.store;

import digest.delivery.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits for the ledger's next commit, and who waits for it. Safe for many threads. */
final class Gathering {

  /** Outcomes alone wait this long for company: a sync costs more than they do. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private static final Duration PATIENCE_AFTER_FAULT = Duration.ofSeconds(1);

  private final Duration company;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition haste = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private List<Intent> intents = new ArrayList<>();
  private List<GroupCommit.Outcome> outcomes = new ArrayList<>();
  private long gathered;
  private long durable;
  private long faults;
  private @Nullable StoreFault lastFault;
  private boolean isIdle; // the writer waits for anything at all
  private boolean hurried;
  private boolean closed;

  /**
   * @param company how long a commit that may start waits for others to travel with it
   */
  Gathering(Duration company) {
    this.company = company;
  }

  /** What goes into one commit. */
  record Batch(List<Intent> intents, List<GroupCommit.Outcome> outcomes) {}

  Intent announce(Claim claim) {
    lock.lock();
    try {
      return gather(claim);
    } finally {
      lock.unlock();
    }
  }

  /** Several, which somebody is about to wait for. */
  List<Intent> announce(List<Claim> claims) {
    lock.lock();
    try {
      List<Intent> gathered = new ArrayList<>(claims.size());
      for (Claim claim : claims) {
        gathered.add(gather(claim));
      }
      hurry();
      return gathered;
    } finally {
      lock.unlock();
    }
  }

  /** Somebody is about to wait for this one: a commit may start, unless it travels already. */
  void hurry(Intent intent) {
    lock.lock();
    try {
      if (!intent.travels) {
        hurry();
      }
    } finally {
      lock.unlock();
    }
  }

  void settle(GroupCommit.Outcome outcome) {
    lock.lock();
    try {
      outcomes.add(outcome);
      gathered++;
      wake();
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
      haste.signal();
    } finally {
      lock.unlock();
    }
  }

  /** For the writer: waits for work; null when there will be none any more. */
  @Nullable Batch next() {
    lock.lock();
    try {
      isIdle = true;
      while (intents.isEmpty() && outcomes.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      isIdle = false;
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
        left = haste.awaitNanos(left);
      }
      left = company.toNanos();
      while (!closed && left > 0) {
        left = haste.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hurry() {
    if (!hurried) {
      hurried = true;
      haste.signal();
    }
  }

  private void wake() {
    if (isIdle) {
      work.signal();
    }
  }

  private Intent gather(Claim claim) {
    if (closed) {
      throw new IllegalStateException("the ledger is closed; nothing can be begun any more");
    }
    Intent intent = new Intent(claim);
    intents.add(intent);
    wake();
    return intent;
  }
}
