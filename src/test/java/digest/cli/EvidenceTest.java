package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.cli.TestHouse.Ran;
import digest.delivery.Attempt;
import digest.delivery.Delivery;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.press.Press;
import digest.store.StoredRows;
import digest.testkit.ScriptedSmtpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is known of everybody, and what exit code 3 means. */
class EvidenceTest {

  private static final Edition.Id ONE = new Edition.Id(1);
  private static final SmtpReply GREYLISTED =
      SmtpReply.parse("451 4.7.1 greylisted, come again in 5 minutes", "RCPT");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(TestHouse.NOW);
  private ScriptedSmtpServer relay;
  private TestHouse house;

  @BeforeEach
  void house() {
    relay = ScriptedSmtpServer.start();
    house = TestHouse.in(folder, relay.port(), now::get).withReaders();
    house.build();
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  @DisplayName("delivery/A3: one command shows every try of an address, in the relay's own words")
  void everyTryIsShown() {
    house.run("edition", "send", "1", "--yes");
    attempts("bob@example.org", GREYLISTED);
    Ran ran = house.run("delivery", "show", "bob@example.org");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("Edition 1 · daily no. 1")
        .containsSubsequence(
            "Try 1",
            "Waiting for another try",
            "451 4.7.1 greylisted, come again in 5 minutes (after RCPT)",
            "Try 2",
            "Sent",
            "250");
  }

  @Test
  @DisplayName("delivery/A3: the same as JSON, and the keys that were there before stay")
  void everyTryIsInTheJson() {
    relay.at("RCPT").to("bob@example.org").reply("451 4.3.0 later");
    house.run("edition", "send", "1", "--yes", "--wait", "0s");
    JsonNode shown = json("delivery", "show", "bob@example.org", "--edition", "1", "--json").get(0);
    assertThat(shown.propertyNames())
        .containsExactly(
            "edition",
            "address",
            "state",
            "attempts",
            "messageId",
            "code",
            "status",
            "text",
            "command",
            "at",
            "nextAt",
            "tries");
    assertThat(shown.get("nextAt").asString()).startsWith("2026-11-22T06:0");
    JsonNode first = shown.get("tries").get(0);
    assertThat(first.propertyNames())
        .containsExactly("number", "at", "state", "code", "status", "text", "command");
    assertThat(first.get("state").asString()).isEqualTo("DEFERRED");
    assertThat(first.get("command").asString()).isEqualTo("RCPT");
    assertThat(json("delivery", "show", "bob@example.org", "--edition", "2", "--json")).isEmpty();
  }

  @Test
  void whoWasLeftOutIsToldWhy() {
    house.run("edition", "send", "1", "--yes");
    Ran ran = house.run("delivery", "show", "dee@example.org");
    assertThat(ran.out()).contains("Left out: has unsubscribed", "No try was made");
    assertThat(house.run("delivery", "show", "who@example.org").out())
        .contains("Nothing was ever sent to who@example.org.");
  }

  @Test
  void exitCodeThreeIsForTheRejected() {
    relay.at("RCPT").to("bob@example.org").reply("550 5.2.1 full");
    Ran ran = house.run("edition", "send", "1", "--yes");
    assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
  }

  @Test
  void exitCodeThreeIsForThoseGivenUp() {
    relay.at("DOT").to("bob@example.org").reply("451 4.3.0 later");
    assertThat(house.run("edition", "send", "1", "--yes", "--wait", "0s").code()).isEqualTo(1);
    now.set(TestHouse.NOW.plus(Duration.ofDays(5)));
    Ran ran = house.run("edition", "send", "1", "--yes", "--wait", "0s");
    assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
    assertThat(ran.out()).contains("1 given up").contains("delivery list 1 --state");
  }

  @Test
  void exitCodeThreeIsForTheUncertain() {
    relay.at("DOT").to("bob@example.org").drop();
    Ran ran = house.run("edition", "send", "1", "--yes", "--wait", "0s");
    assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
    assertThat(ran.out()).contains("1 uncertain");
  }

  @Test
  @DisplayName(
      "delivery/L7: a mail that was set aside counts as failed, in the words and in the code")
  void exitCodeThreeIsForThoseSetAside() {
    relay.at("RCPT").to("bob@example.org").reply("451 4.3.0 later");
    house.run("edition", "send", "1", "--yes", "--wait", "0s");
    try (TestHouse open = house) {
      StoredRows.deliveries(
          open.press().rooms().database(),
          ONE,
          "state = 'EXCLUDED', remark = 'POISON: five breaks in a row'",
          "state = 'DEFERRED'");
    }
    Ran ran = house.run("edition", "send", "1", "--yes");
    assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
    assertThat(ran.out())
        .contains("Sent to 2 of 3 readers.")
        .contains("1 mail could not be made or sent; why: digest delivery list 1 --state excluded")
        .contains("5 candidates = 2 sent + 3 left out");
  }

  @Test
  @DisplayName("delivery/A2: the status' figures add up and say how long it still takes")
  void theStatusSaysHowLongItStillTakes() {
    relay.at("DOT").to("bob@example.org").reply("451 4.3.0 later");
    relay.at("RCPT").to("cem@example.net").reply("550 5.2.1 full");
    house.run("edition", "send", "1", "--yes", "--wait", "0s");
    JsonNode status = json("edition", "status", "1", "--json");
    assertThat(status.get("accepted").asInt()).isEqualTo(1);
    assertThat(status.get("waiting").asInt()).isEqualTo(1);
    assertThat(status.get("failed").asInt()).isEqualTo(1);
    assertThat(status.get("excluded").asInt()).isEqualTo(2);
    assertThat(status.get("candidates").asInt()).isEqualTo(5);
    now.set(TestHouse.NOW.plus(Duration.ofDays(5)));
    house.run("edition", "send", "1", "--yes", "--wait", "0s");
    assertThat(json("edition", "status", "1", "--json").get("secondsLeft").asInt()).isZero();
  }

  @Test
  @DisplayName("delivery/A5: a second start after it ended sends nothing twice")
  void aSecondStartSendsNothingTwice() {
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    assertThat(house.run("send", "daily", "--yes", "--key", "x").code()).isIn(0, 1);
    assertThat(relay.receivedBy("ann@example.org")).hasSize(1);
  }

  /** A try before the one that was accepted. */
  private void attempts(String address, SmtpReply reply) {
    try (TestHouse open = house) {
      Press press = open.press();
      Delivery delivery = press.rooms().deliveries().find(EmailAddress.of(address)).get(0);
      StoredRows.attempt(
          press.rooms().database(),
          new Attempt(delivery.id(), 1, TestHouse.NOW, Delivery.State.DEFERRED, reply, null));
      StoredRows.deliveries(
          press.rooms().database(),
          ONE,
          "attempts = 2",
          "subscriber_id = " + delivery.id().subscriber().value());
    }
  }

  private JsonNode json(String... args) {
    Ran ran = house.run(args);
    assertThat(List.of(0, 3)).as(ran.toString()).contains(ran.code());
    return JsonMapper.shared().readTree(ran.out());
  }
}
