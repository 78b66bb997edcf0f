package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code digest database migrate --from … --to …} */
class MoveCommandTest {

  @TempDir Path folder;
  private TestHouse house;

  @BeforeEach
  void open() {
    house = TestHouse.in(folder, 25).withReaders();
    house.build();
  }

  @Test
  @DisplayName("picking/C5: after a move the old store refuses to send and names the new one")
  void aMoveIsCountedAndTheOldStoreIsHeld() {
    Ran moved = migrate("sqlite:" + house.path("digest.db"), "sqlite:" + house.path("new.db"));
    assertThat(moved.code()).as(moved.err()).isZero();
    assertThat(moved.out())
        .containsPattern("subscribers +5\\n")
        .contains("every row was read back", "Now let database.url in");
    assertThat(moved.err()).contains("subscribers: 5 rows");
    Ran refused = house.run("edition", "send", "1", "--yes");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("this store was moved to " + house.path("new.db"));
  }

  @Test
  void halfAMoveIsAUsageFault() {
    Ran ran = house.run("database", "migrate", "--from", "sqlite:x.db");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("a move needs both: --from and --to");
    assertThat(house.run("database", "migrate").out()).contains("up to date");
    assertThat(migrate("sqlite:" + house.path("none.db"), "sqlite:x.db").err())
        .contains("there is no such file");
    assertThat(house.run("database", "backup", house.path("digest.db")).err())
        .contains("exists already");
  }

  private Ran migrate(String from, String to) {
    return house.run("database", "migrate", "--from", from, "--to", to);
  }
}
