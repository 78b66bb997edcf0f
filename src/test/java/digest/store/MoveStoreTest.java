package digest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.edition.Edition;
import digest.store.MoveStore.Moved;
import digest.testkit.OnPostgresql;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grown file moves into the database of the run, and back. */
class MoveStoreTest {

  private static final InstantSource CLOCK = InstantSource.fixed(TestDatabase.NOW);
  private static final String ODD = "tab\tline\nreturn\rback\\slash \\N \\. “quotes” 😀 ünï \u0001";

  @TempDir Path folder;
  private DatabaseSettings from;
  private DatabaseSettings to;
  private Edition edition;

  @BeforeEach
  void fill() throws IOException {
    from = file("old.db");
    to = TestDatabase.settings(Files.createDirectories(folder.resolve("target")));
    try (Database old = Database.open(from, CLOCK)) {
      Samples.readers(old, 20);
      Samples.draft(old, Samples.WEEKLY, 23, "a");
      edition = Samples.frozenEdition(old, 24, "b");
      Samples.claim(old, edition.id(), 5);
      Samples.claim(old, edition.id(), 5);
      old.write(
          handle -> {
            handle.execute("UPDATE subscribers SET name = ? WHERE id = 3", ODD);
            handle.execute("UPDATE subscribers SET name = '' WHERE id = 4");
            handle.execute("DELETE FROM claims WHERE token = 2");
            return handle.execute("INSERT INTO nodes VALUES ('one/a', 'h', 'c', 1, 2)");
          });
    }
  }

  @Test
  void everyRowArrivesAndTheOldStoreIsHeld() {
    String before = checksum(from);
    List<Moved> moved = move(from, to);
    assertThat(moved)
        .contains(new Moved("subscribers", 20), new Moved("deliveries", 20), new Moved("store", 1));
    assertThat(moved.stream().map(Moved::table).toList())
        .containsSubsequence("editions", "deliveries")
        .containsSubsequence("subscribers", "deliveries");
    try (Database fresh = Database.open(to, CLOCK);
        Database old = Database.open(from, CLOCK)) {
      assertThat(fresh.checksum()).as("all but the word that holds the old one").isEqualTo(before);
      assertThat(fresh.secret()).isEqualTo(old.secret());
      assertThat(new Nodes(fresh).look().held()).isNull();
      assertThat(new Nodes(old).look().held())
          .startsWith("nothing is sent: this store was moved to ")
          .contains("Mon 23 Nov 2026 06:00 UTC", "Let database.url name that one");
      assertThat(
              fresh.<String>read(
                  handle ->
                      handle
                          .createQuery("SELECT name FROM subscribers WHERE id = 3")
                          .mapTo(String.class)
                          .one()))
          .isEqualTo(ODD);
    }
  }

  @Test
  void lifeGoesOnWithNumbersThatWereNeverGiven() {
    move(from, to);
    try (Database fresh = Database.open(to, CLOCK)) {
      assertThat(Samples.reader(fresh, "new").id().value()).isEqualTo(21);
      assertThat(Samples.draft(fresh, Samples.DAILY, 25, "c").id().value()).isEqualTo(3);
      assertThat(Samples.claim(fresh, edition.id(), 1)).hasSize(1);
      long token =
          fresh.read(
              handle ->
                  handle.createQuery("SELECT MAX(token) FROM claims").mapTo(Long.class).one());
      assertThat(token).as("2 was given once, and its row is gone").isEqualTo(3);
    }
  }

  @Test
  void theWayBackIsTheSame() {
    move(from, to);
    DatabaseSettings back = file("back.db");
    String before = checksum(to);
    move(to, back);
    assertThat(checksum(back)).isEqualTo(before);
    try (Database again = Database.open(back, CLOCK)) {
      assertThat(Samples.reader(again, "new").id().value()).isEqualTo(21);
      Samples.claim(again, edition.id(), 1);
      long token =
          again.read(
              handle ->
                  handle.createQuery("SELECT MAX(token) FROM claims").mapTo(Long.class).one());
      assertThat(token).isEqualTo(3);
    }
  }

