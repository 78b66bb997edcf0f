package digest.store;

import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.delivery.Attempt;
import digest.delivery.Delivery;
import digest.delivery.Delivery.State;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {

  private static final int MANY = 20_000;

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Deliveries deliveries;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    deliveries = new Deliveries(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("delivery/A3: every try of an address comes back verbatim, the newest edition first")
  void everyTryOfAnAddressComesBack() {
    Samples.readers(database, 3);
    Edition old = Samples.frozenEdition(database, 23, "a");
    Edition young = Samples.frozenEdition(database, 24, "b");
    Delivery first = reader(old, 1);
    Delivery second = reader(young, 1);
    Attempt greylisted = tried(first, 1, "451 4.7.1 greylisted, \u202Eagain <in> 5 min");
    Attempt broken =
        new Attempt(first.id(), 2, NOW.plusSeconds(90), State.DEFERRED, null, "the link broke");
    Attempt refused = tried(second, 1, "550 5.1.1 no such user");
    List.of(refused, broken, greylisted, tried(reader(old, 2), 1, "450 somebody else's"))
        .forEach(attempt -> StoredRows.attempt(database, attempt));
    EmailAddress address = first.address();
    assertThat(deliveries.attempts(address)).containsExactly(refused, greylisted, broken);
    assertThat(deliveries.attempts(old.id(), List.of(first.id().subscriber())))
        .containsExactly(greylisted, broken);
    assertThat(deliveries.attempts(EmailAddress.of("stranger@example.org"))).isEmpty();
    assertThat(deliveries.attempts(old.id(), List.of())).isEmpty();
  }

  @Test
  @DisplayName("delivery/A3: who is erased leaves no words of the relay's behind")
  void erasureForgetsTheWordsOfEveryTry() {
    Samples.readers(database, 2);
    Edition edition = Samples.frozenEdition(database, 23, "a");
    Delivery ann = reader(edition, 1);
    Delivery bob = reader(edition, 2);
    StoredRows.attempt(database, tried(ann, 1, "550 <" + ann.address() + "> unknown"));
    StoredRows.attempt(
        database, new Attempt(ann.id(), 2, NOW, State.DEFERRED, null, "of " + ann.address()));
    StoredRows.attempt(database, tried(bob, 1, "550 bob is unknown"));
    new Subscribers(database).erase(ann.address(), NOW);
    List<Attempt> left =
        deliveries.attempts(edition.id(), List.of(ann.id().subscriber(), bob.id().subscriber()));
    assertThat(left).hasSize(3);
    assertThat(left.toString()).doesNotContain(ann.address().local()).contains("bob is unknown");
  }

  @Test
  @DisplayName("delivery/A3: no query for an address or a page reads a whole table")
  void everyQueryGoesThroughAnIndex() {
    Samples.readers(database, MANY);
    Edition edition = Samples.frozenEdition(database, 23, "a");
    database.write(
        handle ->
            handle.execute(
                "INSERT INTO attempts (edition_id, subscriber_id, number, at, state)"
                    + " SELECT edition_id, subscriber_id, 1, 0, 'DEFERRED' FROM deliveries"));
    database.write(handle -> handle.execute("ANALYZE"));
    String ofAddress = Attempts.OF_SUBSCRIBERS.replace("<subscribers>", "7");
    String ofPage =
        Attempts.OF_EDITION
            .replace("<subscribers>", "7, 8")
            .replace(":edition", edition.id().toString());
    String ofReader = DeliveryCounts.OF_SUBSCRIBER.replace("<subscribers>", "7");
    for (String query : List.of(ofAddress, ofPage, ofReader)) {
      assertThat(plan(query))
          .as(query)
          .doesNotContain("Seq Scan on deliveries")
          .doesNotContain("Seq Scan on attempts")
          .doesNotContain("SCAN a")
          .doesNotContain("SCAN d")
          .containsPattern("(?i)index|PRIMARY KEY \\(edition_id=\\? AND subscriber_id=\\?\\)");
    }
  }

  private String plan(String query) {
    String explain = database.isShared() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ";
    int column = database.isShared() ? 1 : 4;
    return database.read(handle -> String.join("\n", lines(handle, explain + query, column)));
  }

  private static List<String> lines(Handle handle, String query, int column) {
    return handle.createQuery(query).map((row, context) -> row.getString(column)).list();
  }

  private Delivery reader(Edition edition, int number) {
    return deliveries.list(edition.id(), EnumSet.allOf(State.class), number - 1, 1).get(0);
  }

  private static Attempt tried(Delivery delivery, int number, String reply) {
    return new Attempt(
        delivery.id(),
        number,
        NOW.plusSeconds(number),
        State.DEFERRED,
        SmtpReply.parse(reply, "RCPT"),
        null);
  }
}
