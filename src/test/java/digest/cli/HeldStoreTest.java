package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.Config;
import digest.cli.TestHouse.Ran;
import digest.edition.Edition;
import digest.press.Press;
import digest.store.Database;
import digest.store.Nodes;
import digest.testkit.OnSqlite;
import digest.testkit.ScriptedSmtpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is restored: read it, but nobody is mailed from it. */
@OnSqlite
class HeldStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private ScriptedSmtpServer relay;
  private TestHouse house;

  @BeforeEach
  void open() throws IOException {
    relay = ScriptedSmtpServer.start();
    house = TestHouse.in(folder, relay.port()).withReaders();
    house.build();
    assertThat(house.run("database", "backup", house.path("copy.db")).code()).isZero();
    Files.move(
        folder.resolve("copy.db"),
        folder.resolve("digest.db"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(folder.resolve("digest.db-wal"));
    Files.deleteIfExists(folder.resolve("digest.db-shm"));
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  @DisplayName("picking/C5: a restored backup refuses to send, and all reading goes on")
  void aRestoredBackupRefusesToSend() {
    String before = house.checksum();
    for (String[] command :
        new String[][] {
          {"edition", "send", "1", "--yes"},
          {"send", "daily", "--yes"},
          {"edition", "resend", "1", "--state", "rejected", "--yes"}
        }) {
      Ran ran = house.run(command);
      assertThat(ran.code()).as(String.join(" ", command)).isEqualTo(1);
      assertThat(ran.err())
          .contains(
              "this store is a backup of Sun 22 Nov 2026 06:00 UTC", "digest database release");
    }
    assertThat(house.run("edition", "list").code()).isZero();
    assertThat(house.run("edition", "preview", "1", "--out", house.path("look")).code()).isZero();
    assertThat(house.run("edition", "send", "1", "--dry-run", "--out", house.path("dry")).code())
        .isZero();
    assertThat(house.checksum()).isEqualTo(before);
    assertThat(relay.received()).isEmpty();
    assertThat(house.run("subscriber", "import", house.path("readers.csv")).code()).isZero();
  }

  @Test
  @DisplayName("picking/C5, safety/T31: a release shows what would go out, and asks")
  void aReleaseShowsAndAsks() {
    String before = house.checksum();
    Ran unanswered = house.run("database", "release");
    assertThat(unanswered.code()).isEqualTo(2);
    assertThat(unanswered.err()).contains("add --yes");
    assertThat(house.runAnswering("n\n", "database", "release").code()).isEqualTo(1);
    assertThat(house.checksum()).isEqualTo(before);
    Ran released = house.run("database", "release", "--yes");
    assertThat(released.code()).isZero();
    assertThat(released.out())
        .contains("is a backup of", "Nothing would go out at once", "Released.");
    assertThat(house.run("database", "release").out()).contains("not held");
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    assertThat(relay.received()).hasSize(3);
  }

  @Test
  @DisplayName("picking/C5: serve on a held store sends nothing, and goes on when it is released")
  void serveGoesOnByItself() throws InterruptedException {
    house.run("database", "release", "--yes");
    freeze();
    hold();
    TestHouse beside = TestHouse.empty(folder, InstantSource.fixed(TestHouse.NOW));
    Thread serving = new Thread(() -> beside.run("serve"));
    serving.start();
    await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> relay.received().isEmpty());
    Ran released = house.run("database", "release", "--yes");
    assertThat(released.out()).contains("daily number 1", "goes on to 3 readers");
    await().atMost(PATIENCE).until(() -> relay.received().size() == 3);
    serving.interrupt();
    serving.join(PATIENCE.toMillis());
    assertThat(serving.isAlive()).isFalse();
  }

  private void freeze() {
    try (Press press = house.press()) {
      Edition edition = press.rooms().editions().latest(1).get(0);
      press.freezeEdition().approveAndFreeze(edition.id(), edition.hash());
    } finally {
      house.close();
    }
  }

  private void hold() {
    try (Database database =
        Database.open(
            Config.read(folder.resolve("digest.yaml"), Map.of()).database(),
            InstantSource.fixed(TestHouse.NOW))) {
      Nodes nodes = new Nodes(database);
      assertThat(nodes.hold("nothing is sent: a test holds it", nodes.look())).isTrue();
    }
  }
}
