package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.READERS;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Segment;
import digest.audience.Subscriber;
import digest.delivery.Claim;
import digest.delivery.Delivery;
import digest.delivery.Due;
import digest.delivery.FrozenEdition;
import digest.delivery.Progress;
import digest.edition.Choice;
import digest.edition.Edition;
import digest.edition.PersonalPicks;
import digest.edition.Pick;
import digest.edition.Places;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each reader's choice is frozen with the delivery. */
class PersonalFreezeTest {

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Edition edition;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    edition = Samples.draft(database, DAILY, 22, "a", "b");
    Editions editions = new Editions(database);
    edition =
        editions.move(
            edition.id(),
            Edition.State.APPROVED,
            new Edition.Marks(null, null, edition.hash(), null));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Subscriber reader(String local, Set<String> topics) {
    Subscriber saved = Samples.reader(database, local);
    return choose(saved, topics);
  }

  private Subscriber choose(Subscriber reader, Set<String> topics) {
    return new Subscribers(database)
        .save(
            new Subscriber(
                reader.id(),
                reader.address(),
                reader.name(),
                reader.locale(),
                null,
                topics,
                Map.of(),
                reader.createdAt()),
            NOW);
  }

  private Places places() {
    return new Places(
        edition.content().picks().stream()
            .map(pick -> new Places.Place(pick.article().id(), "About " + pick.article().id()))
            .toList());
  }

  private PersonalPicks personal() {
    List<Pick> picks = edition.content().picks();
    return PersonalPicks.of(
        picks.stream().map(pick -> pick.article().id()).toList(), picks, List.of());
  }

  private Addressees addressees() {
    return Addressees.all(READERS, Segment.ALL).choosing(personal());
  }

  private void freeze() {
    FrozenEdition plain = Samples.frozen(edition);
    FrozenEdition frozen =
        new FrozenEdition(
            plain.edition(),
            plain.hash(),
            plain.letterhead(),
            plain.masthead(),
            plain.renderings(),
            plain.templates(),
            plain.publicUrl(),
            plain.due(),
            plain.frozenAt(),
            places());
    new Deliveries(database)
        .freeze(edition, frozen, addressees(), zone -> Due.at(NOW), id -> "m" + id.value());
  }

  private Map<Long, Choice> claimed() {
    Map<Long, Choice> choices = new TreeMap<>();
    for (Claim claim :
        new Deliveries(database)
            .claim(edition.id(), 100, NOW, Duration.ofMinutes(1), "test", true)) {
      choices.put(claim.id().subscriber().value(), claim.picks());
    }
    return choices;
  }

  private String topic(int place) {
    return edition.content().picks().get(place).article().topics().get(0);
  }

  @Test
  @DisplayName(
      "delivery/A1, A2, A4: the choice is frozen in the row, claims carry it, counts agree")
  void theChoiceIsFrozenInTheRow() {
    Subscriber all = reader("all", Set.of());
    Subscriber some = reader("some", Set.of(topic(0).toUpperCase(Locale.ROOT)));
    Subscriber none = reader("none", Set.of("Opera"));
    Audience audience = new Subscribers(database).audience(edition, addressees());
    assertThat(audience)
        .isEqualTo(new Audience(3, 2, Map.of(Delivery.Exclusion.NOTHING_CHOSEN, 1L)));
    assertThat(new Subscribers(database).recipients(edition, addressees()))
        .containsExactly(all.id(), some.id());
    freeze();
    choose(some, Set.of("Opera"));
    choose(none, Set.of());
    Progress progress = new Deliveries(database).progress(edition.id());
    assertThat(progress.pending()).isEqualTo(2);
    assertThat(progress.excluded()).isEqualTo(1);
    Choice chosen = personal().of(Set.of(topic(0)));
    assertThat(claimed())
        .isEqualTo(Map.of(all.id().value(), Choice.ALL, some.id().value(), chosen));
    assertThat(new Editions(database).frozen(edition.id()).orElseThrow().places())
        .isEqualTo(places());
    DeliveryChoices choices = new DeliveryChoices(database);
    assertThat(choices.of(new Delivery.Id(edition.id(), none.id())).orElseThrow().isNone())
        .isTrue();
    assertThat(choices.of(new Delivery.Id(edition.id(), new Subscriber.Id(99)))).isEmpty();
  }

  @Test
  @DisplayName("readers/I1: an erased reader's choice is forgotten, too")
  void anErasedReadersChoiceIsForgotten() {
    Subscriber some = reader("some", Set.of(topic(0)));
    reader("none", Set.of("Opera"));
    freeze();
    new Subscribers(database).erase(some.address(), NOW);
    new Subscribers(database).erase(EmailAddress.of("none@example.org"), NOW);
    long known =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT COUNT(*) FROM deliveries WHERE picks IS NOT NULL")
                    .mapTo(Long.class)
                    .one());
    assertThat(known).isZero();
  }

  @Test
  @DisplayName("delivery/A1: a choice is worked out once for each set of topics")
  void aChoiceIsWorkedOutOnceForEachSetOfTopics() {
    ReaderChoices choices = new ReaderChoices(personal());
    String stored = "[\"" + topic(0) + "\"]";
    Choice first = choices.of(stored);
    assertThat(choices.of(stored.concat(" ").strip())).isSameAs(first);
    assertThat(choices.areAll()).isFalse();
    for (int i = 0; i < 20_000; i++) {
      assertThat(choices.of("[\"topic " + i + "\"]").isNone()).isTrue();
    }
    assertThat(choices.of(stored)).isSameAs(first);
    assertThat(new ReaderChoices(null).of("not even read")).isEqualTo(Choice.ALL);
    assertThat(new ReaderChoices(null).areAll()).isTrue();
  }
}
