package digest.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told to move. */
public final class TestClock implements InstantSource {

  private final AtomicReference<Instant> now;

  /** Starts at the samples' moment. */
  public TestClock() {
    this.now = new AtomicReference<>(Samples.NOW);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves on, or back. */
  public void move(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }

  /** Jumps. */
  public void set(Instant to) {
    now.set(to);
  }
}
