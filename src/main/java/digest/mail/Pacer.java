package digest.mail;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket over all connections of a relay: at most so many mails a second, a tenth of a
 * second's worth at once (delivery S4). Safe for many threads; an interrupted one no longer waits,
 * and nobody does once it is closed.
 */
final class Pacer implements AutoCloseable {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int SAVED_UP = 10; // parts of a second

  private final @Nullable Bucket bucket; // null for no limit
  private final CountDownLatch closed;
  private final BlockingStrategy wait;

  Pacer(int perSecond) {
    this(perSecond, System::nanoTime, new CountDownLatch(1));
  }

  private Pacer(int perSecond, LongSupplier nanoTime, CountDownLatch closed) {
    this(perSecond, nanoTime, closed, nanos -> closed.await(nanos, TimeUnit.NANOSECONDS));
  }

  /**
   * @param nanoTime a clock that never jumps
   * @param wait waits for that many nanoseconds, or less when there is nothing left to wait for
   */
  Pacer(int perSecond, LongSupplier nanoTime, CountDownLatch closed, BlockingStrategy wait) {
    this.bucket = perSecond <= 0 ? null : bucket(perSecond, nanoTime);
    this.closed = closed;
    this.wait = wait;
  }

  private static Bucket bucket(int perSecond, LongSupplier nanoTime) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(Math.max(1, perSecond / SAVED_UP))
                    .refillGreedy(perSecond, SECOND)
                    .initialTokens(1))
        .withCustomTimePrecision(new SinceBirth(nanoTime, nanoTime.getAsLong()))
        .build();
  }

  /** Returns when the next mail may begin. */
  void take() {
    if (bucket == null || closed.getCount() == 0 || Thread.currentThread().isInterrupted()) {
      return;
    }
    try {
      bucket.asBlocking().consume(1, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the next mail may begin now; if so, it counts as begun. */
  boolean tryTake() {
    return bucket == null || closed.getCount() == 0 || bucket.tryConsume(1);
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** From zero on, as the bucket does not expect a clock to overflow. */
  private record SinceBirth(LongSupplier nanoTime, long birth) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong() - birth;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
