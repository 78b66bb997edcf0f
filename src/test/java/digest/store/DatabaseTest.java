package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.Subscriber;
import digest.edition.Article;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir Path folder;
  private TestDatabase store;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("delivery/A4: the secret is made once with the store")
  void theSecretStaysAndDiffersBetweenStores() throws IOException {
    byte[] secret = store.get().secret();
    assertThat(secret).hasSize(32);
    assertThat(store.reopen().secret()).isEqualTo(secret);
    Path other = Files.createDirectory(folder.resolve("other"));
    try (TestDatabase second = TestDatabase.in(other)) {
      assertThat(second.get().secret()).isNotEqualTo(secret);
    }
  }

  @Test
  void changingTheSecretGivenOutChangesNothing() {
    Arrays.fill(store.get().secret(), (byte) 0);
    assertThat(store.get().secret()).isNotEqualTo(new byte[32]);
  }

  @Test
  void theDispatchersRoleKeepsNobodyFromWriting() throws Exception {
    try (AutoCloseable role = store.get().tryDispatch().orElseThrow()) {
      assertThat(role).isNotNull();
      Samples.reader(store.get(), "ann");
      assertThat(new Subscribers(store.get()).count()).isEqualTo(1);
    }
  }

  @Test
  void theChecksumTellsEveryChange() {
    String empty = store.get().checksum();
    assertThat(store.get().checksum()).isEqualTo(empty);
    Samples.draft(store.get(), DAILY, 23, "a");
    String one = store.get().checksum();
    assertThat(one).isNotEqualTo(empty);
    assertThat(store.reopen().checksum()).isEqualTo(one);
  }

  @Test
  void aStoreOfANewerDigestIsRefusedInWords() {
    store
        .get()
        .write(
            handle ->
                handle.execute(
                    """
                    INSERT INTO flyway_schema_history
                    SELECT 99, '99', 'later', type, 'V99__later.sql', checksum, installed_by,
                      installed_on, execution_time, success
                    FROM flyway_schema_history WHERE installed_rank = 1"""));
    assertThatThrownBy(store::openAgain)
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("newer Digest (schema 99")
        .hasMessageContaining("Install that version again");
  }

  @Test
  void theChecksumKnowsNoOrderOfRows() {
    Samples.reader(store.get(), "ann");
    String checksum = store.get().checksum();
    String moved =
        """
        INSERT INTO subscriptions SELECT * FROM subscriptions WHERE list_id = 'none'""";
    store.get().write(handle -> handle.execute(moved));
    store.get().write(handle -> handle.execute("UPDATE subscribers SET name = name"));
    assertThat(store.get().checksum()).isEqualTo(checksum);
  }

  @Test
  void anUnknownAddressIsRefusedInWords() {
    assertThatThrownBy(
            () ->
                Database.open(
                    new DatabaseSettings("mysql://localhost/digest", null, null, folder), CLOCK))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("use sqlite:PATH or jdbc:postgresql://HOST/DATABASE");
  }

  @Test
  void aReadSeesOneInstant() {
    Subscribers subscribers = new Subscribers(store.get());
    long[] counts =
        store
            .get()
            .read(
                handle -> {
                  long before = count(handle);
                  Samples.reader(store.get(), "ann");
                  return new long[] {before, count(handle)};
                });
    assertThat(counts).containsExactly(0, 0);
    assertThat(subscribers.count()).isEqualTo(1);
  }

  @Test
  void theDatabasesClockCountsMicrosecondsWhateverTheZone() {
    String sql = "SELECT " + store.get().dialect().now();
    long before = Micros.of(InstantSource.system().instant());
    long now = store.get().read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    assertThat(Duration.between(Micros.at(before), Micros.at(now)).abs())
        .isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aNulInATextIsLeftOut() {
    Articles articles = new Articles(store.get());
    Article article = Samples.article("a", "Harbour\0 news");
    articles.save(List.of(article));
    assertThat(articles.find(article.id()).orElseThrow().title()).isEqualTo("Harbour news");
    assertThat(articles.search("harbour", 5)).hasSize(1);
    Iterator<SubscriberFiles.Row> rows =
        List.of(Columns.row(1, Map.of("address", "ann@example.org", "consent_text", "I\0 agree")))
            .iterator();
    Subscribers subscribers = new Subscribers(store.get());
    subscribers.importRows(rows, Samples.READERS, new ImportSettings(false, "test", NOW));
    Subscriber ann = subscribers.find(Samples.address("ann")).orElseThrow();
    assertThat(subscribers.subscriptions(ann.id()))
        .extracting("consent.text")
        .containsExactly("I agree");
  }

  @Test
  @DisplayName("safety/T22: what a driver throws does not quote names and addresses")
  void aFailedStatementDoesNotTellWhatWasBound() {
    Subscriber ann = Samples.reader(store.get(), "ann");
    String twice =
        """
        INSERT INTO subscribers
          (id, address, address_key, name, locale, topics, attributes, words, created_at)
        VALUES (:id, 'x', :key, :name, 'und', '[]', '{}', '', 0)""";
    assertThatThrownBy(
            () ->
                store
                    .get()
                    .write(
                        handle ->
                            handle
                                .prepareBatch(twice)
                                .bind("id", ann.id().value() + 1)
                                .bind("key", "ann@example.org")
                                .bind("name", "Mrs Secret")
                                .add()
                                .execute()))
        .isInstanceOf(StoreFault.class)
        .satisfies(
            fault -> {
              StringWriter trace = new StringWriter();
              fault.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("ann@").doesNotContain("Mrs Secret");
            });
  }

  private static long count(Handle handle) {
    return handle.createQuery("SELECT COUNT(*) FROM subscribers").mapTo(Long.class).one();
  }
}
