package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RelatedCommandTest {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  @TempDir Path folder;
  private TestHouse house;

  @BeforeEach
  void house() {
    house = TestHouse.in(folder, 1);
    house.write("feed.xml", feed());
    house.run("feed", "fetch");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static String feed() {
    String items =
        IntStream.rangeClosed(1, 7)
            .mapToObj(RelatedCommandTest::item)
            .collect(Collectors.joining());
    return "<rss version=\"2.0\"><channel><title>Courier</title>"
        + "<link>https://courier.example.org</link><description>d</description>"
        + items
        + "</channel></rss>";
  }

  /** The last is about something else. */
  private static String item(int i) {
    String title =
        i == 7 ? "Lentils with quince" : "Dredgers deepen the harbour channel, part " + i;
    String text =
        i == 7 ? "Roast the fruit first." : "Silt is pumped ashore while container ships wait.";
    return "<item><title>%s</title><guid>g%d</guid><link>https://courier.example.org/%d</link>"
            .formatted(title, i, i)
        + "<pubDate>Sun, 22 Nov 2026 0%d:00:00 +0100</pubDate>".formatted(i)
        + "<description>%s</description></item>".formatted(text);
  }

  @Test
  @DisplayName("picking/R2: the keys that scripts rely on, instants in UTC, scores in thousandths")
  void theKeysThatScriptsRelyOn() {
    Ran ran = house.run("article", "related", "https://courier.example.org/1", "-n", "2", "--json");
    assertThat(ran.code()).isZero();
    JsonNode all = MAPPER.readTree(ran.out());
    assertThat(all).hasSize(1);
    assertThat(all.get(0).propertyNames()).containsExactly("link", "title", "related");
    JsonNode related = all.get(0).get("related");
    assertThat(related).hasSize(2);
    assertThat(related.get(0).propertyNames())
        .containsExactly("link", "title", "source", "published", "score");
    assertThat(Instant.parse(related.get(0).get("published").asString()))
        .isEqualTo("2026-11-22T05:00:00Z");
    assertThat(related.get(0).get("score").asDouble() * 1000 % 1).isZero();
  }

  @Test
  @DisplayName("picking/R1: all articles, five each, and none where nothing is near")
  void allArticlesFiveEach() {
    Ran ran = house.run("article", "related", "--all", "--json");
    JsonNode all = MAPPER.readTree(ran.out());
    assertThat(all).hasSize(7);
    for (JsonNode one : all) {
      boolean lone = one.get("link").asString().endsWith("/7");
      assertThat(one.get("related")).hasSize(lone ? 0 : 5);
    }
    assertThat(house.run("article", "related", "--all").out())
        .contains("Dredgers deepen the harbour channel, part 2")
        .contains("Nothing in the archive is about this.");
  }

  @Test
  void anEmptyArchiveIsAnEmptyArray() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    try (TestHouse empty = TestHouse.in(folder.resolve("empty"), 1)) {
      assertThat(MAPPER.readTree(empty.run("article", "related", "--all", "--json").out()))
          .isEmpty();
    }
  }

  @Test
  void anUnknownLinkIsToldAsShowDoes() {
    Ran related = house.run("article", "related", "https://nowhere.example");
    Ran show = house.run("article", "show", "https://nowhere.example");
    assertThat(related.code()).isEqualTo(show.code()).isNotZero();
    assertThat(related.err()).isEqualTo(show.err());
    assertThat(related.out()).isEmpty();
  }

  @Test
  void neitherLinksNorAllIsAUsageFault() {
    assertThat(house.run("article", "related").code()).isEqualTo(2);
    assertThat(house.run("article", "related", "x", "--all").code()).isEqualTo(2);
  }

  @Test
  void otherCommandsDoNotPayForTheIndex() {
    house.run("article", "list");
    assertThat(folder.resolve("data/related")).doesNotExist();
  }
}
