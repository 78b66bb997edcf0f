package digest.store;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A wish to write one message's final dot, on its way into the ledger. One thread may wait for the
 * answer; the rest is safe for many.
 *
 * <p>The intents of one commit are answered together, and whoever waited wakes the next who waits:
 * to wake all of them would cost the writing thread as much as a third of its commit.
 */
public final class Intent {

  private final Claim claim;

  /** Whether a commit took it along; guarded by the gathering's lock. */
  boolean travels;

  private volatile @Nullable Answer answer;
  private volatile @Nullable Thread waiting;
  private @Nullable Intent next; // of the same commit; seen by who sees the answer

  private record Answer(boolean isGranted, @Nullable StoreFault fault) {
    private static final Answer YES = new Answer(true, null);
    private static final Answer NO = new Answer(false, null);
  }

  Intent(Claim claim) {
    this.claim = claim;
  }

  /** Whether the ledger has answered, so that to ask it takes no time. */
  public boolean isAnswered() {
    return answer != null;
  }

  Claim claim() {
    return claim;
  }

  Delivery.Id id() {
    return claim.id();
  }

  /**
   * Waits for the answer: whether the row is SENDING now.
   *
   * @throws StoreFault when it was not written
   */
  boolean awaitGrant() {
    Answer found = answer;
    found = found == null ? await() : found;
    StoreFault fault = found.fault();
    if (fault != null) {
      throw fault;
    }
    return found.isGranted();
  }

  /** A commit's answers, for each of its intents in order. */
  static void answer(List<Intent> intents, boolean[] granted) {
    for (int i = granted.length - 1; i >= 0; i--) {
      answer(intents, i, granted[i] ? Answer.YES : Answer.NO);
    }
    wakeFirst(intents);
  }

  /** None of a commit was written. */
  static void fail(List<Intent> intents, StoreFault fault) {
    Answer failed = new Answer(false, fault);
    for (int i = intents.size() - 1; i >= 0; i--) {
      answer(intents, i, failed);
    }
    wakeFirst(intents);
  }

  /** The last is answered first: who sees an answer wakes those behind it, who then have theirs. */
  private static void answer(List<Intent> intents, int i, Answer answer) {
    Intent intent = intents.get(i);
    intent.next = i + 1 < intents.size() ? intents.get(i + 1) : null;
    intent.answer = answer;
  }

  private static void wakeFirst(List<Intent> intents) {
    if (!intents.isEmpty()) {
      wake(intents.get(0));
    }
  }

  /** The first who waits, of this one and those behind it. */
  private static void wake(@Nullable Intent from) {
    for (Intent one = from; one != null; one = one.next) {
      Thread waiter = one.waiting;
      if (waiter != null) {
        LockSupport.unpark(waiter);
        return;
      }
    }
  }

  private Answer await() {
    waiting = Thread.currentThread();
    boolean isInterrupted = false;
    Answer found = answer;
    while (found == null) {
      LockSupport.park(this);
      isInterrupted |= Thread.interrupted(); // else park would not wait any more
      found = answer;
    }
    wake(next);
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    return found;
  }
}
