package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.EmailAddress;
import digest.delivery.Eml;
import digest.delivery.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlatesTest {

  private static final Variant NAMED = new Variant(true);
  private static final Variant UNNAMED = new Variant(false);

  private final List<Variant> made = new ArrayList<>();

  private Plates.Source made(Variant variant) {
    made.add(variant);
    return source();
  }

  private static Plates.Source source() {
    EmailAddress address = EmailAddress.of("ann@example.org");
    Eml eml = new Eml(null, "id@example.org", address, address, new byte[0]);
    return (recipient, attempts) -> eml;
  }

  @Test
  void aPlateIsMadeOnceForAllWhoWantItAtTheSameTime() throws Exception {
    AtomicInteger times = new AtomicInteger();
    CountDownLatch ready = new CountDownLatch(8);
    Plates plates =
        new Plates(
            variant -> {
              times.incrementAndGet();
              return source();
            });
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Plates.Source>> got = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        got.add(
            threads.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  return plates.of(NAMED);
                }));
      }
      for (Future<Plates.Source> each : got) {
        assertThat(each.get()).isSameAs(plates.of(NAMED));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(times).hasValue(1);
  }

  @Test
  void whoIsAskedForStaysAndTheOneNobodyWantsGoes() {
    Plates plates = new Plates(this::made, 1);

    plates.of(NAMED);
    plates.of(NAMED);
    plates.of(UNNAMED);
    plates.of(UNNAMED);
    plates.of(NAMED);

    assertThat(made).containsExactly(NAMED, UNNAMED, NAMED);
  }

  @Test
  void whatFailsOnceIsTriedAgain() {
    Plates plates =
        new Plates(
            variant -> {
              made.add(variant);
              if (made.size() == 1) {
                throw new IllegalStateException("once");
              }
              return source();
            });

    assertThatThrownBy(() -> plates.of(NAMED)).hasMessage("once");
    assertThat(plates.of(NAMED)).isSameAs(plates.of(NAMED));
  }
}
