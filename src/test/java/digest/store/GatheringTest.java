package digest.store;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.edition.Edition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatheringTest {

  @Test
  @DisplayName("delivery/L1: whoever comes while a commit waits for company travels with it")
  void waitsForCompany() throws Exception {
    Gathering gathering = new Gathering(Duration.ofSeconds(1));
    Intent first = announce(gathering, 1);
    CompletableFuture<Gathering.Batch> batch = CompletableFuture.supplyAsync(gathering::next);
    Intent second = announce(gathering, 2);
    assertThat(first.travels).isFalse();
    assertThat(batch.get(10, TimeUnit.SECONDS).intents()).containsExactly(first, second);
  }

  @Test
  @DisplayName("delivery/L1: without company a commit starts with what is there")
  void doesNotWaitForNobody() throws Exception {
    Gathering gathering = new Gathering(Duration.ZERO);
    Intent first = announce(gathering, 1);
    assertThat(gathering.next()).isEqualTo(new Gathering.Batch(List.of(first), List.of()));
  }

  @Test
  @DisplayName("delivery/L4: a ledger that is closed waits for no company")
  void closes() throws Exception {
    Gathering gathering = new Gathering(Duration.ofMinutes(5));
    Intent first = announce(gathering, 1);
    CompletableFuture<Gathering.Batch> batch = CompletableFuture.supplyAsync(gathering::next);
    Awaitility.await().during(Duration.ofMillis(100)).until(() -> !batch.isDone());
    gathering.close();
    assertThat(batch.get(10, TimeUnit.SECONDS).intents()).containsExactly(first);
  }

  private static Intent announce(Gathering gathering, long subscriber) {
    return gathering.announce(List.of(claim(subscriber))).get(0);
  }

  static Claim claim(long subscriber) {
    return new Claim(
        new Delivery.Id(new Edition.Id(1), new Subscriber.Id(subscriber)),
        7,
        EmailAddress.of("reader" + subscriber + "@example.org"),
        null,
        Instant.EPOCH,
        "id",
        Instant.EPOCH,
        0,
        0,
        null);
  }
}
