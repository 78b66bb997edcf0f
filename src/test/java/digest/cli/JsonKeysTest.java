package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.testkit.ScriptedSmtpServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The keys that scripts rely on: exactly these, in this order. */
class JsonKeysTest {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  @TempDir static Path folder;
  private static ScriptedSmtpServer relay;
  private static TestHouse house;

  @BeforeAll
  static void house() {
    relay = ScriptedSmtpServer.start();
    house = TestHouse.in(folder, relay.port());
    house.write("readers.csv", readers());
    house.run("subscriber", "import", house.path("readers.csv"));
    house.build();
    relay.at("RCPT").to("bob@example.org").reply("550 5.1.1 no such user");
    house.run("edition", "send", "1", "--yes");
  }

  @AfterAll
  static void close() {
    relay.close();
  }

  private static String readers() {
    return """
        address,lists,status
        ann@example.org,readers,confirmed
        bob@example.org,readers,confirmed
        eve@example.org,readers,pending
        """;
  }

  @Test
  void ofFeedRead() {
    JsonNode all = json("feed", "read", house.path("feed.xml"), "--words", "5", "--json");
    JsonNode feed = all.get(0);
    assertThat(keys(feed)).containsExactly("source", "format", "title", "problems", "items");
    JsonNode item = feed.get("items").get(0);
    assertThat(keys(item))
        .containsExactly(
            "title",
            "link",
            "guid",
            "published",
            "author",
            "summary",
            "teaser",
            "image",
            "topics",
            "language",
            "related");
    assertThat(keys(item.get("teaser"))).containsExactly("text", "truncated");
    assertThat(item.get("teaser").get("text").asString()).isEqualTo("A long enough text about […]");
    assertThat(item.get("teaser").get("truncated").asBoolean()).isTrue();
    assertThat(instant(item.get("published"))).isEqualTo("2026-11-22T05:00:00Z");
    assertThat(item.get("image").isNull()).isTrue();
  }

  @Test
  void ofEditionBuildAndShow() {
    JsonNode built = json("edition", "build", "daily", "--slot", "once", "--json");
    JsonNode shown = json("edition", "show", "1", "--json");
    List<String> keys =
        List.of(
            "id",
            "newsletter",
            "number",
            "slot",
            "state",
            "subject",
            "preheader",
            "hash",
            "picks",
            "relatedPosts");
    assertThat(keys(built)).containsExactlyElementsOf(keys);
    assertThat(keys(shown)).containsExactlyElementsOf(keys);
    assertThat(built.get("slot").asString()).isEqualTo("manual:once");
    JsonNode pick = shown.get("picks").get(0);
    assertThat(keys(pick))
        .containsExactly(
            "position",
            "section",
            "title",
            "link",
            "published",
            "source",
            "teaser",
            "related",
            "reason",
            "also",
            "updateTo",
            "version");
    assertThat(pick.get("position").asInt()).isEqualTo(1);
    assertThat(pick.get("source").asString()).isEqualTo("Courier");
    assertThat(instant(pick.get("published"))).endsWith("Z");
  }

  @Test
  void ofEditionExplain() {
    JsonNode all = json("edition", "explain", "1", "--json");
    assertThat(all.size()).isEqualTo(3);
    all.forEach(
        one ->
            assertThat(keys(one))
                .containsExactly("title", "link", "source", "reason", "detail", "score"));
  }

  @Test
  void ofEditionStatus() {
    JsonNode status = json("edition", "status", "1", "--json");
    assertThat(keys(status))
        .containsExactly(
            "id",
            "state",
            "candidates",
            "pending",
            "claimed",
            "sending",
            "accepted",
            "deferred",
            "rejected",
            "uncertain",
            "expired",
            "excluded",
            "nextDue",
            "lastDue",
            "startedAt",
            "finishedAt",
            "perSecond",
            "waiting",
            "failed",
            "secondsLeft");
    assertThat(status.get("candidates").asInt()).isEqualTo(3);
    assertThat(status.get("accepted").asInt()).isEqualTo(1);
    assertThat(status.get("rejected").asInt()).isEqualTo(1);
    assertThat(status.get("excluded").asInt()).isEqualTo(1);
    assertThat(instant(status.get("finishedAt"))).endsWith("Z");
  }

