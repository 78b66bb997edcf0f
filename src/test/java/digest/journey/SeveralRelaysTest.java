package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import digest.delivery.Progress;
import digest.delivery.RetryPolicy;
import digest.edition.Edition;
import digest.mail.RelaySettings;
import digest.press.DispatchEdition;
import digest.press.DispatchEdition.End;
import digest.press.DomainLimits;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** delivery/S4: several relays share one edition. */
class SeveralRelaysTest {

  private static final int READERS = 400;

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path folder;
  private final ScriptedSmtpServer one = ScriptedSmtpServer.start();
  private final ScriptedSmtpServer two = ScriptedSmtpServer.start();

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  @DisplayName("delivery/S4: weights 3 and 1 share the mails three to one")
  void theWeightsShareTheMails() {
    try (TestPress house = house(relay(one, 3), relay(two, 1))) {
      Edition edition = edition(house, READERS);
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertEachGotOne(READERS);
      assertThat(one.received().size()).isBetween(280, 320);
    }
  }

  @Test
  @DisplayName("delivery/S4: a relay that dies in mid-send loses nobody and doubles nobody")
  void aRelayThatDiesInMidSendLosesNobody() throws Exception {
    try (TestPress house = house(relay(one, 1), relay(two, 1))) {
      Edition edition = edition(house, READERS);
      one.at("RCPT").after(50).reply("421 4.3.2 going down");
      one.at("MAIL").after(60).reply("421 4.3.2 going down");
      one.at("CONNECT").after(3).reply("421 4.3.2 going down");
      DispatchEdition.Result result = send(house, edition);
      assertThat(result.cause()).contains("127.0.0.1:" + one.port(), "going down");
      assertThat(two.received().size()).isGreaterThan(READERS / 2);
      assertThat(result.progress().rejected() + result.progress().expired()).isZero();
      assertThat(result.progress().accepted() + result.progress().deferred()).isEqualTo(READERS);
      clock.move(Duration.ofMinutes(5));
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertEachGotOne(READERS);
    }
  }

  @Test
  @DisplayName("delivery/S4: a relay that comes back within the run takes its share again")
  void aRelayThatComesBackIsUsedAgain() throws Exception {
    one.at("CONNECT").reply("421 4.3.2 away").times(1);
    try (TestPress house = house(relay(one, 1), limited(two, 30))) {
      Edition edition = edition(house, READERS);
      CompletableFuture<DispatchEdition.Result> sending =
          CompletableFuture.supplyAsync(() -> send(house, edition));
      assertThat(sending.get(60, TimeUnit.SECONDS).end()).isEqualTo(End.FINISHED);
      assertThat(one.received()).as("back after a while").isNotEmpty();
      assertEachGotOne(READERS);
    }
  }

  @Test
  @DisplayName(
      "delivery/S2 delivery/S4 safety/T21: a wrong password at one relay: all by the other")
  void aWrongPasswordAtOneRelaySendsAllByTheOther() {
    one.withLogin("courier", "right");
    try (TestPress house = house(login(one, "wrong", 4), relay(two, 1))) {
      Edition edition = edition(house, READERS);
      DispatchEdition.Result result = send(house, edition);
      assertThat(result.end()).isEqualTo(End.FINISHED);
      assertThat(result.cause()).contains("127.0.0.1:" + one.port(), "535", "AUTH");
      assertThat(two.received()).hasSize(READERS);
      assertThat(logins(one)).isBetween(1, 3);
    }
  }

  @Test
  @DisplayName("delivery/S2 delivery/S4: who is refused in mid-send goes by the other relay")
  void aRefusalInMidSendSendsTheRestByTheOther() {
    one.at("MAIL").after(20).reply("550 5.7.1 sender not welcome");
    try (TestPress house = house(relay(one, 1), relay(two, 1))) {
      Edition edition = edition(house, READERS);
      DispatchEdition.Result result = send(house, edition);
      assertThat(result.end()).isEqualTo(End.FINISHED);
      assertThat(result.cause()).contains("127.0.0.1:" + one.port(), "sender not welcome");
      assertThat(one.received()).hasSize(20);
      assertEachGotOne(READERS);
    }
  }

