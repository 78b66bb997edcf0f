package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.audience.Suppression;
import digest.delivery.Progress;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.edition.Newsletter;
import digest.edition.Rings;
import digest.edition.SelectionRules;
import digest.mail.Composer;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.press.DispatchEdition.End;
import digest.testkit.Samples;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few get an edition first; the others only if it went well. */
class RingsTest {

  private static final int READERS = 60;
  private static final Set<EmailAddress> SEEDS =
      Set.of(address(0), EmailAddress.of("USER1@example.test"), address(2), address(999));

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final ScriptedSmtpServer relay = ScriptedSmtpServer.start();

  @AfterEach
  void stop() {
    relay.close();
  }

  private static EmailAddress address(int number) {
    return EmailAddress.of("user" + number + "@example.test");
  }

  private TestPress house(double share) {
    Rings rings = new Rings(SEEDS, share, Duration.ofMinutes(10), 2, 10, 0.1);
    return house(rings);
  }

  private TestPress house(Rings rings) {
    return new TestPress(
        folder, RelaySettings.local(relay.port(), 2), clock, new Composer(), newsletter(rings));
  }

  private static Newsletter newsletter(Rings rings) {
    return Samples.newsletter("daily", List.of(Feed.at("feed.xml")), SelectionRules.DEFAULT, rings);
  }

  private static DispatchEdition.Result send(TestPress house, Edition edition) {
    return house.press().dispatchEdition().run(edition.id(), Duration.ZERO, progress -> {});
  }

