package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may be mailed, changed from the terminal. */
class SubscriberCommandTest {

  @TempDir Path folder;
  private TestHouse house;

  @BeforeEach
  void house() {
    house = TestHouse.in(folder, 25).withReaders();
  }

  @Test
  void somebodyIsAddedAndTakenOff() {
    Ran added = house.run("subscriber", "add", "zed@example.org", "--name", "Zed");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(show("zed@example.org")).contains("Zed").contains("confirmed");
    assertThat(house.run("subscriber", "remove", "zed@example.org").code()).isZero();
    assertThat(show("zed@example.org")).contains("unsubscribed");
  }

  @Test
  @DisplayName("readers/I4: who has left is not brought back, by hand neither")
  void whoHasLeftIsNotAddedAgain() {
    Ran ran = house.run("subscriber", "add", "dee@example.org");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("has left");
  }

  @Test
  void aSuppressionIsStrongerThanAdding() {
    assertThat(house.run("subscriber", "suppress", "ann@example.org").code()).isZero();
    assertThat(house.run("subscriber", "add", "ann@example.org").code()).isEqualTo(1);
    assertThat(show("ann@example.org")).contains("Suppressed").contains("manual");
    assertThat(house.run("subscriber", "unsuppress", "ann@example.org").out())
        .contains("may be mailed again");
    assertThat(show("ann@example.org")).doesNotContain("Suppressed");
  }

  @Test
  @DisplayName("readers/I5: erasing asks, and leaves nothing")
  void erasingAsksAndForgets() {
    assertThat(house.run("subscriber", "erase", "ann@example.org").code()).isEqualTo(2);
    assertThat(house.runAnswering("n\n", "subscriber", "erase", "ann@example.org").code())
        .isEqualTo(1);
    assertThat(show("ann@example.org")).contains("Ann");
    assertThat(house.run("subscriber", "erase", "ann@example.org", "--yes").code()).isZero();
    assertThat(house.run("subscriber", "list").out()).doesNotContain("ann@example.org");
    house.run("subscriber", "import", house.path("readers.csv"));
    assertThat(house.run("subscriber", "list").out()).doesNotContain("ann@example.org");
  }

  @Test
  @DisplayName("readers/I2: a dry run of an import writes nothing")
  void aDryImportWritesNothing() {
    String before = house.checksum();
    house.write("new.csv", "address,lists\nnew@example.org,readers\n");
    Ran ran = house.run("subscriber", "import", house.path("new.csv"), "--dry-run");
    assertThat(ran.out()).contains("Would be: 1 added");
    assertThat(house.checksum()).isEqualTo(before);
  }

  @Test
  @DisplayName("safety/T31: a row goes to no list that it did not name, unless there is one only")
  void rowsWithoutAListAreNotGuessedAt() {
    house.write("bare.csv", "address\nbare@example.org\n");
    assertThat(house.run("subscriber", "import", house.path("bare.csv")).out()).contains("1 added");
    house.write(
        "digest.yaml",
        TestHouse.config(25, "daily", "0 0 7 ? * *", "Europe/Berlin")
            .replace(
                "  - {id: readers,",
                "  - {id: others, title: Others, optIn: double}\n  - {id: readers,"));
    house.write("bare2.csv", "address\nbare2@example.org\n");
    Ran refused = house.run("subscriber", "import", house.path("bare2.csv"));
    assertThat(refused.out()).contains("1 rejected").contains("names no list");
    Ran named = house.run("subscriber", "import", house.path("bare2.csv"), "--list", "others");
    assertThat(named.out()).contains("1 added");
    assertThat(house.run("subscriber", "import", house.path("bare2.csv"), "--list", "x").code())
        .isEqualTo(2);
  }

  @Test
  @DisplayName("readers/I5: an export is read back to the same")
  void anExportReadsBackToTheSame() {
    for (String name : new String[] {"all.csv", "all.json"}) {
      assertThat(house.run("subscriber", "export", house.path(name)).out()).contains("5 rows");
      Ran back = house.run("subscriber", "import", house.path(name));
      assertThat(back.out()).contains("0 added, 0 updated, 5 unchanged");
    }
  }

  private String show(String address) {
    return house.run("subscriber", "show", address).out();
  }
}
