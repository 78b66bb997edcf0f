package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.mail.MailReader;
import digest.testkit.Ports;
import digest.testkit.ScriptedSmtpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code send} names, asks, does, and how it accounts for everybody. */
class SendTest {

  private static final Pattern ACCOUNTING =
      Pattern.compile("(?m)^(\\d+) candidates? = (\\d+ [a-z ]+(?: \\+ \\d+ [a-z ]+)*)$");

  @TempDir Path folder;
  private ScriptedSmtpServer relay;
  private TestHouse house;

  @BeforeEach
  void house() {
    relay = ScriptedSmtpServer.start();
    house = TestHouse.in(folder, relay.port()).withReaders();
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  @DisplayName("safety/T31, picking/C6: where nobody can answer, nothing goes without --yes")
  void withoutTerminalAndWithoutYesNothingIsSent() {
    house.build();
    String before = house.checksum();
    Ran ran = house.run("edition", "send", "1");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("3 readers").contains("--yes");
    assertThat(relay.received()).isEmpty();
    assertThat(house.checksum()).isEqualTo(before);
  }

  @Test
  @DisplayName("safety/T31: count, exclusions and hash are named before the question")
  void thePersonSeesWhatTheyConfirm() {
    house.build();
    String hash = hash(house.run("edition", "show", "1", "--json").out());
    Ran ran = house.runAnswering("n\n", "edition", "send", "1");
    assertThat(ran.out())
        .contains("Goes to 3 readers")
        .contains("1 · has unsubscribed")
        .contains("1 · has not confirmed")
        .contains(hash.substring(0, 12));
    assertThat(ran.err())
        .contains("Send edition 1 to 3 readers? [y/N]")
        .contains("Nothing was done");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(relay.received()).isEmpty();
  }

  @Test
  void onlyAYesSends() {
    house.build();
    for (String answer : List.of("", "\n", "no\n", "yess\n", "1\n")) {
      assertThat(house.runAnswering(answer, "edition", "send", "1").code()).isEqualTo(1);
    }
    assertThat(relay.received()).isEmpty();
    assertThat(house.runAnswering("YES\n", "edition", "send", "1").code()).isZero();
    assertThat(relay.received()).hasSize(3);
  }

  @Test
  @DisplayName("picking/C6: a dry run writes each mail and changes nothing")
  void aDryRunLeavesTheStoreAsItWas() throws IOException {
    house.build();
    String before = house.checksum();
    String out = house.path("dry");
    Ran ran = house.run("edition", "send", "1", "--dry-run", "--out", out);
    assertThat(ran.code()).isZero();
    assertThat(house.checksum()).isEqualTo(before);
    assertThat(relay.connections()).isZero();
    try (Stream<Path> files = Files.list(Path.of(out))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "000001-ann@example.org.eml",
              "000002-bob@example.org.eml",
              "000003-cem@example.net.eml");
    }
  }

  @Test
  @DisplayName("delivery/P3: what a dry run writes is what is sent, but for the date")
  void aDryRunWritesTheBytesThatGo() throws IOException {
    house.build();
    house.run("edition", "send", "1", "--dry-run", "--out", house.path("dry"));
    house.run("edition", "send", "1", "--yes");
    byte[] written = Files.readAllBytes(folder.resolve("dry/000001-ann@example.org.eml"));
    byte[] sent = relay.receivedBy("ann@example.org").get(0).bytes();
    assertThat(MailReader.read(written)).isEqualTo(MailReader.read(sent));
  }

  @Test
  @DisplayName("safety/T31: a test is marked and touches no state")
  void aTestSendIsMarkedAndChangesNothing() {
    house.build();
    String before = house.checksum();
    Ran ran = house.run("edition", "send", "1", "--test", "boss@example.org");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("boss@example.org").contains("Sent");
    assertThat(house.checksum()).isEqualTo(before);
    assertThat(relay.received()).hasSize(1);
    assertThat(MailReader.read(relay.received().get(0).bytes()).subject()).startsWith("[TEST] ");
  }

  @Test
  void aTestThatIsRefusedExitsWithThree() {
    house.build();
    relay.at("RCPT").to("boss@example.org").reply("550 5.1.1 no such user");
    Ran ran = house.run("edition", "send", "1", "--test", "boss@example.org");
    assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
    assertThat(ran.out()).contains("Refused").contains("550 5.1.1 no such user");
  }

  @Test
  @DisplayName("delivery/A2: the printed parts add up to everybody on the list")
  void theAccountingAddsUp() {
    house.build();
    relay.at("RCPT").to("bob@example.org").reply("550 5.1.1 no such user");
    relay.at("RCPT").to("cem@example.net").reply("451 4.3.0 later");
    Ran ran = house.run("edition", "send", "1", "--yes", "--wait", "0s");
    assertThat(parts(ran.out(), 5))
        .containsExactlyInAnyOrder(
            "1 sent", "1 refused", "1 waiting for another try", "2 left out");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("1 reader wait").contains("digest edition send 1");
  }