  private List<String> reached() {
    return relay.received().stream()
        .map(mail -> mail.recipient().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private static List<String> addresses(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "user" + i + "@example.test").sorted().toList();
  }

  private static Progress progress(TestPress house, Edition edition) {
    return house.press().steerEdition().progress(edition.id());
  }

  @Test
  @DisplayName("delivery/S7: it goes well: seeds, then the share, then all, each exactly once")
  void aGoodEditionGoesFromRingToRing() {
    try (TestPress house = house(20)) {
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");

      DispatchEdition.Result first = send(house, edition);
      assertThat(reached()).isEqualTo(addresses(0, 3));
      assertThat(first.end()).isEqualTo(End.WAITING);
      assertThat(first.nextDue()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
      assertThat(first.progress()).isEqualTo(new Progress(57, 0, 0, 3, 0, 0, 0, 0, 0));
      assertThat(house.press().steerEdition().rings(edition.id()).orElseThrow())
          .startsWith("only the seeds for now: 3 tried, 0 refused");

      clock.move(Duration.ofMinutes(9));
      send(house, edition);
      assertThat(reached()).as("not before its time").hasSize(3);

      clock.move(Duration.ofMinutes(1));
      send(house, edition);
      int shared = reached().size() - 3;
      assertThat(shared).as("about a fifth of 57").isBetween(3, 25);
      assertThat(progress(house, edition).candidates()).isEqualTo(READERS);

      clock.move(Duration.ofMinutes(10));
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertThat(reached()).isEqualTo(addresses(0, READERS));
      assertThat(house.press().steerEdition().rings(edition.id())).isEmpty();
    }
  }

  @Test
  @DisplayName("delivery/S7: seeds that are refused stop it: nobody else got mail; resume goes on")
  void aBadFirstRingStopsTheEdition() {
    relay.at("DOT").to("user0@example.test").reply("554 5.7.1 looks like spam");
    relay.at("DOT").to("user2@example.test").reply("554 5.7.1 looks like spam");
    try (TestPress house = house(20)) {
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      DispatchEdition.Result stopped = send(house, edition);

      assertThat(reached()).isEqualTo(addresses(1, 2));
      assertThat(stopped.end()).isEqualTo(End.STOPPED);
      assertThat(stopped.progress()).isEqualTo(new Progress(57, 0, 0, 1, 0, 2, 0, 0, 0));
      assertThat(stopped.cause())
          .contains("2 of 3 were refused (66.7 %, the limit is 2 %)", "Nobody else got it")
          .endsWith("digest edition resume " + edition.id());

      house.press().steerEdition().resume(edition.id());
      send(house, edition);
      assertThat(reached()).as("the next ring").hasSizeBetween(4, 26);
      clock.move(Duration.ofMinutes(10));
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertThat(reached()).doesNotHaveDuplicates().hasSize(READERS - 2);
    }
  }

  @Test
  @DisplayName("delivery/S7: sent again without a resume it is judged again, and stops by itself")
  void sendingItAgainStopsItAgain() {
    relay.at("DOT").to("user0@example.test").reply("554 5.7.1 looks like spam");
    relay.at("DOT").to("user2@example.test").reply("554 5.7.1 looks like spam");
    try (TestPress house = house(20)) {
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      String told = send(house, edition).cause();
      for (int again = 0; again < 3; again++) {
        clock.move(Duration.ofHours(1));
        DispatchEdition.Result stopped = send(house, edition);
        assertThat(stopped.end()).isEqualTo(End.STOPPED);
        assertThat(stopped.cause()).isEqualTo(told);
        assertThat(reached()).isEqualTo(addresses(1, 2));
      }
    }
  }

  @Test
  @DisplayName("delivery/S7: a pause of another kind is lifted by a send, and opens no ring early")
  void aPersonsPauseOpensNoRing() {
    try (TestPress house = house(20)) {
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      send(house, edition);
      house.press().steerEdition().pause(edition.id(), "lunch");
      house.press().steerEdition().resume(edition.id());
      assertThat(send(house, edition).end()).isEqualTo(End.WAITING);
      house.press().steerEdition().pause(edition.id(), "it went badly with me");
      assertThat(send(house, edition).end()).isEqualTo(End.WAITING);
      assertThat(reached()).isEqualTo(addresses(0, 3));
    }
  }

  @Test
  @DisplayName("delivery/S7: seeds that are put off stop it too")
  void aRingThatIsPutOffStopsTheEdition() {
    relay.at("RCPT").to("user0@example.test").reply("450 4.7.0 greylisted");
    relay.at("RCPT").to("user2@example.test").reply("450 4.7.0 greylisted");
    try (TestPress house = house(0)) {
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      assertThat(send(house, edition).cause()).contains("2 of 3 were put off");
      assertThat(reached()).hasSize(1);
    }
  }

  @Test
  @DisplayName("delivery/S7: complaints while it waits stop it")
  void complaintsStopTheEdition() {
    try (TestPress house = house(0)) {
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      send(house, edition);
      clock.move(Duration.ofMinutes(5));
      for (int reader : new int[] {0, 2}) {
        house
            .press()
            .rooms()
            .subscribers()
            .suppress(address(reader), Suppression.Reason.COMPLAINT, clock.instant());
      }
      clock.move(Duration.ofMinutes(6));

      assertThat(send(house, edition).cause()).contains("2 of 3 complained");
      assertThat(reached()).hasSize(3);
    }
  }

  @Test
  @DisplayName("delivery/S7: a restart while it waits changes nothing")
  void aRestartInTheMiddleOfWaitingGoesOn() {
    Edition edition;
    try (TestPress house = house(0)) {
      edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      send(house, edition);
    }
    clock.move(Duration.ofMinutes(5));
    try (TestPress house = house(0)) {
      send(house, edition);
      assertThat(reached()).isEqualTo(addresses(0, 3));
    }
    clock.move(Duration.ofMinutes(5));
    try (TestPress house = house(0)) {
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertThat(reached()).isEqualTo(addresses(0, READERS));
    }
  }

  @Test
  @DisplayName("delivery/S7: without seeds among the readers the share comes first, at once")
  void aRingWithNobodyInItIsPassedOver() {
    Rings rings = new Rings(Set.of(address(999)), 30, Duration.ofMinutes(10), 2, 10, 0.1);
    try (TestPress house = house(rings)) {
      Edition edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      send(house, edition);

      assertThat(reached().size()).isBetween(6, 35);
      assertThat(Set.copyOf(reached()))
          .isSubsetOf(addresses(0, READERS).stream().collect(Collectors.toSet()));
    }
  }

  @Test
  @DisplayName("delivery/S7: the configuration's ring taken away meanwhile, everybody gets it")
  void withoutRulesNobodyWaitsForEver() {
    Edition edition;
    try (TestPress house = house(0)) {
      edition = house.withFeed(3).withSubscribers(READERS).frozen("one");
      send(house, edition);
    }
    try (TestPress house = new TestPress(folder, RelaySettings.local(relay.port(), 2), clock)) {
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertThat(reached()).isEqualTo(addresses(0, READERS));
    }
  }
}
