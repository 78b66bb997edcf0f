package digest.store;

import static digest.store.Samples.DAILY;
import static digest.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import digest.edition.Article;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.edition.Pick;
import digest.testkit.OnSqlite;
import digest.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that an earlier release has left behind opens with all that was in it. */
@OnSqlite
class UpgradeTest {

  @TempDir Path folder;

  @BeforeEach
  void fillAnOldStore() throws IOException, SQLException {
    // What the release before V3 would have written, less what V3 has added to it.
    Edition sample;
    try (TestDatabase model = TestDatabase.in(Files.createDirectory(folder.resolve("model")))) {
      sample = Samples.draft(model.get(), DAILY, 22, "a", "b");
    }
    String content =
        EditionRow.json(sample.content())
            .replaceAll(",\"story\":\\{[^}]*}", "")
            .replace("\"access\":\"OPEN\"", "\"open\":true");
    assertThat(content).doesNotContain("story").doesNotContain("access");
    String url = "jdbc:sqlite:" + folder.resolve("digest.db");
    upTo(url, "2");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO store VALUES (1, '" + "ab".repeat(32) + "', 0)");
      statement.execute(article("a", 1));
      statement.execute(article("b", 0));
      statement.execute("INSERT INTO article_aliases VALUES ('ID', 'a', 'a'), ('ID', 'b', 'b')");
      statement.execute(edition(content));
      statement.execute("INSERT INTO coverage VALUES ('daily', 'a', 1, 'SENT', 1000)");
      statement.execute(
          "INSERT INTO explanations VALUES (1, 0, 'a', 'T', 'https://x.org', 'S', 'PICKED', 'D.')");
    }
  }

  @Test
  void nothingIsLost() {
    try (TestDatabase store = TestDatabase.in(folder)) {
      Articles articles = new Articles(store.get());
      Article.Id a = new Article.Id("a");
      assertThat(articles.find(a).orElseThrow().access()).isEqualTo(Article.Access.OPEN);
      assertThat(articles.find(new Article.Id("b")).orElseThrow().access())
          .isEqualTo(Article.Access.RESTRICTED);
      assertThat(articles.changedAfter(0, "", 10)).as("all are news to an index").hasSize(2);

      Editions editions = new Editions(store.get());
      Edition edition = editions.find(new Edition.Id(1)).orElseThrow();
      assertThat(edition.content().picks())
          .hasSize(2)
          .allSatisfy(pick -> assertThat(pick.story()).isEqualTo(Pick.Story.PLAIN))
          .allSatisfy(pick -> assertThat(pick.article().access()).isEqualTo(Article.Access.OPEN));
      assertThat(editions.coverage(DAILY).get(a))
          .isEqualTo(
              new Coverage(DAILY, a, 1, new Edition.Id(1), Coverage.State.SENT, Micros.at(1000)));
      assertThat(editions.explanations(edition.id()).get(0).score()).isNull();
    }
  }

  @Test
  @DisplayName("delivery/A3: a delivery keeps every column where its table had to be made anew")
  void aDeliveryKeepsEveryColumn() throws IOException, SQLException {
    String url = "jdbc:sqlite:" + Files.createDirectory(folder.resolve("grown")).resolve("a.db");
    Map<String, Object> row = new LinkedHashMap<>();
    upTo(url, "13");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      try (ResultSet columns = statement.executeQuery("PRAGMA table_info(deliveries)")) {
        while (columns.next()) {
          row.put(
              columns.getString("name"),
              "TEXT".equals(columns.getString("type")) ? "t" + row.size() : 100 + row.size());
        }
      }
      row.putAll(Map.of("state", "CLAIMED", "claimed_from", "UNCERTAIN", "resent", 1, "ring", 2));
      String values =
          row.values().stream().map(v -> "'" + v + "'").collect(Collectors.joining(", "));
      statement.execute("INSERT INTO deliveries VALUES (" + values + ")");
    }
    upTo(url, "latest");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet kept = statement.executeQuery("SELECT * FROM deliveries")) {
      assertThat(kept.next()).isTrue();
      for (Map.Entry<String, Object> column : row.entrySet()) {
        assertThat(kept.getString(column.getKey()))
            .as(column.getKey())
            .isEqualTo(column.getValue().toString());
      }
      assertThat(kept.next()).isFalse();
    }
  }

  private static void upTo(String url, String version) {
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/common", "classpath:db/sqlite")
        .target(version)
        .load()
        .migrate();
  }

  private static String article(String id, int open) {
    return "INSERT INTO articles VALUES ('"
        + id
        + "', 'feed', 'S', 'g', 'https://x.org/"
        + id
        + "', 'T', NULL, 1, 'EXACT', 1, '', NULL, '[]', NULL, NULL, '[]', 0, "
        + open
        + ", 't')";
  }

  private static String edition(String content) {
    return "INSERT INTO editions VALUES (1, 'daily', 1, '2026-11-22T07:00', '2026-11-22T07:00:00',"
        + " 'Europe/Berlin', 0, '"
        + content.replace("'", "''")
        + "', 1, '"
        + Json.hash(content)
        + "', 'DRAFT', NULL, NULL, NULL, NULL, "
        + Micros.of(NOW)
        + ")";
  }
}