  @Test
  void whoIsRefusedMakesTheExitCodeThree() {
    house.build();
    relay.at("RCPT").to("bob@example.org").reply("550 5.1.1 no such user");
    Ran ran = house.run("edition", "send", "1", "--yes");
    assertThat(ran.code()).as(ran.toString()).isEqualTo(3);
    assertThat(parts(ran.out(), 5)).contains("2 sent", "1 refused");
    assertThat(ran.out()).contains("digest delivery list 1 --state rejected");
  }

  @Test
  void aFinishedSendExitsWithZeroAndASecondOneSendsNothing() {
    house.build();
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    Ran again = house.run("edition", "send", "1");
    assertThat(again.code()).isZero();
    assertThat(relay.received()).hasSize(3);
  }

  @Test
  @DisplayName("picking/E1: the same key triggers once")
  void theSameKeyNeverMakesASecondEdition() {
    assertThat(house.run("send", "daily", "--yes", "--key", "monday").code()).isZero();
    assertThat(house.run("send", "daily", "--yes", "--key", "monday").code()).isZero();
    assertThat(relay.received()).hasSize(3);
  }

  @Test
  void aManualSendNeedsItsYesToo() {
    Ran ran = house.run("send", "daily");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(relay.received()).isEmpty();
  }

  @Test
  @DisplayName("picking/C6: a dry run of a newsletter would build, so it is refused")
  void aDryRunOfANewsletterIsRefused() {
    String before = house.checksum();
    Ran ran = house.run("send", "daily", "--dry-run");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(house.checksum()).isEqualTo(before);
  }

  @Test
  void aRelayThatRefusesUsIsNamedWithTheNextCommand() {
    house.build();
    relay.at("MAIL").reply("550 5.7.1 sender not allowed");
    Ran ran = house.run("edition", "send", "1", "--yes");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(oneLine(ran.out()))
        .contains(
            "127.0.0.1:" + relay.port() + " refuses us (550 5.7.1 sender not allowed after MAIL)")
        .contains("Sending stopped after 0 of 3; nothing was lost.")
        .contains("then: digest edition send 1");
    assertThat(parts(ran.out(), 5)).contains("3 waiting");
  }

  @Test
  void aRelayThatIsAwayIsNamedWithTheNextCommand() throws IOException {
    house.build();
    try (Ports.Deaf nobody = Ports.deaf()) {
      int port = nobody.port();
      house.write("digest.yaml", TestHouse.config(port, "daily", "0 0 7 ? * *", "Europe/Berlin"));
      Ran ran = house.run("edition", "send", "1", "--yes", "--wait", "0s");
      assertThat(ran.code()).isEqualTo(1);
      assertThat(oneLine(ran.out()))
          .contains("127.0.0.1:" + port + " does not answer")
          .contains("Sending stopped after 0 of 3; nothing was lost.")
          .contains("When it is back: digest edition send 1");
    }
  }

  @Test
  void theRefusedAreSentAgainAfterTheirCountWasNamed() {
    house.build();
    relay.at("RCPT").to("bob@example.org").reply("550 5.7.1 full of rules").times(1);
    assertThat(house.run("edition", "send", "1", "--yes").code()).isEqualTo(3);
    Ran asked = house.run("edition", "resend", "1", "--state", "rejected");
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err()).contains("again to 1 reader");
    Ran again = house.run("edition", "resend", "1", "--state", "rejected", "--yes");
    assertThat(again.code()).isZero();
    assertThat(relay.receivedBy("bob@example.org")).hasSize(1);
  }

  @Test
  void whatWasSentIsNotSentAgainByResend() {
    house.build();
    house.run("edition", "send", "1", "--yes");
    assertThat(house.run("edition", "resend", "1", "--state", "accepted", "--yes").code())
        .isEqualTo(2);
    assertThat(relay.received()).hasSize(3);
  }

  /** The parts of the accounting line, which must add up to the candidates. */
  private static List<String> parts(String out, int candidates) {
    Matcher line = ACCOUNTING.matcher(out);
    assertThat(line.find()).as("an accounting line in:%n%s", out).isTrue();
    List<String> parts = List.of(line.group(2).split(" \\+ ", -1));
    int sum = parts.stream().mapToInt(part -> Integer.parseInt(part.split(" ", 2)[0])).sum();
    assertThat(sum).isEqualTo(candidates).isEqualTo(Integer.parseInt(line.group(1)));
    return parts;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static String hash(String json) {
    Matcher hash = Pattern.compile("\"hash\" : \"([0-9a-f]{64})\"").matcher(json);
    assertThat(hash.find()).isTrue();
    return hash.group(1);
  }
}
