package digest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.store.LedgerRows;
import digest.testkit.SmtpSink;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F7: readers whose mail breaks every connection it is tried on. */
class PoisonTest {

  private static final int CONNECTIONS = 4;
  private static final int MOST_TRIES = 5;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName(
      "safety/F7 delivery/L7 (short): who kills the connection is set aside after five tries, at the"
          + " head, in the middle and at the end, and everybody else gets it once")
  void onlyThePoisonedFail(boolean chunks) {
    drill(200, "rcpt=drop", chunks);
  }

  @ParameterizedTest
  @Tag("faults")
  @ValueSource(strings = {"rcpt=drop", "data=drop"})
  @DisplayName("safety/F7 delivery/L7: the same among 10,000")
  void onlyThePoisonedFailOfTenThousand(String fault) {
    drill(10_000, fault, false);
  }

  @Test
  @DisplayName("safety/F7 delivery/L7: a row that cannot be read is set aside, and the others go")
  void aRowThatCannotBeReadIsSetAside() {
    try (SmtpSink sink = SmtpSink.start()) {
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      try (TestPress house = stage.house()) {
        Edition.Id edition = Stage.frozen(house, 50);
        LedgerRows.change(
            house.database(),
            "UPDATE deliveries SET address = 'no address' WHERE address = 'user25@example.test'");
        Progress end = stage.sendToTheEnd(house, edition).progress();
        Set<String> wanted = Judge.readers(50);
        wanted.remove(Judge.reader(25));
        Judge judge = Judge.of(sink.record(), wanted);
        Figures.of("F7").with("fault", "unreadable-row").with(judge).with("books", end).print();
        judge.nobodyIsLost().nobodyGotItTwice();
      }
    }
  }

  private void drill(int readers, String fault, boolean chunks) {
    Set<String> poisoned =
        Set.of(Judge.reader(0), Judge.reader(readers / 2), Judge.reader(readers - 1));
    try (SmtpSink sink = SmtpSink.start().withChunking(chunks)) {
      poisoned.forEach(reader -> sink.fault(fault + ",to=^" + reader));
      Stage stage = Stage.of(folder, sink, CONNECTIONS);
      try (TestPress house = stage.house()) {
        Edition.Id edition = Stage.frozen(house, readers);
        Progress end = stage.sendToTheEnd(house, edition).progress();
        Set<String> wanted = Judge.readers(readers);
        wanted.removeAll(poisoned);
        Judge judge = Judge.of(sink.record(), wanted);
        Figures.of("F7")
            .with("fault", fault)
            .with("chunks", chunks)
            .with(judge)
            .with("poisoned", end.excluded())
            .with("breaks", sink.record().faults())
            .print();
        judge.nobodyIsLost().nobodyGotItTwice();
        assertThat(end)
            .isEqualTo(new Progress(0, 0, 0, wanted.size(), 0, 0, 0, 0, poisoned.size()));
        assertThat(poisoned).allSatisfy(reader -> setAside(house, reader));
        // A link that breaks at its first mail may be the relay's whim: tried once more, not
        // counted.
        assertThat(sink.record().faults(fault))
            .as("tries that broke")
            .isBetween(MOST_TRIES * poisoned.size(), 2 * MOST_TRIES * poisoned.size());
      }
    }
  }

  private static void setAside(TestPress house, String reader) {
    List<Delivery> rows = house.press().rooms().deliveries().find(EmailAddress.of(reader));
    assertThat(rows)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(Delivery.State.EXCLUDED);
              assertThat(row.remark()).startsWith(Delivery.Exclusion.POISON.name());
            });
  }
}
