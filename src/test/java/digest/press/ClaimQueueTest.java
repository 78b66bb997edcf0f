package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Eml;
import digest.delivery.Outcome;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.mail.Relay;
import digest.mail.Transport;
import digest.press.DomainLimits.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClaimQueueTest {

  private static final Outcome TAKEN = new Outcome.Accepted(new SmtpReply(250, null, "taken", "."));
  private static final Outcome BLOCKED =
      new Outcome.Blocked(new SmtpReply(550, null, "not you", "MAIL"));
  private static final Outcome SLOW =
      new Outcome.Deferred(new SmtpReply(450, null, "later", "RCPT"), "later");

  private final Deque<Claim> store = new ArrayDeque<>();
  private final List<Claim> postponed = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final Stop stop = new Stop();
  private List<Lane> lanes = lanes(1);
  private DomainLimits limits = DomainLimits.NONE;

  @Test
  @DisplayName("delivery/S4: a domain that is full does not delay the others")
  void aFullDomainIsPassedOver() {
    limits = new DomainLimits(new Limit(0, 0), Map.of("full.example", new Limit(2, 0)));
    inStore(300, "full.example");
    inStore(300, "free.example");
    ClaimQueue queue = queue();
    RelayClaims claims = queue.forRelay(0);
    List<Claim> got = IntStream.range(0, 302).mapToObj(i -> claims.next().orElseThrow()).toList();
    assertThat(got).filteredOn(claim -> at(claim, "full.example")).hasSize(2);
    assertThat(got).filteredOn(claim -> at(claim, "free.example")).hasSize(300);
    assertThat(claims.poll()).isEmpty();
    queue.settled(got.get(0), TAKEN);
    assertThat(claims.poll()).isPresent();
    assertThat(claims.poll()).isEmpty();
  }

  @Test
  @DisplayName(
      "delivery/S4: when only full domains are left, next() waits, and asks the store little")
  void nextWaitsForAFullDomain() throws Exception {
    limits = new DomainLimits(new Limit(1, 0), Map.of());
    inStore(2, "full.example");
    ClaimQueue queue = queue();
    Claim first = queue.forRelay(0).next().orElseThrow();
    CompletableFuture<Optional<Claim>> second =
        CompletableFuture.supplyAsync(() -> queue.forRelay(0).next());
    await().during(Duration.ofMillis(500)).until(() -> !second.isDone());
    assertThat(asked).as("no busy waiting").hasValueLessThan(8);
    queue.settled(first, TAKEN);
    assertThat(second.get(5, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void aRequestToEndWakesWhoWaits() throws Exception {
    limits = new DomainLimits(new Limit(1, 0), Map.of());
    inStore(2, "full.example");
    ClaimQueue queue = queue();
    assertThat(queue.forRelay(0).next()).isPresent();
    CompletableFuture<Optional<Claim>> second =
        CompletableFuture.supplyAsync(() -> queue.forRelay(0).next());
    stop.request();
    assertThat(second.get(5, TimeUnit.SECONDS)).isEmpty();
    assertThat(queue.forRelay(0).poll()).isEmpty();
  }

  @Test
  @DisplayName("delivery/S4: what is set aside is bounded")
  void whatIsSetAsideIsBounded() {
    limits = new DomainLimits(new Limit(1, 0), Map.of());
    inStore(50_000, "full.example");
    ClaimQueue queue = queue();
    RelayClaims claims = queue.forRelay(0);
    Claim last = claims.next().orElseThrow();
    for (int i = 0; i < 100; i++) {
      queue.settled(last, TAKEN);
      last = claims.next().orElseThrow();
    }
    assertThat(50_000 - store.size()).isLessThan(10_500);
  }

  @Test
  @DisplayName("delivery/S4: a domain that asks for less gets less, the others their due")
  void aDomainThatAsksForLessIsSlowedDown() {
    inStore(20, "slow.example");
    ClaimQueue queue = queue();
    RelayClaims claims = queue.forRelay(0);
    List<Claim> volley = IntStream.range(0, 8).mapToObj(i -> claims.next().orElseThrow()).toList();
    volley.forEach(claim -> queue.settled(claim, SLOW));
    assertThat(claims.poll()).isEmpty();
    inStore(20, "free.example");
    for (int i = 0; i < 20; i++) {
      assertThat(at(claims.next().orElseThrow(), "free.example")).isTrue();
    }
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(at(claims.next().orElseThrow(), "slow.example")).isTrue();
  }

  @Test
  void whatAConnectionDidNotSendGoesToAnother() {
    lanes = lanes(1, 1);
    inStore(3, "free.example");
    ClaimQueue queue = queue();
    Claim settled;
    try (RelayClaims first = queue.forRelay(0)) {
      settled = first.next().orElseThrow();
      queue.settled(settled, TAKEN);
      queue.dropped(first.next().orElseThrow());
      assertThat(first.next()).isPresent();
    }
    assertThat(queue.forRelay(1).next()).isPresent();
    assertThat(queue.forRelay(1).poll()).isEmpty();
    queue.settled(settled, TAKEN); // told twice: no harm
    assertThat(queue.isOver()).isFalse();
  }

  @Test
  @DisplayName("delivery/S4: what one relay refused is asked of the store again for another")
  void whatOneRelayRefusedGoesToAnother() throws Exception {
    lanes = lanes(1, 1);
    inStore(1, "free.example");
    ClaimQueue queue = queue();
    Claim refused = queue.forRelay(0).next().orElseThrow();
    CompletableFuture<Optional<Claim>> other =
        CompletableFuture.supplyAsync(() -> queue.forRelay(1).next());
    await().during(Duration.ofMillis(400)).until(() -> !other.isDone());
    lanes.get(0).stop().request();
    synchronized (store) {
      store.add(refused); // as the ledger does
    }
    queue.settled(refused, BLOCKED);
    assertThat(other.get(5, TimeUnit.SECONDS)).contains(refused);
  }

  @Test
  void whoWaitsForOtherRelaysEndsWhenTheyAreDone() throws Exception {
    lanes = lanes(1, 1);
    inStore(1, "free.example");
    ClaimQueue queue = queue();
    Claim only = queue.forRelay(0).next().orElseThrow();
    CompletableFuture<Optional<Claim>> other =
        CompletableFuture.supplyAsync(() -> queue.forRelay(1).next());
    await().during(Duration.ofMillis(400)).until(() -> !other.isDone());
    queue.settled(only, TAKEN);
    assertThat(other.get(5, TimeUnit.SECONDS)).isEmpty();
    assertThat(queue.forRelay(0).next()).isEmpty();
    assertThat(queue.isOver()).isTrue();
    assertThat(lanes.get(1).stop().isRequested()).as("nobody waits for it any more").isTrue();
  }

  @Test
  void aLoneRelayNeverWaitsForItsOwnConnections() {
    inStore(1, "free.example");
    ClaimQueue queue = queue();
    assertThat(queue.forRelay(0).next()).isPresent();
    assertThat(queue.forRelay(0).next()).isEmpty();
  }

  @Test
  @DisplayName(
      "delivery/S4: a run that only waits for slow domains lets other editions have a turn")
  void onlySlowDomainsDoNotHoldTheRunForEver() {
    limits = new DomainLimits(new Limit(1, 0), Map.of());
    inStore(2, "full.example");
    ClaimQueue queue = queue();
    assertThat(queue.forRelay(0).next()).isPresent();
    CompletableFuture<Optional<Claim>> second =
        CompletableFuture.supplyAsync(() -> queue.forRelay(0).next());
    await().during(Duration.ofMillis(400)).until(() -> !second.isDone());
    now.addAndGet(Duration.ofSeconds(31).toNanos());
    await().atMost(Duration.ofSeconds(5)).until(second::isDone);
    assertThat(second.join()).isEmpty();
  }

  @Test
  void whatEndedWithoutAWordDoesNotHoldItsDomainInTheNextRun() {
    limits = new DomainLimits(new Limit(1, 0), Map.of());
    DomainPaces paces = new DomainPaces(limits);
    inStore(1, "full.example");
    try (ClaimQueue queue = queue(paces)) {
      assertThat(queue.forRelay(0).next()).isPresent();
    }
    inStore(1, "full.example");
    assertThat(queue(paces).forRelay(0).next()).isPresent();
  }

  /** Review: more than fits aside of one slow domain must not slow all others down to its pace. */
  @Test
  void aSlowDomainWithManyReadersDoesNotDelayTheOthers() {
    limits = new DomainLimits(new Limit(0, 0), Map.of("slow.example", new Limit(0, 5)));
    for (int i = 0; i < 12_000; i++) {
      inStore(1, "slow.example");
    }
    inStore(12_000, "free.example");
    ClaimQueue queue = queue();
    RelayClaims claims = queue.forRelay(0);
    for (int free = 0; free < 12_000; ) {
      Claim claim = claims.next().orElseThrow();
      free += at(claim, "free.example") ? 1 : 0;
      queue.settled(claim, TAKEN);
    }
    assertThat(postponed)
        .as("what is not set aside waits in the store")
        .hasSizeGreaterThan(2_000)
        .allMatch(claim -> at(claim, "slow.example"));
  }

  private ClaimQueue queue() {
    return queue(new DomainPaces(limits));
  }

  private ClaimQueue queue(DomainPaces paces) {
    ClaimQueue.Store all =
        new ClaimQueue.Store() {
          @Override
          public List<Claim> claim(int count) {
            return ClaimQueueTest.this.claim(count);
          }

          @Override
          public void postpone(List<Claim> claims) {
            postponed.addAll(claims);
          }
        };
    return new ClaimQueue(all, lanes, paces, stop, now::get);
  }

  private List<Claim> claim(int count) {
    asked.incrementAndGet();
    List<Claim> claims = new ArrayList<>();
    synchronized (store) {
      while (claims.size() < count && !store.isEmpty()) {
        claims.add(store.remove());
      }
    }
    return claims;
  }

  private void inStore(int count, String domain) {
    for (int i = 0; i < count; i++) {
      long id = 1 + asked.get() * 100_000L + store.size();
      store.add(
          new Claim(
              new Delivery.Id(new Edition.Id(1), new Subscriber.Id(id)),
              1,
              EmailAddress.of("r" + id + "@" + domain),
              null,
              Instant.EPOCH,
              "m" + id,
              Instant.EPOCH,
              0,
              0,
              null));
    }
  }

  private static boolean at(Claim claim, String domain) {
    return claim.address().domain().equals(domain);
  }

  private static List<Lane> lanes(int... weights) {
    List<Lane> lanes = new ArrayList<>();
    for (int weight : weights) {
      Relay relay = new Relay("r" + lanes.size(), new NoTransport(), 2, weight);
      lanes.add(new Lane(lanes.size(), relay, new Reconnects(), new Stop()));
    }
    return lanes;
  }

  private static final class NoTransport implements Transport {
    @Override
    public Ending send(Iterator<Eml> mails, Journal journal) {
      return new Ending.Done();
    }

    @Override
    public void close() {}
  }
}
