package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.Explanation;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Reason;
import digest.edition.Related;
import digest.edition.Slot;
import digest.mail.RelaySettings;
import digest.press.ContentEdits;
import digest.press.Press;
import digest.press.SimulateEditions.Simulated;
import digest.testkit.Samples;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every day of every history; the seed stands in the test's name. */
@SuppressWarnings("NullAway") // ContentEdits takes null through its class file
class PickingHistoriesTest {

  private static final int DAYS = 14;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Nothing is sent; what is frozen is reserved, and so never picked again. */
  private static final RelaySettings NO_RELAY = RelaySettings.local(9, 1);

  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  @DisplayName("picking/10: publish, back-date, edit, outage, overflow, two feeds")
  void everyDayKeepsThePromises(int seed) {
    Random random = new Random(seed);
    NewsDesk newsrooms = new NewsDesk(seed, folder);
    TestClock clock = new TestClock();
    try (TestPress house = new TestPress(folder, NO_RELAY, clock).withSubscribers(1)) {
      Newsletter newsletter =
          Samples.newsletter(
              "daily", List.of(Feed.at(NewsDesk.feed(0)), Feed.at(NewsDesk.feed(1))));
      Map<Article.Id, Edition.Id> covered = new HashMap<>();
      for (int day = 0; day < DAYS; day++) {
        Slot slot = Slot.due(LocalDateTime.of(2026, 11, 1 + day, 7, 0), BERLIN);
        clock.set(slot.instant());
        newsrooms.work(clock.instant());
        Edition edition = simulatedThenBuilt(house, newsletter, slot);
        checkExplained(house.press(), edition, clock.instant());
        checkNothingTwice(edition);
        if (edition.state() == Edition.State.DRAFT && random.nextInt(5) > 0) {
          Edition frozen = freeze(house.press(), edition, random);
          for (Pick pick : frozen.content().picks()) {
            assertThat(covered.put(pick.article().id(), frozen.id()))
                .as("picking/10.1 picking/P7: %s, day %s", pick.article().title(), day)
                .isNull();
          }
        }
      }
    }
  }

  /** Fetched already, so that both see the same store; what is simulated is what is built. */
  private static Edition simulatedThenBuilt(TestPress house, Newsletter newsletter, Slot slot) {
    Press press = house.press();
    press.fetchFeeds().now(newsletter.feeds());
    String before = house.database().checksum();
    Simulated simulated =
        press.simulateEditions().between(newsletter, slot.instant(), slot.instant()).get(0);
    assertThat(house.database().checksum()).as("picking/10.8 picking/C6").isEqualTo(before);
    Edition built = press.buildEdition().build(newsletter, slot).edition();
    assertThat(simulated.hash())
        .as("picking/10.3: same store, same cutoff, same configuration, same hash")
        .isEqualTo(built.hash());
    assertThat(simulated.explanations()).isEqualTo(press.explainEdition().explain(built));
    return built;
  }

  private static void checkExplained(Press press, Edition edition, Instant now) {
    List<Explanation> all = press.explainEdition().explain(edition);
    Set<Article.Id> once = new HashSet<>();
    all.forEach(why -> assertThat(once.add(why.article())).as("picking/10.2: %s", why).isTrue());
    Instant from = now.minus(Duration.ofMinutes(15)).minus(Duration.ofDays(3));
    List<Article.Id> seen =
        press.rooms().articles().latest(10_000).stream()
            .filter(a -> !a.publishedAt().isBefore(from) || !a.firstSeenAt().isBefore(from))
            .map(Article::id)
            .toList();
    assertThat(once).as("picking/10.2: nobody is forgotten").containsAll(seen);
    assertThat(all.stream().filter(why -> why.reason().isPicked()).map(Explanation::article))
        .containsExactlyElementsOf(
            edition.content().picks().stream().map(pick -> pick.article().id()).toList());
  }

  private static void checkNothingTwice(Edition edition) {
    List<String> links = new ArrayList<>();
    for (Pick pick : edition.content().picks()) {
      links.add(pick.article().link());
      Stream.concat(pick.related().stream(), pick.story().also().stream())
          .map(Related::link)
          .forEach(links::add);
    }
    edition.content().relatedPosts().forEach(post -> links.add(post.link()));
    assertThat(links).as("picking/10.6 picking/R3").doesNotHaveDuplicates();
  }

  /** An editor sometimes drops one; it says so and is free again. */
  private static Edition freeze(Press press, Edition edition, Random random) {
    Edition latest = edition;
    List<Pick> picks = edition.content().picks();
    if (picks.size() > 2 && random.nextInt(3) == 0) {
      Article.Id dropped = picks.get(1).article().id();
      latest =
          press
              .editEdition()
              .edit(
                  edition.id(),
                  edition.version(),
                  new ContentEdits(null, null, null, List.of(dropped), null, List.of()));
      assertThat(press.explainEdition().explain(latest))
          .filteredOn(why -> why.article().equals(dropped))
          .extracting(Explanation::reason)
          .containsExactly(Reason.EXCLUDED_EDITOR);
    }
    return press.freezeEdition().approveAndFreeze(latest.id(), latest.hash());
  }
}
