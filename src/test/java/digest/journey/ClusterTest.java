package digest.journey;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Progress;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.testkit.OnPostgresql;
import digest.testkit.PostgresServer;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestDatabase;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real processes on one PostgreSQL: one is killed, one stopped past its lease and resumed.
 */
@OnPostgresql
class ClusterTest {

  /** More than three nodes take at once. */
  private static final int READERS = 1600;

  /** Two nodes with two connections each were hit, each with a window's messages on record. */
  private static final int MOST_TWICE = 2 * 2 * 4;

  /** Longer than the tests' lease of five seconds. */
  private static final Duration ASLEEP = Duration.ofSeconds(7);

  /** Who changed a delivery, as the server saw it. */
  private static final List<String> AUDIT =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS audit
            (who TEXT, state TEXT, token BIGINT, at TIMESTAMPTZ DEFAULT clock_timestamp(),
             n BIGINT GENERATED ALWAYS AS IDENTITY)""",
          """
          CREATE OR REPLACE FUNCTION audited() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO audit (who, state, token) VALUES (
              current_setting('application_name'), NEW.state, COALESCE(OLD.claim, NEW.claim));
            RETURN NEW; END $$""",
          """
          CREATE TRIGGER audited AFTER UPDATE ON deliveries
            FOR EACH ROW EXECUTE FUNCTION audited()""");

  @TempDir Path folder;

  @RepeatedTest(1)
  @DisplayName("delivery/L6 safety/F10: everybody once, and who slept past the lease writes no row")
  void aClusterThatIsHitMailsEverybodyOnce() throws Exception {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay.port())) {
      relay.at("DOT").replySlowly("250 2.0.0 kept", Duration.ofMillis(2));
      Edition edition = house.withFeed(5).withSubscribers(READERS).frozen("one");
      AUDIT.forEach(this::execute);
      try (NodeProcess killed = NodeProcess.start(folder, relay.port());
          NodeProcess sleeper = NodeProcess.start(folder, relay.port());
          NodeProcess survivor = NodeProcess.start(folder, relay.port())) {
        until(() -> writers().size() == 3 && begun(killed) > 20);
        killed.kill();
        until(() -> begun(sleeper) > 20);
        sleeper.stop();
        pause(ASLEEP);
        String asleep = server().query(database(), "SELECT clock_timestamp()").get(0);
        long lastToken = number("SELECT MAX(token) FROM audit WHERE who = '" + name(sleeper) + "'");
        assertThat(relay.received().size()).as("still at work").isLessThan(READERS);
        sleeper.wakeUp();
        until(() -> isOver(house, edition));
        assertThat(writtenUnder(sleeper, lastToken, asleep))
            .as("rows under its old claims")
            .isZero();
        assertThat(survivor.isAlive()).isTrue();
      }
      judge(house.press().rooms().deliveries().progress(edition.id()), relay.received());
      System.out.println("[cluster] rows written by node: " + writers());
    }
  }

  private static void judge(Progress end, List<ScriptedSmtpServer.Received> received) {
    assertThat(end.accepted()).isEqualTo(READERS);
    Map<String, Long> copies =
        received.stream()
            .collect(groupingBy(ScriptedSmtpServer.Received::recipient, TreeMap::new, counting()));
    assertThat(copies).as("lost").hasSize(READERS);
    int twice = received.size() - READERS;
    assertThat(twice).as("duplicates").isBetween(0, MOST_TWICE);
    System.out.println("[cluster] readers " + copies.size() + ", second copies " + twice);
  }

  private boolean isOver(TestPress house, Edition edition) {
    return house.press().rooms().deliveries().progress(edition.id()).accepted() == READERS;
  }

  private List<String> writers() {
    return server()
        .query(database(), "SELECT who || ' ' || COUNT(*) FROM audit GROUP BY who ORDER BY who");
  }

  private long begun(NodeProcess node) {
    return number(
        "SELECT COUNT(*) FROM audit WHERE state = 'SENDING' AND who = '" + name(node) + "'");
  }

  /**
   * What it claims anew after it woke up has a later token. What was written before it fell asleep
   * and is committed now counts as before: its rows were locked all the while.
   */
  private long writtenUnder(NodeProcess node, long token, String since) {
    return number(
        "SELECT COUNT(*) FROM audit WHERE who = '"
            + name(node)
            + "' AND token <= "
            + token
            + " AND at > '"
            + since
            + "'");
  }

  private static String name(NodeProcess node) {
    return "digest-" + node.pid();
  }

  private long number(String sql) {
    return Long.parseLong(server().query(database(), sql).get(0));
  }

  private void execute(String sql) {
    server().execute(database(), sql);
  }

  private static PostgresServer server() {
    return TestDatabase.server();
  }

  private String database() {
    String url = TestDatabase.settings(folder).url();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static void until(Callable<Boolean> condition) {
    patiently().until(condition);
  }

  private static void pause(Duration time) {
    patiently().pollDelay(time).until(() -> true);
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50));
  }

  private TestPress house(int port) {
    return new TestPress(folder, RelaySettings.local(port, 2), new TestClock());
  }
}
