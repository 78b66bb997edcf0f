package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.Subscriber;
import digest.edition.Article;
import digest.edition.Cadence;
import digest.edition.Edition;
import digest.edition.Edition.State;
import digest.edition.Feed;
import digest.edition.Newsletter.Approval;
import digest.store.StoredRows;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** picking/Z3: fresher news in the west, and one variant for everybody. */
class VariantsTest {

  private static final String MONDAY = "2026-11-23T07:00@";
  private static final String TOKYO = "Asia/Tokyo";
  private static final String BERLIN = "Europe/Berlin";
  private static final String HONOLULU = "Pacific/Honolulu";

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @BeforeEach
  void sunday() {
    clock.set(Instant.parse("2026-11-22T12:00:00Z"));
  }

  @Test
  @DisplayName("picking/Z3: each zone's edition is picked just before its own due")
  void eachZoneHasTheNewsOfItsMorning() {
    try (TestPress house = house()) {
      house.tick("2026-11-22T12:00:00Z");
      monday(house);
      assertThat(keys(house)).containsExactly(MONDAY + TOKYO, MONDAY + BERLIN, MONDAY + HONOLULU);
      assertThat(picks(house, TOKYO)).hasSize(1);
      assertThat(picks(house, BERLIN)).hasSize(2).containsAll(picks(house, TOKYO));
      assertThat(picks(house, HONOLULU)).hasSize(3).containsAll(picks(house, BERLIN));
      assertThat(got(house))
          .containsEntry("tokyo", List.of(MONDAY + TOKYO))
          .containsEntry("home", List.of(MONDAY + BERLIN))
          .containsEntry("berlin", List.of(MONDAY + BERLIN))
          .containsEntry("honolulu", List.of(MONDAY + HONOLULU));
      assertThat(house.plan(edition(house, HONOLULU)))
          .containsEntry("honolulu", "PENDING 2026-11-23T17:00:00Z");
    }
  }

  @Test
  @DisplayName("picking/Z3, P7: the ledger is one: no zone has an article twice")
  void noZoneHasAnArticleTwice() {
    try (TestPress house = house()) {
      house.tick("2026-11-22T12:00:00Z");
      monday(house);
      house.tick("2026-11-23T21:46:00Z").tick("2026-11-24T05:46:00Z");
      Edition tokyo = one(house, "2026-11-24T07:00@" + TOKYO);
      assertThat(articles(tokyo))
          .doesNotContainAnyElementsOf(picks(house, TOKYO))
          .isSubsetOf(picks(house, HONOLULU))
          .hasSize(2);
      Edition berlin = one(house, "2026-11-24T07:00@" + BERLIN);
      assertThat(articles(berlin)).doesNotContainAnyElementsOf(picks(house, BERLIN)).hasSize(1);
    }
  }

  @Test
  @DisplayName("picking/Z3: who moves between two zones meanwhile sees exactly one variant")
  void whoMovesSeesOneVariant() {
    try (TestPress house = house()) {
      Subscriber east = house.subscribe("east@example.test", "", ZoneId.of(HONOLULU));
      Subscriber west = house.subscribe("west@example.test", "", ZoneId.of(TOKYO));
      house.tick("2026-11-22T12:00:00Z").withNews(1);
      house.tick("2026-11-22T21:46:00Z").tick("2026-11-22T21:59:00Z");
      StoredRows.zone(house.database(), east, TOKYO);
      StoredRows.zone(house.database(), west, HONOLULU);
      house.withNews(2).tick("2026-11-23T05:46:00Z").tick("2026-11-23T05:59:00Z");
      house.withNews(3).tick("2026-11-23T16:46:00Z").tick("2026-11-23T16:59:00Z");
      assertThat(got(house))
          .containsEntry("east", List.of(MONDAY + HONOLULU))
          .containsEntry("west", List.of(MONDAY + TOKYO));
    }
  }

  @Test
  @DisplayName("picking/Z3: the last variant does not take those whose own was skipped")
  void aSkippedZoneIsNotMadeUpForAtNight() {
    try (TestPress house = house()) {
      house.tick("2026-11-22T12:00:00Z");
      house.tick("2026-11-22T21:46:00Z").tick("2026-11-22T21:59:00Z");
      assertThat(edition(house, TOKYO).state()).isEqualTo(State.SKIPPED);
      house.withNews(2).tick("2026-11-23T05:46:00Z").tick("2026-11-23T05:59:00Z");
      house.withNews(3).tick("2026-11-23T16:46:00Z").tick("2026-11-23T16:59:00Z");
      assertThat(got(house)).doesNotContainKey("tokyo").containsKey("honolulu");
    }
  }

