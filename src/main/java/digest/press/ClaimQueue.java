package digest.press;

import digest.delivery.Claim;
import digest.edition.Edition;
import digest.store.Deliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** Takes deliveries from the store a range at a time; neighbouring rows cost fewer pages. */
final class ClaimQueue {

  private static final int RANGE = 200;

  private final Deliveries deliveries;
  private final Edition.Id edition;
  private final int revision;
  private final String owner;
  private final Duration lease;
  private final boolean uncertainToo;
  private final Stop stop;
  private final InstantSource clock;
  private final Queue<Claim> ready = new ArrayDeque<>();

  ClaimQueue(
      Deliveries deliveries,
      Edition.Id edition,
      String owner,
      Duration lease,
      boolean uncertainToo,
      Stop stop,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.edition = edition;
    this.revision = deliveries.revision(edition);
    this.owner = owner;
    this.lease = lease;
    this.uncertainToo = uncertainToo;
    this.stop = stop;
    this.clock = clock;
  }

  /** One that may begin now; never waits for one. */
  synchronized Optional<Claim> poll() {
    return stop.isRequested() ? Optional.empty() : Optional.ofNullable(ready.poll());
  }

  /** The next claim; empty when nothing is due, or when the end was requested. */
  synchronized Optional<Claim> next() {
    if (stop.isRequested()) {
      return Optional.empty();
    }
    if (ready.isEmpty()) {
      Instant now = clock.instant();
      ready.addAll(deliveries.claim(edition, revision, RANGE, now, lease, owner, uncertainToo));
    }
    return Optional.ofNullable(ready.poll());
  }
}
