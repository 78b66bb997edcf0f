package digest.store;

import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.testkit.OnSqlite;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is so because the store is a file. */
@OnSqlite
class SqliteFileTest {

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
  @DisplayName("safety/T22: no secret in what a log may print, and nobody else reads the file")
  void theSecretIsNowhereInWords() throws IOException {
    String secret = HexFormat.of().formatHex(store.get().secret());
    DatabaseSettings settings =
        new DatabaseSettings("sqlite:" + store.file(), "user", "hunter2", folder.resolve("data"));
    assertThat(store.get().toString()).doesNotContain(secret);
    assertThat(settings.toString()).doesNotContain("hunter2");
    for (String ending : new String[] {"", "-wal"}) {
      Path file = Path.of(store.file() + ending);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  @DisplayName("delivery/L8: one dispatcher, also among two objects of one process")
  void oneDispatcherAtATime() throws Exception {
    AutoCloseable first = store.get().tryDispatch().orElseThrow();
    assertThat(store.get().tryDispatch()).isEmpty();
    try (Database second = store.openAgain()) {
      assertThat(second.tryDispatch()).isEmpty();
      first.close();
      Optional<AutoCloseable> next = second.tryDispatch();
      assertThat(next).isPresent();
      next.get().close();
    }
  }

  @Test
  void aBackupHoldsEverything() {
    Samples.reader(store.get(), "ann");
    Path copy = folder.resolve("copy.db");
    store.get().backup(copy);
    DatabaseSettings settings =
        new DatabaseSettings("sqlite:" + copy, null, null, folder.resolve("data"));
    try (Database restored = Database.open(settings, CLOCK)) {
      assertThat(new Nodes(restored).look().held())
          .contains("backup of", "digest database release");
      restored.write(handle -> handle.execute("UPDATE store SET held = NULL"));
      assertThat(restored.checksum()).isEqualTo(store.get().checksum());
      assertThat(restored.secret()).isEqualTo(store.get().secret());
    }
    assertThatThrownBy(() -> store.get().backup(copy))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("exists already");
  }

  @Test
  void everyCommitIsSyncedToTheDisk() {
    int full = 2;
    assertThat(pragma("synchronous")).isEqualTo(Integer.toString(full));
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("foreign_keys")).isEqualTo("1");
  }

  @Test
  void whatIsNoDatabaseIsRefusedInWords() throws IOException {
    Path letter = folder.resolve("letter.txt");
    Files.writeString(letter, "Dear reader, ".repeat(1000));
    refused("sqlite:" + letter, "not a Digest database");
    refused("sqlite:" + folder, "is a folder");
    refused("sqlite:" + folder.resolve("no/such/digest.db"), "folder does not exist");
    refused("sqlite:/proc/digest.db", "/proc/digest.db");
    assertThat(Files.readString(letter)).startsWith("Dear reader");
  }

  @Test
  void aFullDiskIsSaidSo() {
    store.get().write(handle -> handle.execute("PRAGMA max_page_count = 1"));
    assertThatThrownBy(() -> Samples.readers(store.get(), 1000))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining("disk is full");
    store.get().write(handle -> handle.execute("PRAGMA max_page_count = 1000000"));
    Samples.readers(store.get(), 3);
  }

  @Test
  void deadProcessesNativeLibrariesAreSwept() throws IOException {
    long nobody = 999_999_999;
    Path dead = Files.createDirectories(folder.resolve("data/native/" + nobody));
    Files.writeString(dead.resolve("sqlite.so"), "old");
    Path notOurs = Files.createDirectories(folder.resolve("data/native/keep"));
    store.reopen();
    assertThat(dead).doesNotExist();
    assertThat(notOurs).exists();
  }

  private void refused(String url, String words) {
    DatabaseSettings settings = new DatabaseSettings(url, null, null, folder.resolve("data"));
    assertThatThrownBy(() -> Database.open(settings, CLOCK))
        .isInstanceOf(StoreFault.class)
        .hasMessageContaining(words);
  }

  private String pragma(String name) {
    return store
        .get()
        .write(handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }
}