  @Test
  @DisplayName("picking/Z3, Z1: a zone's first reader gets what comes, not what was due before")
  void aNewZoneBeginsWithTheNextSlot() {
    try (TestPress house = house()) {
      house.tick("2026-11-22T12:00:00Z");
      monday(house);
      house.subscribe("york@example.test", "", ZoneId.of("America/New_York"));
      house.tick("2026-11-23T17:01:00Z").tick("2026-11-23T17:02:00Z");
      assertThat(keys(house)).hasSize(3);
      house.withNews(4).tick("2026-11-23T21:46:00Z").tick("2026-11-24T05:46:00Z");
      house.tick("2026-11-24T11:46:00Z").tick("2026-11-24T11:59:00Z");
      assertThat(got(house)).containsEntry("york", List.of("2026-11-24T07:00@America/New_York"));
    }
  }

  @Test
  @DisplayName("picking/Z8, Z3: readers with no zone or an unknown one are the newsletter's own")
  void anUnknownZoneIsTheNewsletters() {
    try (TestPress house = house()) {
      Subscriber odd = house.subscribe("odd@example.test", "", null);
      StoredRows.zone(house.database(), odd, "Mars/Olympus_Mons");
      house.tick("2026-11-22T12:00:00Z");
      monday(house);
      assertThat(got(house)).containsEntry("odd", List.of(MONDAY + BERLIN));
    }
  }

  private void monday(TestPress house) {
    clock.set(Instant.parse("2026-11-22T21:00:00Z"));
    house.withNews(1).tick("2026-11-22T21:46:00Z").tick("2026-11-22T21:59:00Z");
    house.withNews(2).tick("2026-11-23T05:46:00Z").tick("2026-11-23T05:59:00Z");
    house.withNews(3).tick("2026-11-23T16:46:00Z").tick("2026-11-23T16:59:00Z");
  }

  private static List<String> keys(TestPress house) {
    return editions(house).stream().map(edition -> edition.slot().key()).sorted(byDue()).toList();
  }

  private static Comparator<String> byDue() {
    return Comparator.comparing(
        key -> List.of(TOKYO, BERLIN, HONOLULU).indexOf(key.replaceAll(".*@", "")));
  }

  private static List<Edition> editions(TestPress house) {
    return house.press().rooms().editions().latest(house.newsletter().id(), 99);
  }

  private static Edition edition(TestPress house, String zone) {
    return one(house, MONDAY + zone);
  }

  private static Edition one(TestPress house, String key) {
    return house.press().rooms().editions().find(house.newsletter().id(), key).orElseThrow();
  }

  private static List<Article.Id> picks(TestPress house, String zone) {
    return articles(edition(house, zone));
  }

  private static List<Article.Id> articles(Edition edition) {
    return edition.content().picks().stream().map(pick -> pick.article().id()).toList();
  }

  /** Which editions each reader gets. */
  private static Map<String, List<String>> got(TestPress house) {
    Map<String, List<String>> got = new TreeMap<>();
    for (Edition edition : editions(house)) {
      house
          .plan(edition)
          .forEach(
              (who, row) -> {
                if (row.startsWith("PENDING")) {
                  got.computeIfAbsent(who, key -> new ArrayList<>()).add(edition.slot().key());
                }
              });
    }
    return got;
  }

  private TestPress house() {
    Cadence cadence =
        new Cadence(
            "0 0 7 ? * *",
            ZoneId.of(BERLIN),
            true,
            true,
            Duration.ofMinutes(15),
            Duration.ofHours(4));
    TestPress house =
        new TestPress(
            folder,
            clock,
            Samples.newsletter("daily", List.of(Feed.at("feed.xml")), cadence, Approval.AUTO));
    house.withNoNews();
    house.subscribe("home@example.test", "", null);
    house.subscribe("berlin@example.test", "", ZoneId.of(BERLIN));
    house.subscribe("tokyo@example.test", "", ZoneId.of(TOKYO));
    house.subscribe("honolulu@example.test", "", ZoneId.of(HONOLULU));
    return house;
  }
}
