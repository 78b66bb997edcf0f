package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.RetryPolicy;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.press.DispatchEdition.End;
import digest.press.DomainLimits;
import digest.press.DomainLimits.Limit;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** delivery/S4: no recipients' domain gets more than it takes, and none delays the others. */
class DomainPaceJourneyTest {

  private static final RetryPolicy RETRY =
      new RetryPolicy(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final ScriptedSmtpServer one = ScriptedSmtpServer.start();
  private final ScriptedSmtpServer two = ScriptedSmtpServer.start();

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  @DisplayName("delivery/S4: a domain that says 450 for a while does not delay the others")
  void aSlowDomainDoesNotDelayTheOthers() {
    try (TestPress house = house(DomainLimits.NONE, one)) {
      IntStream.range(0, 30).forEach(i -> house.subscribe("s" + i + "@slow.example", ""));
      IntStream.range(0, 10)
          .forEach(
              i -> one.at("RCPT").to("s" + i + "@slow.example").reply("450 4.2.0 slow").times(1));
      Edition edition = house.withFeed(3).withSubscribers(300).frozen("one");
      DispatchEdition.Result first = send(house, edition);
      List<String> order =
          one.received().stream().map(ScriptedSmtpServer.Received::recipient).toList();
      assertThat(order.subList(0, 200))
          .filteredOn(to -> to.endsWith("@slow.example"))
          .hasSizeLessThan(15);
      assertThat(first.progress().accepted()).isEqualTo(320);
      assertThat(first.progress().deferred()).isEqualTo(10);
      clock.move(Duration.ofMinutes(5));
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertThat(one.received()).hasSize(330);
    }
  }

  @Test
  @DisplayName("delivery/S4: a domain's connections are counted over all relays")
  void aDomainsConnectionsAreNeverExceeded() {
    for (ScriptedSmtpServer relay : List.of(one, two)) {
      relay.at("DOT").replySlowly("250 2.0.0 taken", Duration.ofMillis(1));
    }
    DomainLimits limits =
        new DomainLimits(new Limit(3, 0), Map.of("narrow.example", new Limit(1, 0)));
    try (TestPress house = house(limits, one, two)) {
      IntStream.range(0, 15).forEach(i -> house.subscribe("n" + i + "@narrow.example", ""));
      IntStream.range(0, 40).forEach(i -> house.subscribe("w" + i + "@other.example", ""));
      Edition edition = house.withFeed(3).withSubscribers(60).frozen("one");
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertThat(most("narrow.example")).isEqualTo(1);
      assertThat(most("other.example")).isBetween(1, 3);
      assertThat(most("example.test")).isBetween(1, 3);
      assertThat(one.received().size() + two.received().size()).isEqualTo(115);
    }
  }

  @Test
  @DisplayName("delivery/S4: a domain's messages a second, counted")
  void aDomainsRateIsKept() {
    DomainLimits limits =
        new DomainLimits(new Limit(0, 0), Map.of("slow.example", new Limit(0, 10)));
    try (TestPress house = house(limits, one, two)) {
      IntStream.range(0, 25).forEach(i -> house.subscribe("s" + i + "@slow.example", ""));
      Edition edition = house.withFeed(3).withSubscribers(50).frozen("one");
      long began = System.nanoTime();
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      double seconds = (System.nanoTime() - began) / 1e9;
      assertThat(25 / 10.0).as("seconds at that rate, a little saved up").isLessThan(seconds + 0.3);
    }
  }

  /** At one moment each relay may have its own most; the sum over both is what is limited. */
  private int most(String domain) {
    return Math.max(one.mostOpen(domain), two.mostOpen(domain));
  }

  private TestPress house(DomainLimits limits, ScriptedSmtpServer... relays) {
    List<RelaySettings> settings =
        Arrays.stream(relays).map(relay -> RelaySettings.local(relay.port(), 4)).toList();
    return new TestPress(folder, settings, clock, RETRY, limits);
  }

  private static DispatchEdition.Result send(TestPress house, Edition edition) {
    return house
        .press()
        .dispatchEdition()
        .run(edition.id(), Duration.ofSeconds(20), progress -> {});
  }
}
