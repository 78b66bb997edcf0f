package digest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A chunk takes a moment, whatever the machine. */
class ChunkSizeTest {

  private final AtomicLong nanos = new AtomicLong();
  private final ChunkSize chunks = ChunkSize.fitting(nanos::get);

  @Test
  @DisplayName("delivery/A1: chunks on a slow machine are so small that nobody waits long for one")
  void aSlowMachineWritesSmallChunks() {
    assertThat(settled(Duration.ofNanos(100_000))).isBetween(256, 300);
  }

  @Test
  @DisplayName("delivery/A1: chunks grow to 10,000 rows and no further")
  void aQuickMachineWritesNoMoreThanTenThousandRows() {
    assertThat(settled(Duration.ofNanos(10))).isBetween(9_900, 10_000);
  }

  @Test
  void aStandstillDoesNotStopTheWork() {
    assertThat(settled(Duration.ofSeconds(1))).isEqualTo(256);
  }

  @Test
  void aLuckyChunkAtMostDoublesTheNext() {
    int first = chunks.begin();
    chunks.end();
    assertThat(chunks.begin()).isEqualTo(2 * first);
  }

  private int settled(Duration perRow) {
    for (int i = 0; i < 20; i++) {
      nanos.addAndGet(chunks.begin() * perRow.toNanos());
      chunks.end();
    }
    return chunks.begin();
  }
}
