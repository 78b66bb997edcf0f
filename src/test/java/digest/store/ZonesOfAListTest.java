package digest.store;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.edition.Cadence;
import digest.edition.Newsletter;
import digest.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which zones a list's readers live in, and since when a cadence counts. */
class ZonesOfAListTest {

  private static final MailingList.Id READERS = new MailingList.Id("readers");
  private static final MailingList.Id OTHERS = new MailingList.Id("others");
  private static final Newsletter.Id DAILY = new Newsletter.Id("daily");

  @TempDir Path folder;
  private TestDatabase database;
  private Subscribers subscribers;

  @BeforeEach
  void open() {
    database = TestDatabase.in(folder);
    subscribers = new Subscribers(database.get());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @DisplayName("picking/Z2: the zones of those who get it, each once, and no others")
  void zonesOfConfirmedReadersOnly() {
    for (int i = 0; i < 20; i++) {
      reader("b" + i, READERS, Subscription.State.CONFIRMED, "Europe/Berlin");
    }
    reader("t", READERS, Subscription.State.CONFIRMED, "Asia/Tokyo");
    reader("n", READERS, Subscription.State.CONFIRMED, null);
    reader("p", READERS, Subscription.State.PENDING, "America/Denver");
    reader("u", READERS, Subscription.State.UNSUBSCRIBED, "America/Lima");
    reader("o", OTHERS, Subscription.State.CONFIRMED, "Pacific/Fiji");
    Subscriber odd = reader("m", READERS, Subscription.State.CONFIRMED, null);
    StoredRows.zone(database.get(), odd, "Mars/Base");
    assertThat(subscribers.zones(READERS))
        .containsExactlyInAnyOrder(ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Tokyo"));
    assertThat(subscribers.zoneNames(READERS)).contains("Mars/Base").hasSize(3);
    assertThat(subscribers.zones(OTHERS)).containsExactly(ZoneId.of("Pacific/Fiji"));
    assertThat(subscribers.zones(new MailingList.Id("nobody"))).isEmpty();
  }

  @Test
  @DisplayName("picking/Z8: a reader whose zone nobody knows can be read, found and listed")
  void anUnknownZoneNeverThrows() {
    Subscriber odd = reader("m", READERS, Subscription.State.CONFIRMED, null);
    StoredRows.zone(database.get(), odd, "Mars/Base");
    assertThat(subscribers.list(0, 10, "")).hasSize(1);
    assertThat(subscribers.find(odd.id())).isPresent();
    assertThat(subscribers.unknownZone(odd.id())).contains("Mars/Base");
  }

  @Test
  @DisplayName(
      "picking/C3: a cadence counts from when it was first seen, until cron or zone change")
  void aCadenceCountsFromItsFirstSight() {
    Schedules schedules = new Schedules(database.get());
    Instant monday = Instant.parse("2026-11-23T06:00:00Z");
    Instant later = monday.plus(Duration.ofDays(3));
    assertThat(schedules.since(DAILY, cadence("0 0 7 ? * *", "UTC", 1), monday)).isEqualTo(monday);
    assertThat(schedules.since(DAILY, cadence("0 0 7 ? * *", "UTC", 9), later)).isEqualTo(monday);
    assertThat(schedules.since(DAILY, cadence("0 0 8 ? * *", "UTC", 1), later)).isEqualTo(later);
    Instant last = later.plus(Duration.ofDays(1));
    assertThat(schedules.since(DAILY, cadence("0 0 8 ? * *", "Asia/Tokyo", 1), last))
        .isEqualTo(last);
    assertThat(
            new Schedules(database.reopen())
                .since(DAILY, cadence("0 0 8 ? * *", "Asia/Tokyo", 1), later))
        .isEqualTo(last);
  }

  private static Cadence cadence(String cron, String zone, int grace) {
    return new Cadence(
        cron, ZoneId.of(zone), false, Duration.ofMinutes(15), Duration.ofHours(grace));
  }

  private Subscriber reader(
      String name, MailingList.Id list, Subscription.State state, @Nullable String zone) {
    Instant now = TestDatabase.NOW;
    Subscriber saved =
        subscribers.save(
            new Subscriber(
                Subscriber.Id.NONE,
                EmailAddress.of(name + "@example.test"),
                null,
                Locale.ENGLISH,
                zone == null ? null : ZoneId.of(zone),
                Set.of(),
                Map.of(),
                now),
            now);
    subscribers.subscribe(saved.id(), list, state, null, now);
    return saved;
  }
}
