package digest.store;

import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import digest.delivery.Claim;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.testkit.OnPostgresql;
import digest.testkit.Ports;
import digest.testkit.PostgresServer;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a server, in words that say what to do. */
@OnPostgresql
class PostgresFaultTest {

  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String PASSWORD = "hunter2 the second";

  @TempDir Path folder;

  @Test
  void aServerThatIsAwayIsSaidSo() {
    try (Ports.Deaf nobody = Ports.deaf()) {
      String url = "jdbc:postgresql://localhost:" + nobody.port() + "/digest";
      refused(url + "?sslkey=/home/me", "postgres", "store " + url + ": cannot be reached");
    }
    refused("jdbc:postgresql://no.such.host.example/digest", "postgres", "Check that it runs");
  }

  @Test
  void aWrongLoginIsSaidSo() {
    refused(url("postgres"), PostgresServer.CLERK, "Check database.username and database.password");
    refused(url("postgres"), "nobody", "Check database.username and database.password");
  }

  @Test
  void aMissingDatabaseIsSaidSo() {
    refused(url("nowhere"), PostgresServer.USER, "Make it with createdb");
  }

  @Test
  void aMissingRightIsSaidSo() {
    TestDatabase.server().execute("postgres", "CREATE DATABASE closed");
    assertThatThrownBy(
            () ->
                Database.open(
                    new DatabaseSettings(
                        url("closed"),
                        PostgresServer.CLERK,
                        PostgresServer.CLERKS_PASSWORD,
                        folder),
                    CLOCK))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("permission denied for schema public")
        .hasMessageContaining("Make it the owner of the database");
  }

  @Test
  void theOwnerOfADatabaseNeedsNoOtherRight() {
    TestDatabase.server().execute("postgres", "CREATE DATABASE owned OWNER clerk");
    DatabaseSettings settings =
        new DatabaseSettings(
            url("owned"), PostgresServer.CLERK, PostgresServer.CLERKS_PASSWORD, folder);
    try (Database database = Database.open(settings, CLOCK)) {
      Samples.reader(database, "ann");
      assertThat(database.toString()).doesNotContain(PostgresServer.CLERKS_PASSWORD);
      assertThat(settings.toString()).doesNotContain(PostgresServer.CLERKS_PASSWORD);
    }
  }

  @Test
  void anAddressThatCannotBeReadIsSaidSo() {
    refused("jdbc:postgresql://localhost:port/digest", "postgres", "cannot be read. Example:");
  }

  @Test
  void aDatabaseThatCannotHoldEveryNameIsRefused() {
    TestDatabase.server()
        .execute(
            "postgres",
            """
            CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'
              TEMPLATE template0""");
    refused(url("latin"), PostgresServer.USER, "encoding is LATIN1");
  }

  @Test
  void aServerThatMayOnlyBeReadIsSaidSo() {
    try (TestDatabase store = TestDatabase.in(folder)) {
      String database = store.settings().url().replaceFirst(".*/", "");
      TestDatabase.server()
          .execute(
              "postgres", "ALTER DATABASE " + database + " SET default_transaction_read_only = on");
      store.reopen();
      assertThatThrownBy(() -> Samples.reader(store.get(), "ann"))
          .isInstanceOf(StoreFault.class)
          .hasMessageContaining("name the primary server");
    }
  }

  @Test
  void aBackupIsTheServersOwn() {
    try (TestDatabase store = TestDatabase.in(folder)) {
      assertThatThrownBy(() -> store.get().backup(folder.resolve("copy")))
          .isInstanceOf(StoreFault.class)
          .hasMessageContaining("pg_dump")
          .hasMessageContaining("starts held");
    }
  }

  @Test
  void aServerThatComesBackIsFoundAgainWithAllThatWasWritten() {
    try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
      DatabaseSettings settings =
          new DatabaseSettings(server.url("postgres"), PostgresServer.USER, null, folder);
      try (Database database = Database.open(settings, CLOCK)) {
        Samples.reader(database, "ann");
        server.stop();
        assertThatThrownBy(() -> Samples.reader(database, "bob"))
            .isInstanceOf(StoreFault.class)
            .hasMessageContaining("cannot be reached")
            .hasMessageContaining("goes on by itself");
        assertThatThrownBy(() -> new Subscribers(database).count()).isInstanceOf(StoreFault.class);
        server.startAgain();
        await()
            .atMost(Duration.ofSeconds(30))
            .ignoreExceptionsInstanceOf(StoreFault.class)
            .until(() -> new Subscribers(database).count() == 1);
        Samples.reader(database, "bob");
        assertThat(new Subscribers(database).count()).isEqualTo(2);
      }
    }
  }

  @Test
  @DisplayName("delivery/L1: what was written outlives the server's death")
  void aWriteIsOnTheDiskWhenItReturns() {
    try (PostgresServer server = PostgresServer.start(folder.resolve("server"))) {
      DatabaseSettings settings =
          new DatabaseSettings(server.url("postgres"), PostgresServer.USER, null, folder);
      Edition edition;
      try (Database database = Database.open(settings, CLOCK);
          Ledger ledger = new Ledger(database, CLOCK)) {
        Samples.readers(database, 3);
        edition = Samples.frozenEdition(database, 23, "a");
        List<Claim> claims = Samples.claim(database, edition.id(), 2);
        assertThat(ledger.intend(claims.get(0))).isTrue();
        assertThat(ledger.intend(claims.get(1))).isTrue();
        ledger.settle(claims.get(1), Samples.accepted());
        ledger.flush();
        server.kill();
      }
      server.startAgain();
      try (Database database = Database.open(settings, CLOCK)) {
        assertThat(new Deliveries(database).progress(edition.id()))
            .isEqualTo(new Progress(1, 0, 1, 1, 0, 0, 0, 0, 0));
      }
    }
  }

  private String url(String database) {
    return TestDatabase.server().url(database);
  }

  private void refused(String url, @Nullable String username, String words) {
    DatabaseSettings settings = new DatabaseSettings(url, username, PASSWORD, folder);
    assertThatThrownBy(() -> Database.open(settings, CLOCK))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining(PASSWORD)
        .hasMessageNotContaining("sslkey");
  }
}
