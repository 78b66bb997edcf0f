package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.testkit.OnPostgresql;
import digest.testkit.SmtpSink;
import digest.testkit.TestDatabase;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/**
 * F10 at full length: nodes that sleep past their lease, and a server that restarts. The short
 * forms are the journeys of the cluster and of the server's restart.
 */
@OnPostgresql
class SleepingNodesTest {

  private static final int CONNECTIONS = 2;
  private static final int WINDOW = 4;
  private static final int TIMES = 20;
  private static final int RESTARTS = 10;

  /** Longer than the tests' lease of five seconds. */
  private static final Duration ASLEEP = Duration.ofSeconds(7);

  private static final List<String> AUDIT =
      List.of(
          "CREATE TABLE audit (who TEXT, token BIGINT)",
          """
          CREATE FUNCTION audited() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO audit (who, token) VALUES (
              current_setting('application_name'), COALESCE(OLD.claim, NEW.claim));
            RETURN NEW; END $$""",
          """
          CREATE TRIGGER audited AFTER UPDATE ON deliveries
            FOR EACH ROW EXECUTE FUNCTION audited()""");

  @TempDir Path folder;

  @InFull
  @DisplayName(
      "safety/F10 delivery/L6: one of two nodes is stopped past its lease 20 times: it writes no row"
          + " under its old claims, and nobody is lost")
  void whoSleptPastTheLeaseWritesNoRow() {
    int readers = 60_000;
    try (SmtpSink sink = SmtpSink.start().latency(Duration.ofMillis(15))) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      Edition.Id edition = stage.frozen(readers);
      AUDIT.forEach(this::execute);
      int slept = 0;
      try (Sender sleeper = node(stage, edition);
          Sender other = node(stage, edition)) {
        Stage.until(() -> written(sleeper) > 0 && written(other) > 0);
        while (slept < TIMES && sink.record().kept() < readers * 9 / 10) {
          sleep(sleeper);
          slept++;
          long before = written(sleeper);
          Stage.until(() -> written(sleeper) > before || sink.record().kept() >= readers);
        }
        until(() -> stage.progress(edition).accepted() == readers);
      }
      Judge judge = Judge.of(sink.record(), readers);
      Figures.of("F10").with("sleeps", slept).with(judge).with("rows-under-old-claims", 0).print();
      assertThat(slept).isEqualTo(TIMES);
      judge.nobodyIsLost();
      assertThat(judge.duplicates()).isLessThanOrEqualTo(TIMES * CONNECTIONS * WINDOW);
    }
  }

  @InFull
  @DisplayName("safety/F10 delivery/L5: the server restarts ten times in mid-send, nobody is lost")
  void aServerThatRestartsTenTimesLosesNobody() {
    int readers = 20_000;
    try (SmtpSink sink = SmtpSink.start().latency(Duration.ofMillis(2))) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      try (TestPress house = stage.house()) {
        Edition.Id edition = Stage.frozen(house, readers);
        house.press().dispatchEdition().keepRunning();
        for (int restart = 1; restart <= RESTARTS; restart++) {
          int until = readers * restart / (RESTARTS + 1);
          Stage.until(() -> sink.record().kept() >= until);
          TestDatabase.server().stop();
          TestDatabase.server().startAgain();
        }
        until(() -> house.press().steerEdition().progress(edition).accepted() == readers);
      }
      Judge judge = Judge.of(sink.record(), readers);
      Figures.of("F10").with("restarts", RESTARTS).with(judge).print();
      judge.nobodyIsLost();
      assertThat(judge.duplicates()).isLessThanOrEqualTo(RESTARTS * CONNECTIONS * WINDOW);
    }
  }

  /** Stopped past its lease and woken; what it had may be anybody's by then. */
  private void sleep(Sender sleeper) {
    sleeper.signal("STOP");
    Stage.pause(ASLEEP);
    long token = number("SELECT COALESCE(MAX(token), 0) FROM audit WHERE who = " + name(sleeper));
    String old = "SELECT COUNT(*) FROM audit WHERE token <= " + token + " AND who = ";
    long before = number(old + name(sleeper));
    sleeper.signal("CONT");
    Stage.pause(Duration.ofSeconds(1));
    assertThat(number(old + name(sleeper))).as("rows under its old claims").isEqualTo(before);
  }

  private static Sender node(Stage stage, Edition.Id edition) {
    return Sender.start(
        new Sender.Task(
            stage.folder(), stage.sink().port(), CONNECTIONS, WINDOW, "serve", edition));
  }

  private long written(Sender node) {
    return number("SELECT COUNT(*) FROM audit WHERE who = " + name(node));
  }

  private static String name(Sender node) {
    return "'digest-" + node.pid() + "'";
  }

  private long number(String sql) {
    return Long.parseLong(TestDatabase.server().query(database(), sql).get(0));
  }

  private void execute(String sql) {
    TestDatabase.server().execute(database(), sql);
  }

  private String database() {
    String url = TestDatabase.settings(folder).url();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static void until(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(10))
        .ignoreExceptions()
        .pollInterval(Duration.ofMillis(200))
        .until(condition);
  }
}
