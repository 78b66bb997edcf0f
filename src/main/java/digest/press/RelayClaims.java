package digest.press;

import digest.delivery.Claim;
import java.util.Optional;

/**
 * What one connection of a relay is handed of the queue. When it is closed, what it was handed and
 * nobody has heard of since is given back, so that another relay may send it. Used by one thread.
 */
final class RelayClaims implements AutoCloseable {

  private final ClaimQueue queue;
  private final int relay;

  RelayClaims(ClaimQueue queue, int relay) {
    this.queue = queue;
    this.relay = relay;
  }

  /** The relay's place among all. */
  int relay() {
    return relay;
  }

  /**
   * Waits for the next claim that this relay may begin; empty when nothing is left for it, or when
   * the end was requested.
   */
  Optional<Claim> next() {
    return queue.next(this);
  }

  /** One that this relay may begin now; never waits, and never asks the store. */
  Optional<Claim> poll() {
    return queue.poll(this);
  }

  @Override
  public void close() {
    queue.giveBack(this);
  }
}
