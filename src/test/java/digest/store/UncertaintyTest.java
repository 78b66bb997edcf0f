package digest.store;

import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Delivery;
import digest.delivery.Delivery.State;
import digest.delivery.Evidence;
import digest.delivery.SmtpReply;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UncertaintyTest {

  private static final SmtpReply READ =
      new SmtpReply(250, "2.0.0", "status=sent (250 ok)", Evidence.COMMAND);

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Deliveries deliveries;
  private Edition edition;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    deliveries = new Deliveries(database);
    Samples.readers(database, 4);
    edition = Samples.frozenEdition(database, 23, "a");
    make("UNCERTAIN", "state = 'PENDING'");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theEvidenceStandsInTheRowAndTheEditionEnds() {
    List<Evidence> all = all(State.ACCEPTED);
    assertThat(deliveries.settle(all, NOW)).isEqualTo(Map.of(State.ACCEPTED, 4));
    Delivery settled = list().get(0);
    assertThat(settled.state()).isEqualTo(State.ACCEPTED);
    assertThat(settled.lastReply()).isEqualTo(READ);
    assertThat(settled.remark()).isNull();
    assertThat(deliveries.timing(edition.id()).finishedAt()).isEqualTo(NOW);
    assertThat(coverage()).containsExactly(Coverage.State.SENT);
  }

  @Test
  void settlingTwiceChangesNothingMore() {
    List<Evidence> all = all(State.ACCEPTED);
    deliveries.settle(all, NOW);
    String before = database.checksum();
    assertThat(deliveries.settle(all, NOW.plusSeconds(9))).isEmpty();
    assertThat(deliveries.uncertain()).isEmpty();
    assertThat(database.checksum()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"UNCERTAIN", "CLAIMED"},
      mode = EnumSource.Mode.EXCLUDE)
  void aRowThatIsNotUncertainIsNeverTouched(State state) {
    List<Evidence> all = all(State.REJECTED);
    make(state.name(), "state = 'UNCERTAIN'");
    String before = database.checksum();
    assertThat(deliveries.settle(all, NOW)).isEmpty();
    assertThat(database.checksum()).isEqualTo(before);
  }

  @Test
  void anotherMessageIdChangesNothing() {
    List<Evidence> strange = new ArrayList<>();
    for (Evidence one : all(State.ACCEPTED)) {
      strange.add(new Evidence(one.delivery(), "x" + one.messageId(), one.verdict(), one.reply()));
    }
    String before = database.checksum();
    assertThat(deliveries.settle(strange, NOW)).isEmpty();
    assertThat(database.checksum()).isEqualTo(before);
  }

  @Test
  void anEditionThatReachedNobodyAfterAllGivesItsArticlesFree() {
    deliveries.finish(edition.id(), NOW);
    assertThat(coverage()).containsExactly(Coverage.State.RESERVED);
    deliveries.settle(all(State.REJECTED).subList(0, 3), NOW);
    assertThat(coverage()).containsExactly(Coverage.State.RESERVED);
    deliveries.settle(all(State.REJECTED), NOW);
    assertThat(coverage()).isEmpty();
  }

  @Test
  void whatIsStillOpenKeepsTheEditionFromEnding() {
    make("PENDING", "subscriber_id = 1");
    deliveries.settle(all(State.REJECTED), NOW);
    assertThat(deliveries.progress(edition.id()).rejected()).isEqualTo(3);
    assertThat(deliveries.timing(edition.id()).finishedAt()).isNull();
    assertThat(coverage()).containsExactly(Coverage.State.RESERVED);
  }

  private List<Evidence> all(State verdict) {
    return deliveries.uncertain().values().stream()
        .map(each -> new Evidence(each.id(), each.messageId(), verdict, READ))
        .toList();
  }

  private List<Coverage.State> coverage() {
    return database.read(handle -> NeverRepeat.of(handle, Samples.DAILY, "")).values().stream()
        .map(Coverage::state)
        .toList();
  }

  private List<Delivery> list() {
    return deliveries.list(edition.id(), EnumSet.allOf(State.class), 0, 10);
  }

  private void make(String state, String where) {
    String set = "state = '" + state + "', remark = 'made', next_attempt_at = " + Micros.of(NOW);
    StoredRows.deliveries(database, edition.id(), set, where);
  }
}
