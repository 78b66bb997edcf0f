package digest.store;

import digest.delivery.Claim;
import digest.delivery.Delivery;
import java.util.concurrent.CompletableFuture;

/** A wish to write one message's final dot, on its way into the ledger. Safe for many threads. */
public final class Intent {

  private final Claim claim;
  private final CompletableFuture<Boolean> granted = new CompletableFuture<>();

  /** Whether a commit took it along; guarded by the gathering's lock. */
  boolean travels;

  Intent(Claim claim) {
    this.claim = claim;
  }

  /** Whether the ledger has answered, so that to ask it takes no time. */
  public boolean isAnswered() {
    return granted.isDone();
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
