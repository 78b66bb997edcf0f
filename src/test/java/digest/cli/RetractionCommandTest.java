package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.testkit.ScriptedSmtpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code edition retract} and {@code edition correct}, as a person and as a script use them. */
class RetractionCommandTest {

  @TempDir Path folder;
  private ScriptedSmtpServer relay;
  private TestHouse house;

  @BeforeEach
  void house() {
    relay = ScriptedSmtpServer.start();
    house = TestHouse.in(folder, relay.port()).withReaders();
    house.build();
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void aDraftIsEditedAndNotRetractedFrom() {
    Ran ran = house.run("edition", "retract", "1", "--article", link(0), "--yes");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("nobody has it yet").contains("digest edition edit 1 --drop");
  }

  @Test
  void theCountIsNamedBeforeAnythingIsDone() {
    sent();
    String link = link(0);
    String before = house.checksum();
    Ran unasked = house.run("edition", "retract", "1", "--article", link);
    assertThat(unasked.code()).isEqualTo(2);
    assertThat(unasked.out()).contains("3 readers have it already").contains("Nobody else");
    assertThat(unasked.err()).contains("add --yes");
    Ran declined = house.runAnswering("no", "edition", "retract", "1", "--article", link);
    assertThat(declined.code()).isEqualTo(1);
    assertThat(house.checksum()).isEqualTo(before);
  }

  @Test
  void theWholeWayFromRetractionToCorrection() throws Exception {
    sent();
    String title = json("edition", "show", "1", "--json").at("/picks/0/title").asString();
    String link = link(0);
    JsonNode done = json("edition", "retract", "1", "--article", link, "--yes", "--json");
    assertThat(done.get("had").asLong()).isEqualTo(3);
    assertThat(done.get("remaining").asLong()).isZero();
    assertThat(done.at("/retracted/0/title").asString()).isEqualTo(title);
    JsonNode shown = json("edition", "show", "1", "--json");
    assertThat(shown.get("picks").size()).isEqualTo(2);
    assertThat(shown.toString()).doesNotContain(title);
    assertThat(house.run("edition", "retract", "1", "--article", link, "--yes").err())
        .contains(title)
        .contains("retracted from edition 1 already");
    Files.writeString(folder.resolve("sorry.txt"), "We were wrong.\n\nThe desk");
    Ran asked =
        house.run("edition", "correct", "1", "--text-file", folder.resolve("sorry.txt").toString());
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.out()).contains("Goes to 3 readers.").contains("Correction: " + title);
    assertThat(relay.received()).hasSize(3);
    assertThat(house.run("edition", "correct", "1", "--yes").code()).isZero();
    assertThat(relay.received()).hasSize(6);
    assertThat(house.run("edition", "correct", "1", "--yes").code()).isZero();
    assertThat(relay.received()).hasSize(6);
    assertThat(relay.received().get(5).mail()).contains("We were wrong.").contains("The desk");
  }

  @Test
  void aDryRunAndATestMailNobodyOnTheList() {
    sent();
    house.run("edition", "retract", "1", "--article", link(0), "--yes");
    Ran dry =
        house.run(
            "edition", "correct", "1", "--dry-run", "--out", folder.resolve("dry").toString());
    assertThat(dry.code()).isZero();
    assertThat(dry.out()).contains("3 mails written");
    assertThat(dry.err()).contains("The correction is kept as edition 2, a draft.");
    assertThat(house.run("edition", "correct", "1", "--test", "me@example.org").code()).isZero();
    assertThat(relay.received()).hasSize(4);
    assertThat(relay.received().get(3).recipient()).isEqualTo("me@example.org");
    assertThat(relay.received().get(3).mail()).contains("[TEST] Correction:");
  }

  @Test
  void whatCannotBeCorrectedIsTold() {
    sent();
    Ran nothing = house.run("edition", "correct", "1", "--yes");
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.err()).contains("nothing was retracted from edition 1");
    Ran unread = house.run("edition", "correct", "1", "--text-file", "/no/such/file");
    assertThat(unread.code()).isEqualTo(1);
    assertThat(unread.err()).contains("--text-file /no/such/file cannot be read");
    Ran taken = house.run("edition", "build", "daily", "--slot", "correction-1-2");
    assertThat(taken.code()).isEqualTo(2);
    assertThat(taken.err()).contains("is for correction mails");
  }

  private void sent() {
    assertThat(house.run("edition", "send", "1", "--yes").code()).isZero();
    assertThat(relay.received()).hasSize(3);
  }

  private String link(int pick) {
    return json("edition", "show", "1", "--json").at("/picks/" + pick + "/link").asString();
  }

  private JsonNode json(String... args) {
    Ran ran = house.run(args);
    assertThat(ran.code()).as(ran.err()).isZero();
    return new JsonMapper().readTree(ran.out());
  }
}