  @Test
  void whatIsBrokenOffLeavesTheOldStoreAndTheNextRunDoesIt() {
    String before = checksum(from);
    assertThatThrownBy(
            () ->
                new MoveStore(from, to, CLOCK)
                    .move(
                        (table, rows) -> {
                          if (table.equals("deliveries")) {
                            throw new IllegalStateException("pulled the plug");
                          }
                        }))
        .hasMessageContaining("pulled the plug");
    assertThat(checksum(from)).isEqualTo(before);
    try (Database half = Database.open(to, CLOCK)) {
      assertThat(new Nodes(half).look().held())
          .contains("a move to this store was begun and is not finished. Run it again");
    }
    move(from, to);
    assertThat(checksum(to)).isEqualTo(before);
  }

  @Test
  void aStoreThatIsInUseIsNotMoved() throws Exception {
    try (Database running = Database.open(from, CLOCK);
        AutoCloseable role = running.tryDispatch().orElseThrow()) {
      assertThat(role).isNotNull();
      refused(from, to, "is in use. Stop digest serve");
    }
    move(from, to);
    refused(from, file("other.db"), "this store was moved to");
  }

  @Test
  @OnPostgresql
  void aSharedStoreThatIsInUseIsNotMoved() {
    move(from, to);
    try (Database running = Database.open(to, CLOCK)) {
      new Nodes(running)
          .beat(
              new Nodes.Node("two/b", "mail2", "c", TestDatabase.NOW, TestDatabase.NOW),
              TestDatabase.NOW,
              standing -> true);
    }
    refused(to, file("other.db"), "is in use by node two/b on host mail2");
  }

  @Test
  void aTargetThatHoldsSomethingIsNamed() {
    try (Database full = Database.open(to, CLOCK)) {
      Samples.reader(full, "ann");
    }
    String before = checksum(to);
    refused(from, to, "is not empty: it holds 1 subscribers, 1 subscriptions. Nothing was moved");
    assertThat(checksum(to)).isEqualTo(before);
  }

  @Test
  void tablesOfSomebodyElseAreLeftAlone() throws Exception {
    DatabaseSettings theirs = file("theirs.db");
    try (var connection = java.sql.DriverManager.getConnection("jdbc:" + theirs.url());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE invoices (id INTEGER)");
    }
    refused(from, theirs, "it has the tables invoices, which are not Digest's");
  }

  @Test
  void badInputIsNamed() throws IOException {
    refused(file("no.db"), to, "there is no such file");
    assertThat(folder.resolve("no.db")).doesNotExist();
    refused(from, from, "are the same store");
    refused(
        from,
        new DatabaseSettings(from.url().replace("old.db", "./old.db"), null, null, folder),
        "are the same store");
    refused(new DatabaseSettings("mysql://x/y", null, null, folder), to, "no store that is known");
    refused(
        from,
        new DatabaseSettings("jdbc:mysql://x/y", null, null, folder),
        "no store that is known");
    Files.copy(folder.resolve("old.db"), folder.resolve("copy.db"));
    refused(from, file("copy.db"), "or a copy of it");
    Files.writeString(folder.resolve("letter.db"), "Dear reader, ".repeat(1000));
    refused(file("letter.db"), to, "not a Digest database");
  }

  @Test
  void aStoreOfANewerVersionIsNotMoved() {
    fromTheFuture(to);
    refused(from, to, "written by a newer Digest (schema 99");
    refused(to, file("other.db"), "written by a newer Digest (schema 99");
    fromTheFuture(from);
    refused(from, file("another.db"), "written by a newer Digest (schema 99");
  }

  private static void fromTheFuture(DatabaseSettings settings) {
    try (Database store = Database.open(settings, CLOCK)) {
      store.write(
          handle ->
              handle.execute(
                  "INSERT INTO flyway_schema_history (installed_rank, version, description, type,"
                      + " script, installed_by, installed_on, execution_time, success) VALUES"
                      + " (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', CURRENT_TIMESTAMP, 1, "
                      + (store.isShared() ? "TRUE)" : "1)")));
    }
  }

  private void refused(DatabaseSettings source, DatabaseSettings target, String words) {
    assertThatThrownBy(() -> move(source, target))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining(words);
  }

  private List<Moved> move(DatabaseSettings source, DatabaseSettings target) {
    return new MoveStore(source, target, CLOCK).move((table, rows) -> {});
  }

  /** All but whether it is held. */
  private static String checksum(DatabaseSettings settings) {
    try (Database database = Database.open(settings, CLOCK)) {
      return database.checksum();
    }
  }

  private DatabaseSettings file(String name) {
    return new DatabaseSettings(
        "sqlite:" + folder.resolve(name), "postgres", null, folder.resolve("data"));
  }
}
