package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static digest.store.Samples.READERS;
import static digest.store.Samples.address;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.audience.Suppression;
import digest.edition.Edition;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriberImportTest {

  private static final Path SAMPLES = Path.of("src/test/resources/subscribers");

  @TempDir Path folder;
  private TestDatabase store;
  private Database database;
  private Subscribers subscribers;

  @BeforeEach
  void open() {
    store = TestDatabase.in(folder);
    database = store.get();
    subscribers = new Subscribers(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("readers/I1: all that a row says is kept")
  void aRowIsKeptWhole() {
    assertThat(importFile("comma.csv")).isEqualTo(report(2, 0, 0));
    Subscriber ann = find("ann");
    assertThat(ann.name()).isEqualTo("Ann");
    assertThat(ann.locale()).isEqualTo(Locale.UK);
    assertThat(ann.zone()).hasToString("Europe/London");
    assertThat(ann.topics()).containsExactlyInAnyOrder("Sport", "Culture");
    assertThat(ann.attributes()).isEqualTo(Map.of("city", "London"));
    Instant agreed = Instant.parse("2026-01-31T08:00:00Z");
    assertThat(subscribers.subscriptions(ann.id()))
        .containsExactly(
            new Subscription(
                ann.id(),
                READERS,
                Subscription.State.CONFIRMED,
                agreed,
                new Subscription.Consent(agreed, "form", "203.0.113.9", "Yes, please")));
    Subscriber bob = find("bob");
    assertThat(subscribers.subscriptions(bob.id())).as("the lists cell is empty").isEmpty();
  }

  @Test
  @DisplayName("readers/I1, I5: a row that says nothing of lists goes to the default, with proof")
  void theDefaultListTakesTheRest() {
    importFile("lines.ndjson");
    assertThat(subscribers.subscriptions(find("bob").id()))
        .containsExactly(
            new Subscription(
                find("bob").id(),
                READERS,
                Subscription.State.CONFIRMED,
                NOW,
                new Subscription.Consent(null, "import of a test", null, null)));
  }

  @Test
  @DisplayName(
      "readers/I2: row by row: added, updated, unchanged, rejected with row, value, reason")
  void eachRowIsAccountedFor() {
    ImportReport report = importFile("bad-rows.csv");
    assertThat(report.added()).isEqualTo(2);
    assertThat(report.unchanged()).as("ann@EXAMPLE.org is ann again").isEqualTo(1);
    assertThat(report.rejected())
        .extracting(ImportReport.RejectedRow::row)
        .containsExactly(3, 4, 5, 8, 9, 10);
    assertThat(report.rejected())
        .extracting(ImportReport.RejectedRow::value)
        .startsWith("not an address", "", "bob@example.org");
    assertThat(report.rejected().get(1).reason()).isEqualTo("the address is missing");
    assertThat(report.rejected().get(5).value()).doesNotContain("\u202e");
    assertThat(importFile("bad-rows.csv"))
        .isEqualTo(new ImportReport(0, 0, 3, report.rejected(), 0));
  }

  @ParameterizedTest
  @DisplayName("readers/I2: a dry run reports what an import does, and writes nothing")
  @ValueSource(strings = {"comma.csv", "bad-rows.csv", "array.json", "lines.ndjson"})
  void aDryRunWritesNothing(String file) {
    Samples.reader(database, "ann");
    String before = database.checksum();
    ImportReport rehearsed = importFile(file, true);
    assertThat(database.checksum()).isEqualTo(before);
    assertThat(importFile(file, false)).isEqualTo(rehearsed);
  }

  @Test
  void aRowCompletesWhatIsKnownAndForgetsNothing() {
    Subscriber ann = Samples.reader(database, "ann");
    assertThat(take(Map.of("address", "ANN@example.org", "locale", "fr", "plan", "gold")))
        .isEqualTo(report(0, 1, 0));
    Subscriber now = find("ann");
    assertThat(now.id()).isEqualTo(ann.id());
    assertThat(now.name()).isEqualTo(ann.name());
    assertThat(now.address()).as("as it was first written").isEqualTo(address("ann"));
    assertThat(now.locale()).isEqualTo(Locale.FRENCH);
    assertThat(now.attributes()).containsEntry("plan", "gold").containsEntry("city", "Łódź");
    assertThat(take(Map.of("address", "ann@example.org"))).isEqualTo(report(0, 0, 1));
  }

  @Test
  @DisplayName("readers/I4: no import brings back who has left")
  void anImportDoesNotReviveWhoHasLeft() {
    Subscriber ann = Samples.reader(database, "ann");
    subscribers.leave(ann.id(), READERS, NOW);
    subscribers.stop(ann.id(), DAILY, NOW);
    take(
        Map.of(
            "address", "ann@example.org",
            "status", "confirmed",
            "lists", "readers",
            "consent_at", "2027-01-01T00:00:00Z"));
    assertThat(subscribers.subscriptions(ann.id()).get(0).state())
        .isEqualTo(Subscription.State.UNSUBSCRIBED);
    assertThat(subscribers.stops(ann.id())).containsExactly(DAILY);
  }

  @Test
  @DisplayName("readers/I4: no import brings back who is suppressed, or adds them")
  void anImportDoesNotReviveWhoIsSuppressed() {
    Samples.reader(database, "ann");
    subscribers.suppress(address("ann"), Suppression.Reason.HARD_BOUNCE, NOW);
    subscribers.suppress(address("bob"), Suppression.Reason.COMPLAINT, NOW);
    String before = database.checksum();
    assertThat(take(Map.of("address", "Ann@example.org", "name", "Other")).suppressed()).isOne();
    assertThat(take(Map.of("address", "bob@example.org")).suppressed()).isOne();
    assertThat(database.checksum()).isEqualTo(before);
  }

  @Test
  @DisplayName("readers/I5, safety/T30: an import does not bring back who was erased")
  void anImportDoesNotReviveWhoWasErased() {
    Samples.reader(database, "ann");
    subscribers.erase(address("ann"), NOW);
    assertThat(importFile("comma.csv")).isEqualTo(new ImportReport(1, 0, 0, List.of(), 1));
    assertThat(subscribers.find(address("ann"))).isEmpty();
  }

  @Test
  void anImportMayTakeAwayAndTakesBackWhatIsUnderWay() {
    Subscriber ann = Samples.reader(database, "ann");
    Samples.reader(database, "bob");
    Samples.reader(database, "carol");
    Edition edition = Samples.frozenEdition(database, 23, "a");
    take(Map.of("address", "ann@example.org", "status", "unsubscribed"));
    take(Map.of("address", "bob@example.org", "stops", "daily"));
    take(Map.of("address", "carol@example.org", "suppressed", "complaint"));
    assertThat(subscribers.subscriptions(ann.id()).get(0).state())
        .isEqualTo(Subscription.State.UNSUBSCRIBED);
    assertThat(new Deliveries(database).progress(edition.id()).excluded()).isEqualTo(3);
  }

  @Test
  void aPendingSubscriptionIsConfirmedOnlyByName() {
    Subscriber ann = subscribers.save(Samples.person("ann"), NOW);
    subscribers.subscribe(ann.id(), READERS, Subscription.State.PENDING, null, NOW);
    take(Map.of("address", "ann@example.org"));
    assertThat(state(ann)).isEqualTo(Subscription.State.PENDING);
    take(Map.of("address", "ann@example.org", "status", "Subscribed"));
    assertThat(state(ann)).isEqualTo(Subscription.State.CONFIRMED);
    take(Map.of("address", "ann@example.org", "status", "pending"));
    assertThat(state(ann)).isEqualTo(Subscription.State.CONFIRMED);
  }

  @Test
  @DisplayName("readers/I2: nonsense in a row is that row's trouble")
  void nonsenseIsRejectedWithItsReason() {
    List<Map<String, Object>> rows =
        List.of(
            Map.of("address", "a1@example.org", "status", "maybe"),
            Map.of("address", "a2@example.org", "consent_at", "yesterday"),
            Map.of("address", "a3@example.org", "lists", "No Such List!"),
            Map.of("address", "a4@example.org", "suppressed", "whim"),
            Map.of("address", "a5@example.org", "created", "2026-13-01"),
            Map.of("address", "a6@example.org", "zone", "Mars/Olympus", "locale", "???"),
            Map.of("address", "a7@example.org", "consent_at", "2026-01-31 08:00:00"),
            Map.of("address", "a8@example.org", "consent_at", "2026-01-31"));
    ImportReport report = take(rows);
    assertThat(report.added()).isEqualTo(3);
    assertThat(report.rejected())
        .extracting(ImportReport.RejectedRow::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("status \"maybe\""),
            reason -> assertThat(reason).contains("consent date \"yesterday\""),
            reason -> assertThat(reason).contains("list id"),
            reason -> assertThat(reason).contains("suppressed \"whim\""),
            reason -> assertThat(reason).contains("created date"));
    assertThat(find("a6").zone()).as("picking/Z8").isNull();
    assertThat(subscribers.subscriptions(find("a7").id()).get(0).since())
        .isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
  }

  @ParameterizedTest
  @DisplayName("readers/I5: an export brings an empty store to the same state")
  @ValueSource(strings = {"all.csv", "all.json"})
  void anExportRestoresTheState(String name) throws IOException {
    Subscriber ann = Samples.reader(database, "ann");
    MailingList.Id other = new MailingList.Id("other");
    Subscription.Consent consent =
        new Subscription.Consent(NOW.minusSeconds(5), "form", "203.0.113.9", "=Yes");
    subscribers.subscribe(
        ann.id(), other, Subscription.State.UNSUBSCRIBED, consent, NOW.minusSeconds(9));
    subscribers.stop(ann.id(), DAILY, NOW);
    subscribers.save(Samples.person("=nobody+tag"), NOW);
    Samples.reader(database, "bounced");
    subscribers.suppress(address("bounced"), Suppression.Reason.HARD_BOUNCE, NOW);
    Samples.reader(database, "gone");
    subscribers.erase(address("gone"), NOW);
    Path file = export(subscribers, name);

    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (TestDatabase second = TestDatabase.in(elsewhere)) {
      Subscribers restored = new Subscribers(second.get());
      try (SubscriberFiles.Rows rows = SubscriberFiles.open(file)) {
        assertThat(restored.importRows(rows, READERS, settings(false)).rejected()).isEmpty();
      }
      assertThat(restored.stops(restored.find(address("ann")).orElseThrow().id()))
          .containsExactly(DAILY);
      assertThat(restored.suppression(address("bounced")).orElseThrow().reason())
          .isEqualTo(Suppression.Reason.HARD_BOUNCE);
      Path again = export(restored, "again-" + name);
      assertThat(withoutImportsOwnTrace(again)).isEqualTo(withoutImportsOwnTrace(file));
    }
  }

  @Test
  void aHundredThousandRowsTakeLittleMemory() {
    int many = 100_000;
    Iterator<SubscriberFiles.Row> rows =
        IntStream.range(0, many)
            .mapToObj(i -> Columns.row(i, Map.of("address", "r" + i + "@example.org")))
            .iterator();
    ImportReport report = subscribers.importRows(rows, READERS, settings(false));
    assertThat(report).isEqualTo(report(many, 0, 0));
    assertThat(subscribers.count()).isEqualTo(many);
  }

  private Subscription.State state(Subscriber subscriber) {
    return subscribers.subscriptions(subscriber.id()).get(0).state();
  }

  private Subscriber find(String local) {
    return subscribers.find(address(local)).orElseThrow();
  }

  private ImportReport take(Map<String, Object> values) {
    return take(List.of(values));
  }

  private ImportReport take(List<Map<String, Object>> rows) {
    List<SubscriberFiles.Row> all = new ArrayList<>();
    rows.forEach(values -> all.add(Columns.row(all.size() + 1, values)));
    return subscribers.importRows(all.iterator(), READERS, settings(false));
  }

  private ImportReport importFile(String name) {
    return importFile(name, false);
  }

  private ImportReport importFile(String name, boolean dryRun) {
    try (SubscriberFiles.Rows rows = SubscriberFiles.open(SAMPLES.resolve(name))) {
      return subscribers.importRows(rows, READERS, settings(dryRun));
    }
  }

  private Path export(Subscribers from, String name) {
    Path file = folder.resolve(name);
    try (SubscriberFiles.Writer writer = SubscriberFiles.create(file)) {
      from.export(writer);
    }
    return file;
  }

  /** What came without a consent has "import" as its source from then on. */
  private static Set<String> withoutImportsOwnTrace(Path file) throws IOException {
    return Set.copyOf(
        Files.readString(file)
            .replaceAll(",?\"?(consent_source\":\")?import of a test\"?", "")
            .replaceAll(",+\\R", "\n")
            .lines()
            .toList());
  }

  private static ImportSettings settings(boolean dryRun) {
    return new ImportSettings(dryRun, "import of a test", NOW);
  }

  private static ImportReport report(int added, int updated, int unchanged) {
    return new ImportReport(added, updated, unchanged, List.of(), 0);
  }
}
