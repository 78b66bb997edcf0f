package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.OWNER;
import static digest.store.Samples.READERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.Subscriber;
import digest.audience.Suppression;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.delivery.Settlement;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimsTest {

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Deliveries deliveries;
  private Subscribers subscribers;
  private Ledger ledger;
  private final Map<Delivery.Id, Claim> taken = new HashMap<>();

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    deliveries = new Deliveries(database);
    subscribers = new Subscribers(database);
    ledger = new Ledger(database, InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @Test
  void claimsGoInNeighbouringOrderAndNobodyIsGivenOutTwice() {
    Edition edition = frozenFor(5);
    assertThat(numbers(claim(edition, 2))).containsExactly(1L, 2L);
    assertThat(numbers(claim(edition, 9))).containsExactly(3L, 4L, 5L);
    assertThat(claim(edition, 9)).isEmpty();
    assertThat(progress(edition).claimed()).isEqualTo(5);
  }

  @Test
  void uncertainOnesComeFirstThenTheDueThenThePending() {
    Edition edition = frozenFor(6);
    List<Claim> claims = claim(edition, 4);
    begin(claims);
    ledger.settle(claims.get(0), Samples.deferred(NOW.plusSeconds(60)));
    ledger.settle(claims.get(1), Samples.deferred(NOW));
    ledger.settle(claims.get(2), Samples.deferred(NOW.minusSeconds(60)));
    ledger.settle(claims.get(3), Samples.uncertain());
    ledger.flush();
    assertThat(deliveries.nextDue(edition.id())).contains(NOW.minusSeconds(60));
    assertThat(numbers(claim(edition, 9))).containsExactly(4L, 3L, 2L, 5L, 6L);
    assertThat(deliveries.nextDue(edition.id())).contains(NOW.plusSeconds(60));
  }

  @Test
  @DisplayName("delivery/L2: uncertain: hold gives out no uncertain one")
  void heldUncertainOnesStay() {
    Edition edition = frozenFor(1);
    begin(claim(edition, 1));
    ledger.settle(taken(edition, 1), Samples.uncertain());
    ledger.flush();
    assertThat(deliveries.claim(edition.id(), 9, NOW, Duration.ZERO, OWNER, false)).isEmpty();
    assertThat(claim(edition, 9)).hasSize(1);
  }

  @Test
  @DisplayName("delivery/L2: an uncertain one is sent once more by policy, then only by ops")
  void policyResendsOnce() {
    Edition edition = frozenFor(1);
    for (int i = 0; i < 2; i++) {
      begin(claim(edition, 1));
      ledger.settle(taken(edition, 1), Samples.uncertain());
      ledger.flush();
    }
    assertThat(claim(edition, 9)).isEmpty();
    assertThat(new Editions(database).sendable()).isEmpty();
    assertThat(progress(edition).uncertain()).isEqualTo(1);
    assertThat(deliveries.resend(edition.id(), Set.of(Delivery.State.UNCERTAIN), NOW)).isOne();
    assertThat(claim(edition, 9).get(0).attempts()).isEqualTo(2);
  }

  @Test
  @DisplayName("delivery/L2: after a crash SENDING is UNCERTAIN, CLAIMED as before, nothing lost")
  void aCrashLosesNothing() {
    Edition edition = frozenFor(4);
    List<Claim> first = claim(edition, 2);
    begin(first);
    ledger.settle(first.get(1), Samples.deferred(NOW));
    ledger.flush();
    assertThat(claim(edition, 2)).hasSize(2);
    Progress before = progress(edition);
    assertThat(before).isEqualTo(new Progress(1, 2, 1, 0, 0, 0, 0, 0, 0));

    try (Database afterKill = store.openAgain()) {
      Deliveries recovered = new Deliveries(afterKill);
      assertThat(Samples.recover(afterKill)).isOne();
      assertThat(recovered.progress(edition.id()))
          .isEqualTo(new Progress(2, 0, 0, 0, 1, 0, 1, 0, 0));
      assertThat(numbers(Samples.claim(afterKill, edition.id(), 1))).containsExactly(1L);
      assertThat(Samples.recover(afterKill)).as("not begun: nothing new is uncertain").isZero();
      assertThat(recovered.progress(edition.id()).uncertain()).isOne();
    }
  }

  @Test
  @DisplayName("delivery/L2: each crash allows one copy more, as often as it crashes")
  void aSecondCrashMayResendAgain() {
    Edition edition = frozenFor(1);
    for (int crash = 1; crash <= 3; crash++) {
      begin(claim(edition, 1));
      assertThat(Samples.recover(database)).isOne();
    }
    assertThat(claim(edition, 1).get(0).attempts()).isEqualTo(3);
  }

  @Test
  @DisplayName("delivery/L4: what was claimed and not begun goes back as it was")
  void releasedOnesAreAsBefore() {
    Edition edition = frozenFor(3);
    begin(claim(edition, 1));
    ledger.settle(taken(edition, 1), Samples.deferred(NOW));
    ledger.flush();
    Progress before = progress(edition);
    assertThat(claim(edition, 9)).hasSize(3);
    assertThat(deliveries.release(edition.id(), "somebody else")).isZero();
    assertThat(deliveries.release(edition.id(), OWNER)).isEqualTo(3);
    assertThat(progress(edition)).isEqualTo(before);
    assertThat(deliveries.nextDue(edition.id())).contains(NOW);
  }

  @Test
  @DisplayName("picking/Z1: who left since the freeze is excluded at the claim, with the reason")
  void statusIsReadAgainAtTheClaim() {
    Edition edition = frozenFor(5);
    database.write(
        handle -> {
          handle.execute("INSERT INTO newsletter_stops VALUES (1, 'daily', 0)");
          handle.execute("UPDATE subscriptions SET state = 'UNSUBSCRIBED' WHERE subscriber_id = 2");
          handle.execute("UPDATE subscriptions SET state = 'PENDING' WHERE subscriber_id = 3");
          return handle.execute(
              """
              INSERT INTO suppressions
              SELECT 'h', address_key, address, 'COMPLAINT', 0 FROM subscribers WHERE id = 4""");
        });
    assertThat(numbers(claim(edition, 1))).containsExactly(5L);
    assertThat(deliveries.list(edition.id(), Set.of(Delivery.State.EXCLUDED), 0, 9))
        .extracting(Delivery::remark)
        .containsExactly("UNSUBSCRIBED", "UNSUBSCRIBED", "UNCONFIRMED", "SUPPRESSED");
  }

  @Test
  @DisplayName("delivery/A6: who unsubscribes is out of every open state in the same transaction")
  void stoppingExcludesWhatHasNotBegun() {
    Edition edition = frozenFor(5);
    Edition weekly = Samples.freeze(database, Samples.approved(database, Samples.WEEKLY, 23, "a"));
    List<Claim> claims = claim(edition, 4);
    begin(claims.subList(0, 2));
    ledger.settle(claims.get(0), Samples.deferred(NOW.plusSeconds(9)));
    ledger.flush();
    for (int reader = 1; reader <= 5; reader++) {
      assertThat(subscribers.stop(subscriber(reader), DAILY, NOW)).isTrue();
    }
    assertThat(progress(edition))
        .as("1 deferred, 2 claimed, 1 pending are out; 1 is being sent")
        .isEqualTo(new Progress(0, 0, 1, 0, 0, 0, 0, 0, 4));
    assertThat(progress(weekly).pending()).as("that newsletter only").isEqualTo(5);
    assertThat(deliveries.withdrawn(edition.id(), NOW))
        .as("what is on record as begun as well: perhaps it has not")
        .containsExactlyInAnyOrder(claims.get(1).id(), claims.get(2).id(), claims.get(3).id());
    assertThat(deliveries.withdrawn(edition.id(), NOW.plusSeconds(1))).isEmpty();
    assertThat(ledger.intend(claims.get(2))).isFalse();
  }

  @Test
  @DisplayName("delivery/A6: suppressed, left or erased: the same")
  void suppressingLeavingAndErasingExclude() {
    Edition edition = frozenFor(3);
    claim(edition, 3);
    subscribers.suppress(Samples.address("Reader0000"), Suppression.Reason.COMPLAINT, NOW);
    subscribers.leave(subscriber(2), READERS, NOW);
    subscribers.erase(Samples.address("reader0002"), NOW);
    assertThat(deliveries.list(edition.id(), Set.of(Delivery.State.EXCLUDED), 0, 9))
        .extracting(Delivery::remark)
        .containsExactly("SUPPRESSED", "UNSUBSCRIBED", "ERASED");
    assertThat(deliveries.withdrawn(edition.id(), NOW)).hasSize(3);
    assertThat(deliveries.timing(edition.id()).finishedAt()).isEqualTo(NOW);
  }

  @Test
  void oneThatMayHaveGoneOutIsNotCalledExcluded() {
    Edition edition = frozenFor(2);
    begin(claim(edition, 2));
    Samples.recover(database);
    assertThat(numbers(claim(edition, 1))).containsExactly(1L);
    subscribers.stop(subscriber(1), DAILY, NOW);
    subscribers.stop(subscriber(2), DAILY, NOW);
    assertThat(progress(edition).uncertain()).isEqualTo(2);
    assertThat(ledger.intend(taken(edition, 1))).isFalse();
    assertThat(claim(edition, 9)).isEmpty();
  }

  @Test
  void aPausedOrCancelledEditionGivesOutNothing() {
    Edition edition = frozenFor(2);
    Editions editions = new Editions(database);
    assertThat(editions.sendable()).extracting(Edition::id).containsExactly(edition.id());
    editions.mark(edition.id(), new Edition.Marks(null, "relay refuses", edition.hash(), null));
    assertThat(editions.sendable()).isEmpty();
    assertThat(claim(edition, 9)).isEmpty();
    editions.mark(edition.id(), edition.marks());
    assertThat(claim(edition, 1)).hasSize(1);
    editions.move(edition.id(), Edition.State.CANCELLED, edition.marks());
    assertThat(claim(edition, 9)).isEmpty();
    assertThat(deliveries.exclude(edition.id(), Delivery.Exclusion.CANCELLED, NOW)).isEqualTo(2);
    assertThat(progress(edition).excluded()).isEqualTo(2);
  }

  @Test
  void aCrashBetweenCancellingAndExcludingIsMadeGood() {
    Edition edition = frozenFor(2);
    new Editions(database).move(edition.id(), Edition.State.CANCELLED, edition.marks());
    Samples.recover(database);
    assertThat(progress(edition).excluded()).isEqualTo(2);
  }

  @Test
  void opsSendAgainOnlyWhatHasFailed() {
    Edition edition = frozenFor(3);
    begin(claim(edition, 3));
    ledger.settle(taken(edition, 1), Samples.rejected());
    ledger.settle(taken(edition, 2), Samples.accepted());
    ledger.settle(taken(edition, 3), new Settlement(Delivery.State.EXPIRED, null, null, "too old"));
    ledger.flush();
    Set<Delivery.State> rejected = Set.of(Delivery.State.REJECTED);
    assertThat(deliveries.resend(edition.id(), rejected, NOW)).isOne();
    assertThat(deliveries.resend(edition.id(), rejected, NOW)).isZero();
    assertThat(deliveries.resend(edition.id(), Set.of(), NOW)).isZero();
    Claim again = claim(edition, 9).get(0);
    assertThat(again.id()).isEqualTo(id(edition, 1));
    assertThat(again.firstAttemptAt()).as("the time to give up counts anew").isNull();
    assertThatThrownBy(() -> deliveries.resend(edition.id(), Set.of(Delivery.State.ACCEPTED), NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("delivery/A3: state, tries, next try and the last reply verbatim")
  void theEvidenceOfOneAddress() {
    Edition edition = frozenFor(2);
    begin(claim(edition, 1));
    Instant next = NOW.plusSeconds(600);
    ledger.settle(taken(edition, 1), Samples.deferred(next));
    ledger.flush();
    Delivery delivery = deliveries.find(Samples.address("READER0000")).get(0);
    assertThat(delivery.state()).isEqualTo(Delivery.State.DEFERRED);
    assertThat(delivery.attempts()).isEqualTo(1);
    assertThat(delivery.firstAttemptAt()).isEqualTo(NOW);
    assertThat(delivery.nextAttemptAt()).isEqualTo(next);
    assertThat(delivery.lastReply()).isEqualTo(Samples.deferred(next).reply());
    assertThat(delivery.messageId())
        .isEqualTo(Samples.messageId(database, edition.id(), subscriber(1)));
    assertThat(deliveries.find(Samples.address("nobody"))).isEmpty();
    assertThat(deliveries.list(edition.id(), Set.of(), 0, 9)).isEmpty();
    assertThat(deliveries.list(edition.id(), Set.of(Delivery.State.PENDING), 0, 9)).hasSize(1);
    assertThat(deliveries.list(edition.id(), Set.of(Delivery.State.PENDING), 1, 9)).isEmpty();
  }

  private Edition frozenFor(int readers) {
    Samples.readers(database, readers);
    return Samples.frozenEdition(database, 23, "a");
  }

  private List<Claim> claim(Edition edition, int count) {
    List<Claim> claims = Samples.claim(database, edition.id(), count);
    claims.forEach(claim -> taken.put(claim.id(), claim));
    return claims;
  }

  /** The last claim of this reader's. */
  private Claim taken(Edition edition, long reader) {
    return Objects.requireNonNull(taken.get(id(edition, reader)));
  }

  private void begin(List<Claim> claims) {
    claims.forEach(claim -> assertThat(ledger.intend(claim)).isTrue());
  }

  private Progress progress(Edition edition) {
    return deliveries.progress(edition.id());
  }

  private static Delivery.Id id(Edition edition, long subscriber) {
    return new Delivery.Id(edition.id(), subscriber(subscriber));
  }

  private static Subscriber.Id subscriber(long number) {
    return new Subscriber.Id(number);
  }

  private static List<Long> numbers(List<Claim> claims) {
    return claims.stream().map(claim -> claim.id().subscriber().value()).toList();
  }
}
