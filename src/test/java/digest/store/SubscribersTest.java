package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.READERS;
import static digest.store.Samples.WEEKLY;
import static digest.store.Samples.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.EmailAddress;
import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.audience.Suppression;
import digest.delivery.Delivery;
import digest.delivery.Tokens;
import digest.edition.Edition;
import digest.testkit.OnSqlite;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscribersTest {

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Subscribers subscribers;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    subscribers = new Subscribers(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aPersonComesBackAsSaved() {
    Subscriber saved = subscribers.save(Samples.person("ann"), NOW);
    assertThat(saved).isEqualTo(Samples.person("ann").withId(saved.id()));
    assertThat(subscribers.find(saved.id())).contains(saved);
    assertThat(subscribers.find(address("ann"))).contains(saved);
    assertThat(subscribers.save(Samples.person("ann"), NOW.plusSeconds(9))).isEqualTo(saved);
    assertThat(subscribers.count()).isEqualTo(1);
  }

  @Test
  @DisplayName("readers/I3: two spellings of an address are one reader")
  void oneReaderHoweverTheAddressIsWritten() {
    Subscriber ann = subscribers.save(Samples.person("Ann"), NOW);
    Subscriber again = subscribers.save(Samples.person("aNN"), NOW);
    assertThat(again.id()).isEqualTo(ann.id());
    EmailAddress idn = EmailAddress.of("ann@bücher.example");
    EmailAddress same = EmailAddress.of("ANN@XN--BCHER-KVA.example");
    subscribers.suppress(idn, Suppression.Reason.MANUAL, NOW);
    assertThat(subscribers.suppression(same)).isPresent();
  }

  @Test
  void anAddressHasOneOwner() {
    Subscriber ann = subscribers.save(Samples.person("ann"), NOW);
    subscribers.save(Samples.person("bob"), NOW);
    Subscriber thief = Samples.person("bob").withId(ann.id());
    assertThatThrownBy(() -> subscribers.save(thief, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("b…@example.org");
    Subscriber nobody = Samples.person("zed").withId(new Subscriber.Id(99));
    assertThatThrownBy(() -> subscribers.save(nobody, NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                subscribers.subscribe(
                    nobody.id(), READERS, Subscription.State.CONFIRMED, null, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theListIsPagedAndSearched() {
    Samples.readers(database, 5);
    subscribers.save(Samples.person("ärger_1"), NOW);
    assertThat(subscribers.list(1, 2, ""))
        .extracting(person -> person.address().local())
        .containsExactly("reader0001", "reader0002");
    assertThat(subscribers.list(0, 9, "ÄRGER ms")).hasSize(1);
    assertThat(subscribers.list(0, 9, "ärger%1")).isEmpty();
    assertThat(subscribers.count()).isEqualTo(6);
  }

  @Test
  @DisplayName("readers/I5: the proof of consent is kept with each subscription")
  void consentIsKept() {
    Subscriber ann = subscribers.save(Samples.person("ann"), NOW);
    Subscription.Consent consent =
        new Subscription.Consent(NOW, "https://form", "2001:db8::1", "I want this");
    subscribers.subscribe(ann.id(), READERS, Subscription.State.PENDING, null, NOW);
    subscribers.subscribe(ann.id(), READERS, Subscription.State.CONFIRMED, consent, NOW);
    assertThat(subscribers.subscriptions(ann.id()))
        .containsExactly(
            new Subscription(ann.id(), READERS, Subscription.State.CONFIRMED, NOW, consent));
  }

  @Test
  @DisplayName("readers/K1: stopping one newsletter leaves the others and the list alone")
  void stoppingIsForOneNewsletterAndCanBeUndone() {
    Subscriber ann = Samples.reader(database, "ann");
    assertThat(subscribers.stop(ann.id(), DAILY, NOW)).isTrue();
    assertThat(subscribers.stop(ann.id(), DAILY, NOW)).as("idempotent, K2").isFalse();
    assertThat(subscribers.stops(ann.id())).containsExactly(DAILY);
    assertThat(subscribers.audience(READERS, DAILY, Segment.ALL).prepared()).isZero();
    assertThat(subscribers.audience(READERS, WEEKLY, Segment.ALL).prepared()).isOne();
    assertThat(subscribers.subscriptions(ann.id()).get(0).state())
        .isEqualTo(Subscription.State.CONFIRMED);
    assertThat(subscribers.restart(ann.id(), DAILY)).isTrue();
    assertThat(subscribers.restart(ann.id(), DAILY)).isFalse();
    assertThat(subscribers.audience(READERS, DAILY, Segment.ALL).prepared()).isOne();
    assertThat(subscribers.stop(new Subscriber.Id(99), DAILY, NOW)).isFalse();
  }

  @Test
  @OnSqlite
  @DisplayName("readers/K1: the stop is on the disk when the call returns")
  void aStopIsDurable() {
    Subscriber ann = Samples.reader(database, "ann");
    subscribers.stop(ann.id(), DAILY, NOW);
    try (TestDatabase disk = store.copyTo(folder.resolve("disk"))) {
      assertThat(new Subscribers(disk.get()).stops(ann.id())).containsExactly(DAILY);
    }
  }

  @Test
  @DisplayName("readers/K3: tokens of this store's secret lead to the reader")
  void tokensLeadToTheReader() {
    Subscriber ann = Samples.reader(database, "ann");
    Tokens tokens = new Tokens(database.secret());
    String token = tokens.issue(Tokens.Purpose.UNSUBSCRIBE, DAILY, ann.id());
    Tokens later = new Tokens(store.reopen().secret());
    Tokens.Bearer bearer = later.verify(Tokens.Purpose.UNSUBSCRIBE, token).orElseThrow();
    assertThat(new Subscribers(store.get()).find(bearer.subscriber())).contains(ann);
  }

  @Test
  void suppressionsComeAndGo() {
    subscribers.suppress(address("ann"), Suppression.Reason.COMPLAINT, NOW);
    subscribers.suppress(address("ANN"), Suppression.Reason.MANUAL, NOW);
    assertThat(subscribers.suppression(address("ann")))
        .as("a complaint is not forgotten for a lesser reason")
        .contains(new Suppression(address("ann"), Suppression.Reason.COMPLAINT, NOW));
    assertThat(subscribers.unsuppress(address("ann"))).isTrue();
    assertThat(subscribers.unsuppress(address("ann"))).isFalse();
    assertThat(subscribers.suppression(address("ann"))).isEmpty();
  }

  @Test
  @DisplayName("readers/I5, safety/T30: erased is erased everywhere; a keyed hash stays")
  void anErasedPersonIsNowhere() throws Exception {
    Subscriber ann = Samples.reader(database, "ann.unusual");
    subscribers.stop(ann.id(), WEEKLY, NOW);
    Edition edition = Samples.frozenEdition(database, 23, "a");
    Subscriber moved = Samples.person("ann.newplace").withId(ann.id());
    subscribers.save(moved, NOW);
    subscribers.suppress(address("ann.unusual"), Suppression.Reason.HARD_BOUNCE, NOW);

    assertThat(subscribers.erase(address("ANN.unusual"), NOW)).isTrue();

    assertThat(Samples.everything(database, folder))
        .isNotEmpty()
        .doesNotContainIgnoringCase("ann.unusual", "ann.newplace", "Ms ann");
    assertThat(subscribers.find(ann.id())).isEmpty();
    assertThat(subscribers.list(0, 9, "")).isEmpty();
    assertThat(subscribers.subscriptions(ann.id())).isEmpty();
    assertThat(subscribers.stops(ann.id())).isEmpty();
    for (String local : List.of("ann.unusual", "ann.newplace")) {
      assertThat(new Deliveries(database).find(address(local))).isEmpty();
      assertThat(subscribers.suppression(address(local))).isPresent();
    }
    assertThat(new Deliveries(database).progress(edition.id()).candidates())
        .as("the account still adds up")
        .isOne();
    assertThat(subscribers.erase(address("nobody"), NOW)).isFalse();
  }

  @Test
  void anErasedPersonsNumberIsNobodyElses() {
    Subscriber ann = Samples.reader(database, "ann");
    subscribers.erase(address("ann"), NOW);
    assertThat(Samples.reader(database, "bob").id()).isNotEqualTo(ann.id());
  }

  @Test
  @DisplayName("readers/I4: who was erased and comes back is mailed only once let in again")
  void comingBackAfterErasure() {
    Samples.reader(database, "ann");
    subscribers.erase(address("ann"), NOW);
    Samples.reader(database, "ann");
    assertThat(subscribers.audience(READERS, DAILY, Segment.ALL).excluded())
        .containsEntry(Delivery.Exclusion.SUPPRESSED, 1L);
    assertThat(subscribers.unsuppress(address("ann"))).isTrue();
    assertThat(subscribers.audience(READERS, DAILY, Segment.ALL).prepared()).isOne();
  }
}
