package digest.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How many rows a long piece of work writes in one transaction: as many as take a moment on this
 * machine, today, so that no other writer waits long (delivery A1). Not for two threads.
 */
final class ChunkSize {

  /** More than a sync takes, and a small part of what others may have to wait. */
  private static final Duration MOMENT = Duration.ofMillis(30);

  private static final int SMALLEST = 256;

  /** Of delivery A1. */
  private static final int LARGEST = 10_000;

  private static final int FIRST = 1_024;

  private final LongSupplier nanoTime;
  private final int smallest;
  private final int largest;
  private int rows;
  private long begun;

  private ChunkSize(LongSupplier nanoTime, int smallest, int first, int largest) {
    this.nanoTime = nanoTime;
    this.smallest = smallest;
    this.rows = first;
    this.largest = largest;
  }

  /** By a clock that never jumps. */
  static ChunkSize fitting(LongSupplier nanoTime) {
    return new ChunkSize(nanoTime, SMALLEST, FIRST, LARGEST);
  }

  static ChunkSize always(int rows) {
    return new ChunkSize(() -> 0, rows, rows, rows);
  }

  /** For the chunk that begins now. */
  int begin() {
    begun = nanoTime.getAsLong();
    return rows;
  }

  /** The chunk is written; at most twice as many rows go into the next. */
  void end() {
    long took = Math.max(1, nanoTime.getAsLong() - begun);
    double fitting = (double) rows * MOMENT.toNanos() / took;
    int next = (int) Math.max(smallest, Math.min(largest, Math.min(2.0 * rows, fitting)));
    rows = next < BirthRows.ROWS ? next : next - next % BirthRows.ROWS;
  }
}
