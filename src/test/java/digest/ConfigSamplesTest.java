package digest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Feed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files we hand out are good. */
class ConfigSamplesTest {

  @TempDir Path folder;

  private static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(Config.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatInitWritesCanBeReadAtOnce() throws IOException {
    Files.createDirectory(folder.resolve("feeds"));
    Config config = Config.parse(resource("/digest/init/digest.yaml"), folder, Map.of());

    assertThat(config.warnings()).isEmpty();
    assertThat(config.newsletter("daily"))
        .hasValueSatisfying(
            daily ->
                assertThat(daily.feeds())
                    .containsExactly(Feed.at(folder.resolve("feeds").toString())));
    assertThat(config.web().publicUrl()).as("left for the user, asked for by check").isNull();
  }

  @Test
  void whatInitShowsInCommentsIsGoodToo() throws IOException {
    String yaml =
        resource("/digest/init/digest.yaml")
            .replace("# bounces:", "bounces:")
            .replace("  # publicUrl:", "  publicUrl:")
            .replace("      # - {url:", "      - {url:")
            .replace("  - {host: localhost, port: 25}\n", "")
            .replace("#   - {host: smtp", "#\n  - {host: smtp")
            .replace("relays:\n", "");
    yaml = yaml.replace("#\n  - {host: smtp", "#\nrelays:\n  - {host: smtp");
    Config config = Config.parse(yaml, folder, Map.of("SMTP_PASSWORD", "hunter2"));

    assertThat(config.relays()).hasToString("[smtp.example.org:587]");
    assertThat(config.bounces().address()).hasToString("bounces@example.org");
    assertThat(config.web().publicUrl()).isEqualTo("https://news.example.org");
    assertThat(config.newsletters().get(0).feeds()).hasSize(2);
  }

  @Test
  void theDemoIsReadWithoutAWarning() throws IOException {
    Files.createDirectory(folder.resolve("feeds"));
    for (String feed :
        new String[] {
          "courier.xml",
          "open-ledger.atom",
          "tideline.json",
          "quay-street.json",
          "notebook.xml",
          "sahifa.xml"
        }) {
      Files.writeString(folder.resolve("feeds").resolve(feed), resource("/demo/feeds/" + feed));
    }
    String yaml =
        resource("/demo/digest.yaml")
            .replace("[[smtpPort]]", "3025")
            .replace("[[webPort]]", "8025")
            .replace("[[site]]", "http://127.0.0.1:8025");
    Config config = Config.parse(yaml, folder, Map.of());

    assertThat(config.warnings()).isEmpty();
    assertThat(config.newsletters()).hasSize(2);
  }
}