  @Test
  void ofDeliveryList() {
    JsonNode refused = json("delivery", "list", "1", "--state", "rejected", "--json");
    assertThat(refused.size()).isEqualTo(1);
    JsonNode row = refused.get(0);
    assertThat(keys(row))
        .containsExactly(
            "address", "state", "attempts", "messageId", "code", "status", "text", "command", "at");
    assertThat(row.get("address").asString()).isEqualTo("bob@example.org");
    assertThat(row.get("state").asString()).isEqualTo("REJECTED");
    assertThat(row.get("code").asInt()).isEqualTo(550);
    assertThat(row.get("status").asString()).isEqualTo("5.1.1");
    assertThat(row.get("text").asString()).isEqualTo("no such user");
    assertThat(row.get("command").asString()).isEqualTo("RCPT");
  }

  @Test
  void ofDeliveryListWithoutAReply() {
    JsonNode left = json("delivery", "list", "1", "--state", "excluded", "--json").get(0);
    assertThat(left.get("code").isNull()).isTrue();
    assertThat(left.get("text").asString()).isEqualTo("UNCONFIRMED");
  }

  @Test
  void ofSubscriberImport() {
    house.write("more.csv", "address,lists\nnobody,readers\nzed@example.org,elsewhere\n");
    JsonNode report = json("subscriber", "import", house.path("more.csv"), "--dry-run", "--json");
    assertThat(keys(report))
        .containsExactly("added", "updated", "unchanged", "rejected", "suppressed");
    assertThat(report.get("rejected").size()).isEqualTo(2);
    JsonNode row = report.get("rejected").get(0);
    assertThat(keys(row)).containsExactly("row", "value", "reason");
    assertThat(row.get("row").asInt()).isEqualTo(2);
    assertThat(report.get("rejected").get(1).get("reason").asString()).contains("elsewhere");
  }

  @Test
  void ofNewsletterNext() {
    JsonNode next = json("newsletter", "next", "daily", "-n", "2", "--json");
    assertThat(next.size()).isEqualTo(2);
    JsonNode slot = next.get(0);
    assertThat(keys(slot)).containsExactly("slot", "cutoff", "due", "local", "zone");
    assertThat(slot.get("slot").asString()).isEqualTo("2026-11-23T07:00");
    assertThat(instant(slot.get("due"))).isEqualTo("2026-11-23T06:00:00Z");
    assertThat(instant(slot.get("cutoff"))).isEqualTo("2026-11-23T05:45:00Z");
    assertThat(slot.get("local").asString()).isEqualTo("2026-11-23T07:00:00");
    assertThat(slot.get("zone").asString()).isEqualTo("Europe/Berlin");
  }

  @Test
  void everyListIsOneDocument() {
    for (List<String> command :
        List.of(
            List.of("edition", "list"),
            List.of("newsletter", "list"),
            List.of("feed", "list"),
            List.of("feed", "fetch"),
            List.of("article", "list"),
            List.of("article", "search", "harbour"),
            List.of("article", "show", "https://courier.example.org/0"),
            List.of("subscriber", "list"),
            List.of("subscriber", "show", "ann@example.org"),
            List.of("delivery", "show", "ann@example.org"),
            List.of("edition", "preview", "1", "--out", house.path("preview")))) {
      String[] args = Stream.concat(command.stream(), Stream.of("--json")).toArray(String[]::new);
      assertThat(json(args).size()).as(String.join(" ", command)).isPositive();
    }
  }

  private static JsonNode json(String... args) {
    Ran ran = house.run(args);
    assertThat(ran.code()).as(ran.err()).isZero();
    return MAPPER.readTree(ran.out());
  }

  private static List<String> keys(JsonNode node) {
    return List.copyOf(node.propertyNames());
  }

  /** An instant of ISO-8601 in UTC. */
  private static String instant(JsonNode node) {
    return Instant.parse(node.asString()).toString();
  }
}
