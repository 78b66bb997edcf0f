package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.Config;
import digest.cli.TestHouse.Ran;
import digest.testkit.ScriptedSmtpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, exit codes and faults, for every command. */
class CommandLineTest {

  @TempDir Path folder;
  private TestHouse house;

  @BeforeEach
  void house() {
    house = TestHouse.in(folder, 25);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "init",
        "check",
        "serve",
        "send",
        "feed read",
        "feed list",
        "feed fetch",
        "article list",
        "article show",
        "article search",
        "edition build",
        "edition list",
        "edition show",
        "edition explain",
        "edition preview",
        "edition edit",
        "edition approve",
        "edition cancel",
        "edition send",
        "edition status",
        "edition pause",
        "edition resume",
        "edition resend",
        "delivery show",
        "delivery list",
        "subscriber import",
        "subscriber add",
        "subscriber list",
        "subscriber show",
        "subscriber remove",
        "subscriber suppress",
        "subscriber unsuppress",
        "subscriber erase",
        "subscriber export",
        "newsletter list",
        "newsletter next",
        "database migrate",
        "database backup",
        "generate-completion"
      })
  void everyCommandExplainsItself(String command) {
    String[] args = Stream.of((command + " --help").split(" ", -1)).toArray(String[]::new);
    Ran ran = house.run(args);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).startsWith("Usage: digest " + command).contains("--help");
    assertThat(ran.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "edition",
        "edition shwo 1",
        "edition show",
        "edition show x",
        "edition show -1",
        "edition build Daily!",
        "edition build daily --at yesterday",
        "edition build daily --slot 2026-02-31T07:00",
        "edition edit 1",
        "send",
        "send daily --wait soon",
        "subscriber show nobody",
        "delivery list 1 --state lost",
        "feed read",
        "feed read x --words 0",
        "feed read x --words 5 --chars 5",
        "newsletter next daily -n many"
      })
  void whatCannotBeUnderstoodExitsWithTwoAndAHint(String command) {
    Ran ran = house.run(command.split(" ", -1));
    assertThat(ran.code()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).startsWith("digest: ").contains("--help");
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "edition show 99",
        "edition explain 99",
        "edition status 99",
        "edition send 99 --yes",
        "edition approve 99",
        "edition pause 99",
        "delivery list 99",
        "send weekly --yes",
        "newsletter next weekly",
        "article show https://nowhere.example.org/",
        "subscriber show nobody@example.org",
        "subscriber remove nobody@example.org",
        "subscriber import nowhere.csv",
        "feed read nowhere.xml",
        "check --config nowhere.yaml"
      })
  void whatIsNotThereExitsWithOneAndNoStackTrace(String command) {
    Ran ran = house.run(command.split(" ", -1));
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.err()).doesNotContain("at digest.").doesNotContain("bug");
    assertThat(ran.out() + ran.err()).isNotBlank();
  }

  @Test
  void aTypingErrorIsMetWithASuggestion() {
    assertThat(house.run("edition", "shwo", "1").err()).contains("Did you mean: show?");
  }

  @Test
  void aBugSaysSoAndShowsItsPlaceOnlyWhenAsked() {
    Doors broken =
        new Doors(
            options -> {
              throw new IllegalStateException("nobody foresaw this");
            },
            (press, options) -> new OpenPages("", () -> {}),
            press -> () -> {},
            () -> {
              throw new IllegalStateException("nor this");
            },
            (options, move) -> {
              throw new IllegalStateException("nor that");
            },
            house.doors().clock());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    Session told = new Session(broken, Terminal.of(stream, stream));
    assertThat(DigestCommand.run(told, "edition", "list")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("nobody foresaw this", "This is a bug")
        .doesNotContain("at digest");
    assertThat(DigestCommand.run(told, "edition", "list", "--debug")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("CommandLineTest");
  }

  @Test
  void theHelpOfAllNamesEachCommandOnceInItsOrder() {
    String help = house.run("--help").out();
    assertThat(help.substring(help.indexOf("Commands:")).lines().map(String::strip))
        .extracting(line -> line.replaceFirst(" .*", ""))
        .containsSubsequence(
            "demo",
            "init",
            "check",
            "serve",
            "send",
            "edition",
            "newsletter",
            "feed",
            "article",
            "subscriber",
            "delivery",
            "bounce",
            "database",
            "generate-completion");
    assertThat(house.run("--debug", "feed", "--help").out()).startsWith("Usage: digest feed");
    assertThat(house.run("--version", "edition").out()).startsWith("digest ");
    assertThat(house.run("edtion").err()).contains("edition");
  }

  @Test
  void versionAndCompletionGoToStandardOutput() {
    assertThat(house.run("--version").out()).startsWith("digest ");
    assertThat(house.run("generate-completion").out())
        .contains("#!/usr/bin/env bash")
        .contains("generate-completion")
        .contains("resend");
  }

  @Test
  void initWritesAConfigurationThatCanBeRead() throws IOException {
    Path fresh = folder.resolve("fresh");
    Ran ran = house.run("init", fresh.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(fresh.resolve("templates/digest.html.ftlh")).isNotEmptyFile();
    assertThat(fresh.resolve("subscribers-sample.json")).isNotEmptyFile();
    assertThat(Config.read(fresh.resolve("digest.yaml"), Map.of()).newsletters()).hasSize(1);
    assertThat(ran.out()).contains("digest check --config " + fresh.resolve("digest.yaml"));
  }

  @Test
  void initNeverOverwrites() throws IOException {
    Path fresh = Files.createDirectories(folder.resolve("fresh"));
    Files.writeString(fresh.resolve("digest.yaml"), "mine");
    Ran ran = house.run("init", fresh.toString());
    assertThat(ran.out()).contains("kept     " + fresh.resolve("digest.yaml"));
    assertThat(fresh.resolve("digest.yaml")).hasContent("mine");
  }

  @Test
  void aConfigurationThatIsWrongIsToldInItsOwnWords() {
    house.write("digest.yaml", "sight: {title: x}\n");
    Ran ran = house.run("newsletter", "list");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("digest: ").contains("sight").doesNotContain("bug");
  }

  @Test
  void checkFindsWhatIsWrongAndExitsWithOne() {
    house.write(
        "digest.yaml",
        TestHouse.config(1, "daily", "0 0 7 ? * *", "Europe/Berlin")
            .replace(", publicUrl: \"http://127.0.0.1:8025\"", "")
            .replace("feed.xml", "lost.xml"));
    Ran ran = house.run("check");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("✗ Readers could not unsubscribe")
        .contains("✗ 127.0.0.1:1 does not answer")
        .contains("lost.xml")
        .contains("✓ \"digest\" of daily works with a title and a link alone")
        .contains("3 problems");
  }

  @Test
  void checkIsContentWithAHouseThatIsWell() {
    try (var relay = ScriptedSmtpServer.start()) {
      TestHouse well = TestHouse.in(folder, relay.port()).withReaders();
      Ran ran = well.run("check");
      assertThat(ran.code()).as(ran.out()).isZero();
      assertThat(ran.out().replaceAll("\\s+", " "))
          .contains("answers and takes our login")
          .contains("daily would go to 3 readers of 5")
          .contains("Mon 23 Nov 07:00");
      assertThat(relay.received()).isEmpty();
    }
  }

  @Test
  void checkNamesATemplateThatDoesNotWork() throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("digest.txt.ftl"), "${article.autor}\n");
    Ran ran = house.run("check");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("digest.txt.ftl");
  }

  @Test
  @DisplayName("delivery/P1: check says which line keeps mails from being made by plate")
  void checkNamesLogicOnAField() throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("digest.txt.ftl"), "Dear\n${(recipient.name!'x')?trim}\n");
    String said = house.run("check").out().replaceAll("\\s+", " ");
    assertThat(said)
        .contains("! templates/digest.txt.ftl, line 2: ")
        .contains("is not only printed")
        .contains("✓ \"digest\" of daily works with everything in it");
    assertThat(said.split("is not only printed", -1)).as("once").hasSize(2);
  }

  @Test
  void aBackupIsAStoreOfItsOwn() {
    house.withReaders();
    String copy = house.path("copy.db");
    assertThat(house.run("database", "backup", copy).code()).isZero();
    assertThat(Path.of(copy)).isNotEmptyFile();
    assertThat(house.run("database", "backup", copy).code()).isEqualTo(1);
    assertThat(house.run("database", "migrate").code()).isZero();
    house.write(
        "digest.yaml",
        TestHouse.config(25, "daily", "0 0 7 ? * *", "Europe/Berlin")
            .replace("digest.db", "copy.db"));
    assertThat(house.run("subscriber", "list", "--json").out()).contains("ann@example.org");
  }

  @Test
  @DisplayName("picking/Z2: where each reader's zone decides, the dues are a span")
  void theDuesOfReadersInTheirZonesAreASpan() {
    house.write(
        "digest.yaml",
        TestHouse.config(25, "daily", "0 0 7 ? * MON-FRI", "Europe/Berlin")
            .replace("zone: Europe/Berlin", "zone: Europe/Berlin, subscriberZone: true"));
    assertThat(house.run("newsletter", "next", "daily", "-n", "1").out().lines().toList())
        .contains(
            "Monday to Friday at 07:00 · Europe/Berlin, or each reader's own zone · 0 0 7 ? *"
                + " MON-FRI",
            "Slot              First reader          Last reader           Content until",
            "2026-11-23 07:00  2026-11-23 07:00 CET  2026-11-23 07:00 CET  2026-11-23 06:45");
  }

  @Test
  void aScheduleThatHasEndedIsToldByCheck() {
    house.write("digest.yaml", TestHouse.config(25, "daily", "0 0 7 ? * MON 2025", "UTC"));
    assertThat(house.run("newsletter", "next", "daily").out()).contains("never due again");
    assertThat(house.run("check").out().replaceAll("\\s+", " "))
        .contains(
            "daily: \"0 0 7 ? * MON 2025\" is never due again, so nothing goes out by itself."
                + " Change its cadence.cron, or trigger it by hand: digest edition build daily");
  }

  @Test
  void checkSaysInWordsWhenItGoesOut() {
    assertThat(house.run("check").out().replaceAll("\\s+", " "))
        .contains("daily goes out every day at 07:00 (Europe/Berlin), content until 06:45; next: ");
    house.write(
        "digest.yaml",
        TestHouse.config(25, "daily", "0 30 2,14 ? * *", "Asia/Tokyo")
            .replace("zone: Asia/Tokyo", "zone: Asia/Tokyo, subscriberZone: true, cutoff: 90m"));
    assertThat(house.run("check").out().replaceAll("\\s+", " "))
        .contains(
            "daily goes out every day at 02:30 and 14:30 (Asia/Tokyo, or each reader's own zone),"
                + " content until 1 h 30 min before in the first zone; next: ");
  }

  @Test
  void clockChangesAreSpelledOut() {
    TestHouse march =
        TestHouse.in(folder, 25, InstantSource.fixed(Instant.parse("2026-03-06T12:00:00Z")));
    march.write("digest.yaml", TestHouse.config(25, "daily", "0 30 2 ? * *", "America/New_York"));
    Ran ran = march.run("newsletter", "next", "daily", "-n", "3");
    assertThat(ran.out().lines().map(line -> line.strip().replaceAll("\\s+", " ")))
        .containsSubsequence(
            List.of(
                "every day at 02:30 · America/New_York · 0 30 2 ? * *",
                "2026-03-07 02:30 EST 2026-03-07 07:30 2026-03-07 02:15",
                "2026-03-08 03:30 EDT 2026-03-08 07:30 2026-03-08 03:15 not 02:30",
                "2026-03-09 02:30 EDT 2026-03-09 06:30 2026-03-09 02:15",
                "The clocks go forward 1 h on Sun 8 Mar 2026 at 02:00: 02:30 does not exist that day, due",
                "at 03:30."));
  }
}
