package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.testkit.ScriptedSmtpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Editing, approving, pausing and the like, and what is explained. */
class SteeringTest {

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
  @DisplayName("picking/E3: an edit makes a new hash and clears the approval")
  void anEditClearsTheApproval() {
    JsonNode approved = json("edition", "approve", "1", "--json");
    assertThat(approved.get("state").asString()).isEqualTo("APPROVED");
    JsonNode edited =
        json("edition", "edit", "1", "--subject", "Another subject", "--pin", "2", "--json");
    assertThat(edited.get("state").asString()).isEqualTo("DRAFT");
    assertThat(edited.get("subject").asString()).isEqualTo("Another subject");
    assertThat(edited.get("hash").asString()).isNotEqualTo(approved.get("hash").asString());
    assertThat(edited.get("picks").get(0).get("title").asString())
        .isEqualTo(approved.get("picks").get(1).get("title").asString());
  }

  @Test
  @DisplayName("picking/E3: an approval of what somebody else has changed is refused")
  void anApprovalNamesWhatItSaw() {
    String seen = json("edition", "show", "1", "--json").get("hash").asString();
    json("edition", "edit", "1", "--drop", "3", "--json");
    Ran ran = house.run("edition", "approve", "1", "--hash", seen);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("was changed meanwhile");
    String now = json("edition", "show", "1", "--json").get("hash").asString();
    assertThat(house.run("edition", "approve", "1", "--hash", now.substring(0, 12)).code())
        .isZero();
  }

  @Test
  void anUnknownArticleIsNamed() {
    Ran ran = house.run("edition", "edit", "1", "--drop", "nothing-of-the-kind");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing-of-the-kind");
  }

  @Test
  void everyCandidateIsExplainedExactlyOnce() {
    String words = house.run("edition", "explain", "1").out();
    JsonNode all = json("edition", "explain", "1", "--json");
    assertThat(all.size()).isEqualTo(3);
    all.forEach(
        one -> {
          String title = one.get("title").asString();
          long lines = words.lines().filter(line -> line.startsWith(" • " + title)).count();
          assertThat(lines).as(title).isEqualTo(1);
        });
  }

  @Test
  void aPausedEditionGoesOnWhereItStopped() {
    relay.at("RCPT").to("cem@example.net").reply("451 4.3.0 later");
    house.run("edition", "send", "1", "--yes", "--wait", "0s");
    Ran paused = house.run("edition", "pause", "1", "--reason", "a wrong name");
    assertThat(paused.code()).as(paused.err()).isZero();
    assertThat(paused.out())
        .contains("Paused")
        .contains("a wrong name")
        .contains("edition resume 1");
    Ran resumed = house.run("edition", "resume", "1");
    assertThat(resumed.out()).contains("Sending").contains("edition send 1");
    assertThat(relay.received()).hasSize(2);
  }

  @Test
  void cancellingASendAsksAndNamesWhoWillNotGetIt() {
    relay.at("RCPT").to("cem@example.net").reply("451 4.3.0 later");
    house.run("edition", "send", "1", "--yes", "--wait", "0s");
    assertThat(house.run("edition", "cancel", "1").code()).isEqualTo(2);
    Ran asked = house.runAnswering("y\n", "edition", "cancel", "1");
    assertThat(asked.err()).contains("1 reader will not get it");
    assertThat(asked.code()).isZero();
    assertThat(json("edition", "status", "1", "--json").get("excluded").asInt()).isEqualTo(3);
  }

  @Test
  void aDraftIsCancelledWithoutAQuestion() {
    assertThat(house.run("edition", "cancel", "1").out()).contains("Cancelled");
    Ran sent = house.run("edition", "send", "1", "--yes");
    assertThat(sent.code()).isEqualTo(1);
    assertThat(relay.received()).isEmpty();
  }

  @Test
  void aPreviewIsWrittenAsHtmlTextAndMail() throws Exception {
    String out = house.path("preview");
    Ran ran = house.run("edition", "preview", "1", "--as", "ann@example.org", "--out", out);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(Path.of(out, "edition-1.html"))).contains("<html");
    assertThat(Files.readString(Path.of(out, "edition-1.txt"))).contains("Bell rings again");
    assertThat(Files.readString(Path.of(out, "edition-1.eml")))
        .contains("To: Ann <ann@example.org>");
    assertThat(house.run("edition", "preview", "1", "--as", "who@example.org").code()).isEqualTo(1);
  }

  @Test
  void anEditionIsBuiltAsOfAnyInstant() {
    JsonNode early = json("edition", "build", "daily", "--at", "2026-11-22T04:30:00Z", "--json");
    assertThat(early.get("picks").size()).isEqualTo(2);
    JsonNode due = json("edition", "build", "daily", "--slot", "2026-11-23T07:00", "--json");
    assertThat(due.get("slot").asString()).isEqualTo("2026-11-23T07:00");
    Ran again = house.run("edition", "build", "daily", "--slot", "2026-11-23T07:00");
    assertThat(again.out()).contains("has its edition already");
  }

  @Test
  @DisplayName("safety/T22: the relay's password is in no output, however much is asked for")
  void secretsAreNotPrinted() {
    try (ScriptedSmtpServer locked = ScriptedSmtpServer.start()) {
      locked.withLogin("courier", "another");
      String secret = "s3cr3t-p4ss";
      house.write("password.txt", secret + "\n");
      house.write(
          "digest.yaml",
          TestHouse.config(locked.port(), "daily", "0 0 7 ? * *", "Europe/Berlin")
              .replace(
                  "connections: 1",
                  "connections: 1, username: courier, passwordFile: password.txt"));
      Ran ran = house.run("edition", "send", "1", "--yes", "--debug");
      assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(1);
      assertThat(ran.out().replaceAll("\\s+", " "))
          .contains("SMTP login to 127.0.0.1:" + locked.port() + " refused (535")
          .contains("after AUTH)")
          .contains("Sending stopped after 0 of 3; nothing was lost. Check the relay's username");
      Ran check = house.run("check", "--debug", "--json");
      Stream.of(ran.out(), ran.err(), check.out(), check.err())
          .forEach(text -> assertThat(text).doesNotContain(secret));
      assertThat(locked.received()).isEmpty();
    }
  }

  private JsonNode json(String... args) {
    Ran ran = house.run(args);
    assertThat(ran.code()).as(ran.err()).isZero();
    return JsonMapper.shared().readTree(ran.out());
  }
}
