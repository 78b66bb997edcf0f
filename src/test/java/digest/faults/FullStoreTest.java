package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import digest.edition.Edition;
import digest.testkit.OnPostgresql;
import digest.testkit.OnSqlite;
import digest.testkit.SmtpSink;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F8, the store's half: it takes nothing any more in mid-send, and then it does again. */
class FullStoreTest {

  private static final int CONNECTIONS = 4;
  private static final int WINDOW = 4;

  /** What was under way when the store filled up ends within this. */
  private static final Duration SETTLING = Duration.ofMillis(1500);

  private static final String FULL =
      """
      CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$""";

  @TempDir Path folder;

  @Test
  @OnSqlite
  @DisplayName(
      "safety/F8 delivery/L5 (short): a file that cannot grow in mid-send: nothing begins that cannot"
          + " be written down, and it goes on by itself")
  void aFileThatCannotGrow() {
    sqlite(3000, 1);
  }

  @Test
  @OnSqlite
  @Tag("faults")
  @DisplayName("safety/F8 delivery/L5: the same 10 times in a send of 20,000")
  void aFileThatCannotGrowTenTimes() {
    sqlite(20_000, 10);
  }

  @Test
  @OnPostgresql
  @DisplayName("safety/F8 delivery/L5 (short): a server that is full, or read-only, in mid-send")
  void aServerThatIsFull() {
    postgresql(2000, 1);
  }

  @Test
  @OnPostgresql
  @Tag("faults")
  @DisplayName("safety/F8 delivery/L5: the same 10 times in a send of 20,000")
  void aServerThatIsFullTenTimes() {
    postgresql(20_000, 10);
  }

  private interface Valve {
    void shut(Sender sender);

    void open(Sender sender);
  }

  /** A limit of the kernel's on how long a file may get: no write beyond it succeeds. */
  private void sqlite(int readers, int times) {
    assumeTrue(works("prlimit", "--version"), "prlimit is not here: nothing is proved by F8");
    drill(
        readers,
        times,
        new Valve() {
          @Override
          public void shut(Sender sender) {
            limit(sender, "4096");
          }

          @Override
          public void open(Sender sender) {
            limit(sender, "unlimited");
          }
        });
  }

  private void postgresql(int readers, int times) {
    drill(
        readers,
        times,
        new Valve() {
          private boolean readOnly;

          @Override
          public void shut(Sender sender) {
            if (readOnly) {
              execute("ALTER DATABASE " + database() + " SET default_transaction_read_only = on");
              execute(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                      + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            } else {
              execute(FULL);
              execute(
                  "CREATE TRIGGER no_room BEFORE UPDATE ON deliveries"
                      + " FOR EACH STATEMENT EXECUTE FUNCTION no_room()");
            }
          }

          @Override
          public void open(Sender sender) {
            if (readOnly) {
              execute(
                  "SET default_transaction_read_only = off; ALTER DATABASE "
                      + database()
                      + " RESET default_transaction_read_only");
            } else {
              execute("DROP TRIGGER no_room ON deliveries");
            }
            readOnly = !readOnly;
          }
        });
  }

  private void drill(int readers, int times, Valve valve) {
    try (SmtpSink sink = SmtpSink.start().latency(Duration.ofMillis(2))) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      Edition.Id edition = stage.frozen(readers);
      int begunMeanwhile = 0;
      try (Sender sender =
          Sender.start(
              new Sender.Task(folder, sink.port(), CONNECTIONS, WINDOW, "serve", edition))) {
        for (int time = 1; time <= times; time++) {
          int until = readers * time / (times + 1);
          Stage.until(() -> sink.record().kept() >= until);
          valve.shut(sender);
          int atOnce = sink.record().kept();
          Stage.pause(SETTLING);
          int settled = sink.record().kept();
          Stage.pause(SETTLING);
          assertThat(sink.record().kept()).as("sent without a ledger").isEqualTo(settled);
          assertThat(settled - atOnce)
              .as("under way when it filled up")
              .isLessThanOrEqualTo(2 * WINDOW * CONNECTIONS);
          assertThat(sender.isAlive()).isTrue();
          begunMeanwhile += settled - atOnce;
          valve.open(sender);
        }
        Stage.until(() -> sink.record().byRecipient().size() == readers);
        Stage.until(() -> stage.progress(edition).accepted() == readers);
      }
      Judge judge = Judge.of(sink.record(), readers);
      Figures.of("F8")
          .with("store-full", times)
          .with(judge)
          .with("ended-after-it-was-full", begunMeanwhile)
          .print();
      judge.nobodyIsLost();
      assertThat(judge.duplicates()).isLessThanOrEqualTo(times * WINDOW * CONNECTIONS);
    }
  }

  private static void limit(Sender sender, String bytes) {
    assertThat(works("prlimit", "--pid", Long.toString(sender.pid()), "--fsize=" + bytes + ":"))
        .isTrue();
  }

  private static boolean works(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private void execute(String sql) {
    TestDatabase.server().execute(database(), sql);
  }

  private String database() {
    String url = TestDatabase.settings(folder).url();
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
