package digest.store;

import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Delivery.State;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is asked while an edition is being sent must not read it from end to end: with a million
 * readers each such look costs a second. Some readers are waiting, some have their mail, one was
 * refused; the plan is the one that a database makes of what it knows then.
 */
class QueryPlansTest {

  private static final int READERS = 3_000;

  @TempDir Path folder;
  private TestDatabase store;
  private Edition edition;

  @BeforeEach
  void sendHalfOfAnEdition() {
    store = TestDatabase.in(folder);
    Database database = store.get();
    Samples.readers(database, READERS);
    edition = Samples.frozenEdition(database, 23, "a");
    database.write(
        handle ->
            handle.execute(
                "UPDATE deliveries SET state = 'ACCEPTED', next_attempt_at = NULL"
                    + " WHERE subscriber_id <= 1500"));
    database.write(
        handle ->
            handle.execute(
                "UPDATE deliveries SET state = 'REJECTED', next_attempt_at = NULL"
                    + " WHERE subscriber_id = 2999"));
    Samples.claim(database, edition.id(), 200);
    if (database.isShared()) {
      database.write(handle -> handle.execute("ANALYZE"));
    }
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  @DisplayName("delivery/A3, picking/Z1: nothing that runs while sending reads the whole edition")
  void nothingThatRunsWhileSendingReadsTheWholeEdition() {
    statements().forEach((what, sql) -> assertThat(plan(sql)).as(what).allSatisfy(this::isSmall));
  }

  @Test
  @DisplayName("delivery/A2: counts come from the narrow indices, and see every row")
  void countsComeFromIndices() {
    if (!store.get().isShared()) {
      assertThat(plan(DeliveryCounts.COUNTS)).allSatisfy(this::isSmall);
    }
    long counted = new Deliveries(store.get()).progress(edition.id()).candidates();
    assertThat(counted).isEqualTo(READERS);
  }

  @Test
  @DisplayName("delivery/A3: the plans stay the same when the list is empty as when it is long")
  void anEmptyStoreHasTheSamePlans() {
    if (store.get().isShared()) {
      return; // PostgreSQL counts its rows, and reads a few of them all at once
    }
    store.get().write(handle -> handle.execute("DELETE FROM deliveries"));
    store.reopen();
    statements().forEach((what, sql) -> assertThat(plan(sql)).as(what).allSatisfy(this::isSmall));
  }

  private Map<String, String> statements() {
    Dialect dialect = store.get().dialect();
    Map<String, String> all = new LinkedHashMap<>();
    for (State state : List.of(State.PENDING, State.DEFERRED, State.UNCERTAIN)) {
      for (String ring : List.of("", " AND d.ring > 0 AND d.ring = 1")) {
        all.put("claim " + state + ring, Claims.next(state, ring, dialect));
      }
    }
    all.put("claim's end", Leases.END);
    all.put("release", Leases.GIVE_BACK);
    all.put("next due", DeliveryCounts.NEXT_DUE);
    all.put("work", DeliveryCounts.HAS_WORK);
    all.put("withdrawn", DeliveryCounts.WITHDRAWN);
    all.put("of an address", DeliveryCounts.OF_SUBSCRIBER);
    all.put("page", page(EnumSet.of(State.REJECTED, State.EXPIRED, State.CLAIMED)));
    all.put("sent", page(EnumSet.of(State.ACCEPTED)));
    all.put("end", NeverRepeat.FINISH);
    all.put("free", NeverRepeat.RELEASE);
    all.put("recover", Recovery.UNCERTAIN);
    all.put("recover a try", Recovery.TRIED);
    all.put("without a claim", Recovery.UNCLAIMED);
    all.put("uncertain", Uncertainty.ALL);
    all.put("leaves", OpenDeliveries.OF_ALL);
    all.put("leaves a list", OpenDeliveries.OF_LIST);
    all.put("stops a newsletter", OpenDeliveries.OF_NEWSLETTER);
    all.put("mark", OpenDeliveries.MARK);
    all.put("ring", RingRows.TALLY);
    all.put("sendable", Editions.SENDABLE);
    if (!store.get().isShared()) { // PostgreSQL may take some from the table's beginning
      all.put("exclude", OpenDeliveries.SOME);
      all.put("resend", Recovery.RESEND.replace("<states>", "'REJECTED'"));
    }
    return all;
  }

  private static String page(Set<State> states) {
    List<String> sets = new ArrayList<>();
    states.forEach(state -> sets.add(DeliveryCounts.OF_SET + DeliverySets.in(state)));
    return DeliveryCounts.PAGE.replace("<sets>", String.join(" UNION ALL ", sets));
  }

  /** Neither the table nor an edition of it from end to end. */
  private void isSmall(String step) {
    assertThat(step)
        .doesNotContain("PRIMARY KEY (edition_id=?)")
        .doesNotMatch("SCAN (d|deliveries)( USING .*_(pending|deferred|ended))?")
        .doesNotMatch(".*Seq Scan on deliveries.*");
  }

  private List<String> plan(String sql) {
    boolean isShared = store.get().isShared();
    String explain = isShared ? "EXPLAIN " : "EXPLAIN QUERY PLAN ";
    String filled =
        sql.replace("<within>", "")
            .replace("<subscribers>", "7")
            .replaceAll(":(edition|token|count|limit|offset|chunk|uncertainToo|subscriber)", "1")
            .replaceAll(":(now|since|until)", Long.toString(Micros.of(NOW)))
            .replaceAll(":ring", "1")
            .replaceAll(":scope", "'all'")
            .replaceAll("(?<!:):[a-zA-Z]+", "'x'");
    return store.get().read(handle -> steps(handle, explain + filled, isShared ? 1 : 4));
  }

  private static List<String> steps(Handle handle, String sql, int column) {
    return handle.createQuery(sql).map((row, context) -> row.getString(column)).list();
  }
}
