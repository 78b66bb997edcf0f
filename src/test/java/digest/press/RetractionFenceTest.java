package digest.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import digest.delivery.Claim;
import digest.edition.Edition;
import digest.edition.Pick;
import digest.mail.RelaySettings;
import digest.store.Deliveries;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who made ready to send the old revision gets nothing to send once there is a new one. */
class RetractionFenceTest {

  @TempDir Path folder;

  private final TestClock clock = new TestClock();

  @Test
  @DisplayName(
      "a run that read the old content, and had nothing in hand at the switch, claims none")
  void aRunOverTheOldContentClaimsNothing() {
    try (TestPress house = new TestPress(folder, RelaySettings.local(9, 1), clock)) {
      Edition edition = house.withFeed(3).withSubscribers(4).frozen("one");
      Pick last = edition.content().picks().get(edition.content().picks().size() - 1);
      Supplier<List<Claim>> before = claims(house, edition, "before");
      RetractArticle retract = house.press().retractArticle();
      retract.retract(
          retract.plan(edition.id(), List.of(last.article().link()), null, null), "test");
      assertThat(before.get()).isEmpty();
      assertThat(claims(house, edition, "after").get()).hasSize(1);
      assertThat(before.get()).isEmpty();
    }
  }

  @Test
  void nothingIsRetractedWhileAMessageIsInSomebodysHands() {
    try (TestPress house = new TestPress(folder, RelaySettings.local(9, 1), clock)) {
      Edition edition = house.withFeed(3).withSubscribers(4).frozen("one");
      long[] nanos = {0};
      RetractArticle retract =
          new RetractArticle(
              house.press().rooms(),
              house.press().catalogue(),
              Duration.ofSeconds(5),
              () -> nanos[0] += Duration.ofSeconds(20).toNanos());
      String link = edition.content().picks().get(0).article().link();
      var plan = retract.plan(edition.id(), List.of(link), null, null);
      var busy = busy(house, edition);
      try (busy) {
        assertThatExceptionOfType(Refusal.class)
            .isThrownBy(() -> retract.retract(plan, "test"))
            .withMessageContaining("still under way after")
            .withMessageContaining("nothing was changed");
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      Edition after = Found.edition(house.press().rooms().editions(), edition.id());
      assertThat(after).isEqualTo(edition);
      assertThat(retract.retractions(edition.id())).isEmpty();
    }
  }

  /** A dispatcher that lives and has claimed. */
  private AutoCloseable busy(TestPress house, Edition edition) {
    AutoCloseable role = house.database().tryDispatch().orElseThrow();
    assertThat(claims(house, edition, "busy").get()).hasSize(1);
    return role;
  }

  /** One at a time, of the revision that is the newest now. */
  private Supplier<List<Claim>> claims(TestPress house, Edition edition, String owner) {
    Deliveries deliveries = house.press().rooms().deliveries();
    int revision = deliveries.revision(edition.id());
    return () ->
        deliveries.claim(
            edition.id(), revision, 1, clock.instant(), Duration.ofMinutes(1), owner, true);
  }
}
