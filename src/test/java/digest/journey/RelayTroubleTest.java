package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.audience.EmailAddress;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.delivery.RetryPolicy;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.testkit.Ports;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTroubleTest {

  private static final RetryPolicy RETRY =
      new RetryPolicy(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  @Test
  @DisplayName("delivery/S3 delivery/L8 safety/F8: a relay that is away is found again by itself")
  void aRelayThatComesBackIsFoundAgain() throws Exception {
    int port = Ports.free();
    try (TestPress house = house(port)) {
      Edition edition = house.withFeed(3).withSubscribers(12).frozen("one");
      house.press().dispatchEdition().keepRunning();
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .until(() -> progress(house, edition).accepted() == 0);
      try (ScriptedSmtpServer back = ScriptedSmtpServer.start(port)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> progress(house, edition).accepted() == 12);
        assertThat(back.received()).hasSize(12);
      }
    }
  }

  @Test
  @DisplayName("delivery/S2 safety/F6: a refusal of our sender pauses the run and blames nobody")
  void aRefusalOfOurSenderBlamesNobody() {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay.port())) {
      relay.at("MAIL").reply("550 5.7.1 sender not welcome");
      Edition edition = house.withFeed(3).withSubscribers(12).frozen("one");
      DispatchEdition.Result first = send(house, edition);
      assertThat(first.end()).isEqualTo(DispatchEdition.End.BLOCKED);
      assertThat(first.cause()).contains("sender not welcome");
      assertThat(first.progress().rejected()).isZero();
      assertThat(first.progress().open()).isEqualTo(12);
      relay.behave();
      assertThat(send(house, edition).progress().accepted()).isEqualTo(12);
    }
  }

  @Test
  @DisplayName("delivery/S2 safety/F2: refused for now comes again, refused for good never does")
  void whoIsPutOffIsTriedAgainAndWhoIsRefusedIsNot() {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay.port())) {
      relay.at("RCPT").to("user1@example.test").reply("450 4.2.1 later").times(1);
      relay.at("RCPT").to("user2@example.test").reply("550 5.1.1 no such mailbox");
      relay.at("DOT").to("user4@example.test").reply("554 5.7.1 looks like spam");
      Edition edition = house.withFeed(3).withSubscribers(6).frozen("one");
      assertThat(send(house, edition).progress())
          .isEqualTo(new Progress(0, 0, 0, 3, 1, 2, 0, 0, 0));
      clock.move(Duration.ofMinutes(5));
      DispatchEdition.Result end = send(house, edition);
      assertThat(end.end()).isEqualTo(DispatchEdition.End.FINISHED);
      assertThat(end.progress()).isEqualTo(new Progress(0, 0, 0, 4, 0, 2, 0, 0, 0));
      assertThat(relay.commands())
          .filteredOn(line -> line.contains("RCPT TO:<user2@example.test>"))
          .hasSize(1);
      assertThat(house.press().rooms().subscribers().suppression(address("user2")))
          .as("a bad address is suppressed")
          .isPresent();
      assertThat(house.press().rooms().subscribers().suppression(address("user4")))
          .as("a policy never is")
          .isEmpty();
    }
  }

  @Test
  @DisplayName("delivery/L2 safety/F4: a lost reply is uncertain and sent once more, the same mail")
  void aLostReplyIsSentOnceMore() {
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house = house(relay.port())) {
      relay.at("DOT").to("user1@example.test").keep().drop().times(1);
      Edition edition = house.withFeed(3).withSubscribers(3).frozen("one");
      send(house, edition);
      relay.behave();
      send(house, edition);
      assertThat(progress(house, edition).accepted()).isEqualTo(3);
      assertThat(relay.receivedBy("user1@example.test"))
          .hasSize(2)
          .allSatisfy(
              mail ->
                  assertThat(mail.mail())
                      .isEqualTo(relay.receivedBy("user1@example.test").get(0).mail()));
      assertThat(house.press().rooms().deliveries().find(address("user1")))
          .singleElement()
          .satisfies(row -> assertThat(row.state()).isEqualTo(Delivery.State.ACCEPTED));
    }
  }

  private TestPress house(int port) {
    return new TestPress(folder, RelaySettings.local(port, 2), clock, RETRY);
  }

  private static EmailAddress address(String name) {
    return EmailAddress.of(name + "@example.test");
  }

  private static Progress progress(TestPress house, Edition edition) {
    return house.press().steerEdition().progress(edition.id());
  }

  private static DispatchEdition.Result send(TestPress house, Edition edition) {
    return house
        .press()
        .dispatchEdition()
        .run(edition.id(), Duration.ofSeconds(20), progress -> {});
  }
}