  @Test
  @DisplayName("delivery/S2 delivery/S4: the last mails refused by one relay wait for the other")
  void theLastOnesRefusedGoByTheOtherToo() {
    one.at("MAIL").reply("550 5.7.1 sender not welcome");
    try (TestPress house = house(relay(one, 1), relay(two, 1))) {
      Edition edition = edition(house, 3);
      assertThat(send(house, edition).end()).isEqualTo(End.FINISHED);
      assertThat(two.received()).hasSize(3);
    }
  }

  @Test
  @DisplayName(
      "delivery/S2 delivery/S4 safety/T21: when all refuse us the run pauses, nobody failed")
  void whenAllRefuseUsTheRunPauses() {
    one.withLogin("courier", "right");
    two.at("MAIL").reply("550 5.7.1 sender not welcome");
    try (TestPress house = house(login(one, "wrong", 8), relay(two, 1))) {
      Edition edition = edition(house, 40);
      DispatchEdition.Result result = send(house, edition);
      assertThat(result.end()).isEqualTo(End.BLOCKED);
      assertThat(result.cause()).contains("535", "sender not welcome", "" + one.port());
      assertThat(result.progress()).isEqualTo(new Progress(40, 0, 0, 0, 0, 0, 0, 0, 0));
      assertThat(house.latest().marks().paused()).contains("535", "sender not welcome");
      assertThat(logins(one)).isLessThanOrEqualTo(3);
    }
  }

  @Test
  @DisplayName("safety/T21: a relay that refuses our login for minutes sees three tries")
  void aRefusedLoginIsTriedThreeTimesUntilAPersonSaysGoOn() {
    one.withLogin("courier", "right");
    try (TestPress house = house(login(one, "wrong", 8))) {
      Edition edition = edition(house, 5);
      house.press().dispatchEdition().keepRunning();
      for (int said = 1; said <= 2; said++) {
        await().atMost(PATIENCE).until(() -> isPaused(house, edition));
        await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        assertThat(logins(one)).isBetween(said, 3 * said);
        house.press().steerEdition().resume(edition.id());
      }
      await().atMost(PATIENCE).until(() -> isPaused(house, edition));
      one.withLogin("courier", "wrong");
      house.press().steerEdition().resume(edition.id());
      await().atMost(PATIENCE).until(() -> one.received().size() == 5);
      assertThat(house.press().steerEdition().progress(edition.id()).hasFailures()).isFalse();
    }
  }

  private static boolean isPaused(TestPress house, Edition edition) {
    return house.press().rooms().editions().find(edition.id()).orElseThrow().marks().paused()
        != null;
  }

  @Test
  @DisplayName("delivery/S2 safety/T21: a password changed in mid-send is tried three times")
  void aPasswordChangedInMidSendIsTriedThreeTimes() {
    one.withLogin("courier", "right");
    try (TestPress house = house(login(one, "right", 20))) {
      Edition edition = edition(house, READERS);
      one.at("AUTH").after(20).reply("535 5.7.8 changed");
      one.at("RCPT").after(100).reply("421 4.3.2 once more, please");
      DispatchEdition.Result result = send(house, edition);
      assertThat(result.end()).isEqualTo(End.BLOCKED);
      assertThat(logins(one) - 20).isBetween(1, 3);
      assertThat(result.progress().rejected()).isZero();
    }
  }

  @Test
  @DisplayName("delivery/S4: a relay of weight 0 sends only when no other works")
  void weightZeroIsForEmergencies() {
    try (TestPress house = house(relay(one, 1), relay(two, 0))) {
      Edition first = edition(house, 50);
      assertThat(send(house, first).end()).isEqualTo(End.FINISHED);
      assertThat(one.received()).hasSize(50);
      assertThat(two.received()).isEmpty();
      one.at("CONNECT").reply("421 4.3.2 away");
      Edition second = house.withNews(2).frozen("two");
      assertThat(send(house, second).end()).isEqualTo(End.FINISHED);
      assertThat(two.received()).hasSize(50);
    }
  }

  @Test
  @DisplayName("delivery/S3 delivery/S4: unreachable only when no relay answers, and nobody failed")
  void unreachableWhenNoneAnswers() {
    one.at("CONNECT").reply("421 4.3.2 away");
    two.at("CONNECT").reply("421 4.3.2 gone");
    try (TestPress house = house(relay(one, 1), relay(two, 1))) {
      Edition edition = edition(house, 20);
      DispatchEdition.Result result =
          house.press().dispatchEdition().run(edition.id(), Duration.ZERO, progress -> {});
      assertThat(result.end()).isEqualTo(End.UNREACHABLE);
      assertThat(result.cause()).contains("away", "gone");
      assertThat(result.progress()).isEqualTo(new Progress(20, 0, 0, 0, 0, 0, 0, 0, 0));
    }
  }

