package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Edition;
import digest.edition.Edition.State;
import digest.edition.Feed;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing new, and nothing known: two different things. */
class QuietTest {

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @Test
  @DisplayName("picking/C1: an edition without news is skipped with its reasons, and no error")
  void nothingNewIsSkipped() {
    try (TestPress house = house()) {
      sunday(house);
      Edition skipped = house.tick("2026-11-23T05:46:00Z").tick("2026-11-23T06:00:00Z").latest();
      assertThat(skipped.state()).isEqualTo(State.SKIPPED);
      assertThat(skipped.marks().note()).startsWith("EMPTY");
      assertThat(house.press().explainEdition().explain(skipped)).isNotEmpty();
      assertThat(house.plan(skipped)).isEmpty();
    }
  }

  @Test
  @DisplayName("picking/C2: quiet is not broken: an unread feed holds what would be skipped")
  void anUnreadFeedHoldsAnEmptyEdition() {
    try (TestPress house = house()) {
      sunday(house);
      Edition held = house.withoutFeed().tick("2026-11-23T05:46:00Z").latest();
      assertThat(held.state()).isEqualTo(State.DRAFT);
      assertThat(held.marks().held())
          .contains("\"feed.xml\" has not been read since Sun 22 Nov 06:46 (")
          .contains("or remove the feed");
      house.tick("2026-11-23T06:00:00Z").tick("2026-11-23T09:00:00Z");
      assertThat(house.latest().state()).isEqualTo(State.DRAFT);
      house.tick("2026-11-23T10:01:00Z");
      assertThat(house.latest().state()).isEqualTo(State.MISSED);
      assertThat(house.latest().marks().held()).contains("feed.xml");
    }
  }

  @Test
  @DisplayName("picking/C2: what was read before the feed broke is held too; an approval sends it")
  void anApprovalLiftsTheHold() {
    try (TestPress house = house()) {
      sunday(house);
      clock.set(Instant.parse("2026-11-23T04:00:00Z"));
      house.withNews(2).press().fetchFeeds().now(house.newsletter().feeds());
      clock.set(Instant.parse("2026-11-24T05:00:00Z"));
      Edition held = house.withoutFeed().tick("2026-11-24T05:46:00Z").latest();
      assertThat(held.content().picks()).hasSize(1);
      assertThat(held.marks().held()).contains("has not been read since Mon 23 Nov 05:00");
      house.tick("2026-11-24T06:00:00Z");
      assertThat(house.latest().state()).isEqualTo(State.DRAFT);
      Edition sent = house.press().freezeEdition().approve(held.id(), held.hash());
      assertThat(sent.state()).isEqualTo(State.FROZEN);
      assertThat(sent.marks().held()).isNull();
    }
  }

  @Test
  @DisplayName("picking/C2: a feed that fails now and was read since the last slot holds nothing")
  void aShortOutageHoldsNothing() {
    try (TestPress house = house()) {
      sunday(house);
      clock.set(Instant.parse("2026-11-23T05:00:00Z"));
      house.withNews(2).press().fetchFeeds().now(house.newsletter().feeds());
      house.withoutFeed().tick("2026-11-23T05:46:00Z").tick("2026-11-23T06:00:00Z");
      assertThat(house.latest().state()).isEqualTo(State.FROZEN);
    }
  }

  @Test
  @DisplayName("picking/C2: of a first edition nobody knows yet which feeds work; it is skipped")
  void aFirstEditionIsNotHeld() {
    try (TestPress house = house()) {
      house.tick("2026-11-21T12:00:00Z").withoutFeed().tick("2026-11-22T05:46:00Z");
      assertThat(house.latest().state()).isEqualTo(State.SKIPPED);
      house.tick("2026-11-23T05:46:00Z");
      assertThat(house.latest().marks().held()).contains("has never been read");
    }
  }

  @Test
  @DisplayName("picking/C2: three skipped slots in a row are told")
  void threeSkippedSlotsAreSilence() {
    try (TestPress house = house()) {
      sunday(house);
      house.tick("2026-11-23T05:46:00Z").tick("2026-11-24T05:46:00Z");
      assertThat(isSilent(house)).isFalse();
      house.tick("2026-11-25T05:46:00Z");
      assertThat(isSilent(house)).isTrue();
    }
  }

  private static boolean isSilent(TestPress house) {
    return BuildDueEditions.isSilent(
        house.press().rooms().editions().latest(house.newsletter().id(), 9));
  }

  /** Monday's edition is not the first one. */
  private static void sunday(TestPress house) {
    house.tick("2026-11-21T12:00:00Z").withNews(1);
    house.tick("2026-11-22T05:46:00Z").tick("2026-11-22T06:00:00Z");
    assertThat(house.latest().state()).isEqualTo(State.FROZEN);
  }

  private TestPress house() {
    return new TestPress(folder, clock, Samples.newsletter("daily", List.of(Feed.at("feed.xml"))))
        .withSubscribers(2);
  }
}
