package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.READERS;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.delivery.Due;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who else writes gets in between the chunks of a long piece of work. */
class OtherWritersTest {

  private static final int CHUNKS = 80;

  /** One alone may be lucky. */
  private static final int WRITES = 4;

  /** Long enough that the freeze leaves others room after it. */
  private static final long CHUNK = Duration.ofMillis(12).toNanos();

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger written = new AtomicInteger();
  private TestDatabase store;
  private Edition approved;

  @BeforeEach
  void openStore() {
    store = TestDatabase.in(folder);
    Samples.readers(store.get(), CHUNKS);
    approved = Samples.approved(store.get(), DAILY, 23, "a");
  }

  @AfterEach
  void closeStore() {
    threads.shutdownNow();
    store.close();
  }

  @Test
  @DisplayName("delivery/A1: another process's writer gets in between a freeze's chunks")
  void anotherProcessGetsInBetweenTheChunksOfAFreeze() throws Exception {
    try (Database other = store.openAgain()) {
      assertThat(chunksUntilWritten(other)).isLessThan(CHUNKS / 2);
    }
  }

  @Test
  @DisplayName("delivery/A1: this process's writers get in after the chunk that is being written")
  void thisProcessGetsInAfterTheChunk() throws Exception {
    assertThat(chunksUntilWritten(store.get())).isLessThanOrEqualTo(4 * WRITES);
  }

  /** How many chunks the freeze had written when the other's writes were done. */
  private int chunksUntilWritten(Database other) throws Exception {
    Function<Subscriber.Id, String> slowly =
        id -> {
          long end = System.nanoTime() + CHUNK;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          written.incrementAndGet();
          return id.value() + "@example.org";
        };
    Future<?> freeze =
        threads.submit(
            () ->
                new Freeze(
                        store.get(),
                        approved,
                        Samples.frozen(approved),
                        Addressees.all(READERS, Segment.ALL),
                        zone -> Due.at(NOW),
                        slowly,
                        null,
                        ChunkSize.always(1))
                    .run());
    while (written.get() < 2) {
      Thread.onSpinWait();
    }
    Future<Integer> write =
        threads.submit(
            () -> {
              for (int i = 0; i < WRITES; i++) {
                other.write(handle -> handle.execute("UPDATE store SET revision = revision + 1"));
              }
              return written.get();
            });
    int chunks = write.get() - 2;
    freeze.get();
    return chunks;
  }
}