  @Test
  @DisplayName("delivery/S3: at most ten connection tries a minute, and few in the first storm")
  void aDyingRelayIsTriedSparingly() {
    try (TestPress house = house(connections(one, 20))) {
      Edition edition = edition(house, READERS);
      one.at("RCPT").after(100).reply("421 4.3.2 going down");
      one.at("CONNECT").after(20).reply("421 4.3.2 going down");
      CompletableFuture<DispatchEdition.Result> sending =
          CompletableFuture.supplyAsync(
              () ->
                  house
                      .press()
                      .dispatchEdition()
                      .run(edition.id(), Duration.ofMinutes(2), progress -> {}));
      await().atMost(Duration.ofSeconds(20)).until(() -> one.connections() > 20);
      await().during(Duration.ofSeconds(9)).atMost(Duration.ofSeconds(10)).until(() -> true);
      assertThat(one.connections() - 20).as("in ten seconds").isBetween(1, 6);
      house.press().dispatchEdition().close();
      assertThat(sending.join().end()).isEqualTo(End.STOPPED);
    }
  }

  @Test
  @DisplayName("delivery/S3: a new run tries again a relay that an impatient one gave up")
  void anImpatientRunDoesNotGiveTheRelayUpForLater() {
    one.at("CONNECT").reply("421 4.3.2 away").times(1);
    try (TestPress house = house(connections(one, 2))) {
      Edition edition = edition(house, 5);
      DispatchEdition dispatch = house.press().dispatchEdition();
      assertThat(dispatch.run(edition.id(), Duration.ZERO, progress -> {}).end())
          .isEqualTo(End.UNREACHABLE);
      assertThat(dispatch.run(edition.id(), Duration.ZERO, progress -> {}).end())
          .isEqualTo(End.FINISHED);
    }
  }

  @Test
  @DisplayName("delivery/S4: a relay's messages a second, counted")
  void noMoreMessagesASecondThanAllowed() {
    try (TestPress house = house(limited(one, 20))) {
      Edition edition = edition(house, 60);
      long began = System.nanoTime();
      send(house, edition);
      double seconds = (System.nanoTime() - began) / 1e9;
      assertThat(one.received()).hasSize(60);
      assertThat(60 / 20.0).as("seconds at that rate, a tenth saved up").isLessThan(seconds + 0.2);
    }
  }

  private final TestClock clock = new TestClock();

  private TestPress house(RelaySettings... relays) {
    RetryPolicy retry =
        new RetryPolicy(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));
    return new TestPress(folder, List.of(relays), clock, retry, DomainLimits.NONE);
  }

  private static RelaySettings relay(ScriptedSmtpServer server, int weight) {
    return RelaySettings.local(server.port(), 2).with(new RelaySettings.Load(2, 0, 0, weight));
  }

  private static RelaySettings connections(ScriptedSmtpServer server, int connections) {
    return RelaySettings.local(server.port(), connections);
  }

  private static RelaySettings limited(ScriptedSmtpServer server, int perSecond) {
    return RelaySettings.local(server.port(), 2).with(new RelaySettings.Load(2, 0, perSecond, 1));
  }

  private static RelaySettings login(ScriptedSmtpServer server, String password, int connections) {
    return new RelaySettings(
        "127.0.0.1",
        server.port(),
        RelaySettings.Tls.OFF,
        "courier",
        password,
        RelaySettings.Load.over(connections),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        null);
  }

  private static Edition edition(TestPress house, int readers) {
    return house.withFeed(3).withSubscribers(readers).frozen("one");
  }

  private static DispatchEdition.Result send(TestPress house, Edition edition) {
    return house
        .press()
        .dispatchEdition()
        .run(edition.id(), Duration.ofSeconds(30), progress -> {});
  }

  private static int logins(ScriptedSmtpServer server) {
    return (int) server.commands().stream().filter(line -> line.startsWith("AUTH")).count();
  }

  private void assertEachGotOne(int readers) {
    List<String> all =
        Stream.concat(one.received().stream(), two.received().stream())
            .map(ScriptedSmtpServer.Received::recipient)
            .toList();
    assertThat(all).hasSize(readers);
    assertThat(new HashSet<>(all)).hasSize(readers);
  }
}
