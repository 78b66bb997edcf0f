package digest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import digest.cli.TestHouse.Ran;
import digest.testkit.ScriptedSmtpServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** safety/T25: whatever feeds, files and relays say, a terminal gets text and line ends only. */
class TerminalSafetyTest {

  /** A window title, a cursor move, a C1 introducer, an override, a bell, a carriage return. */
  private static final String HOSTILE =
      "A\u001b]0;owned\u0007B\u001b[2J\u001b[31mC\u009b31mD\u202eE\u2066F\rG\u0085H\u2028I\u0000J";

  private static final Pattern UNFIT =
      Pattern.compile("[\\p{Cc}&&[^\\n]]|[\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

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
  @DisplayName("safety/T25: hostile text in every field of a JSON feed")
  void aFeedCannotSpeakToTheTerminal() {
    String text = escaped(HOSTILE);
    house.write(
        "hostile.json",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\""
            + text
            + "\",\"items\":[{\"id\":\""
            + text
            + "\",\"url\":\"https://courier.example.org/a\",\"title\":\""
            + text
            + "\",\"content_text\":\""
            + text
            + " and much more\",\"tags\":[\""
            + text
            + "\"],\"authors\":[{\"name\":\""
            + text
            + "\"}],\"date_published\":\""
            + text
            + "\"}]}");
    Ran words = house.run("feed", "read", house.path("hostile.json"));
    assertThat(words.code()).as(words.out()).isZero();
    isFit(words);
    Ran json = house.run("feed", "read", house.path("hostile.json"), "--json");
    assertThat(json.code()).isZero();
    isFit(json);
  }

  @Test
  @DisplayName("safety/T25: a file's name and a bad argument are texts of others, too")
  void anArgumentCannotSpeakToTheTerminal() {
    String name = HOSTILE.replace("\0", "");
    isFit(house.run("feed", "read", name));
    isFit(house.run("feed", "read", name, "--json"));
    isFit(house.run(name));
    isFit(house.run("edition", "show", name));
    isFit(house.run("article", "search", name));
    isFit(house.run("subscriber", "import", name));
    isFit(house.run("delivery", "show", name + "@example.org"));
  }

  @Test
  @DisplayName("safety/T25: rows of an import")
  void anImportedRowCannotSpeakToTheTerminal() {
    house.write(
        "hostile.csv",
        "address,name,town,lists\n\""
            + HOSTILE
            + "\",x,y,readers\nzoe@example.org,\""
            + HOSTILE
            + "\",\""
            + HOSTILE
            + "\",readers\n");
    isFit(house.run("subscriber", "import", house.path("hostile.csv")));
    isFit(house.run("subscriber", "list"));
    isFit(house.run("subscriber", "show", "zoe@example.org"));
    isFit(house.run("subscriber", "show", "zoe@example.org", "--json"));
  }

  @Test
  @DisplayName("safety/T25: a relay's words")
  void aRelayCannotSpeakToTheTerminal() {
    house.build();
    String words = HOSTILE.replaceAll("[\r\n\0\u0085\u2028]", "");
    relay.at("RCPT").to("bob@example.org").reply("550 5.7.1 " + words);
    isFit(house.run("edition", "send", "1", "--yes"));
    isFit(house.run("delivery", "list", "1"));
    isFit(house.run("delivery", "list", "1", "--json"));
    house.build();
    relay.at("MAIL").reply("550 5.7.1 " + words);
    isFit(house.run("send", "daily", "--yes"));
  }

  @Test
  void ourOwnColoursAreTheOnlySequences() {
    Screen screen =
        new Screen(new java.io.PrintStream(new java.io.ByteArrayOutputStream()), true, 80);
    assertThat(screen.styled(Style.BAD, PlainText.line(HOSTILE)))
        .startsWith("\u001b[31m")
        .endsWith("\u001b[0m");
    String inside = screen.styled(Style.BAD, PlainText.line(HOSTILE)).substring(5);
    assertThat(inside.substring(0, inside.length() - 4)).doesNotContainPattern(UNFIT);
  }

  @Test
  void jsonKeepsWhatATerminalMustNotGet() {
    String json = Json.text(List.of(HOSTILE));
    assertThat(json).doesNotContainPattern(UNFIT);
    assertThat(tools.jackson.databind.json.JsonMapper.shared().readTree(json).get(0).asString())
        .isEqualTo(HOSTILE);
  }

  private static void isFit(Ran ran) {
    assertThat(ran.out()).doesNotContainPattern(UNFIT);
    assertThat(ran.err()).doesNotContainPattern(UNFIT);
  }

  private static String escaped(String text) {
    StringBuilder json = new StringBuilder();
    text.chars()
        .forEach(
            c -> json.append(c < 128 && c >= 32 ? (char) c + "" : String.format("\\u%04x", c)));
    return json.toString();
  }
}
