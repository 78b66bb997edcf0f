package digest.store;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Newsletter;
import digest.edition.Pick;
import digest.edition.Slot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An edition as a row. */
final class EditionRow {

  /** Always with seconds: texts of one length sort as the times do. */
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private EditionRow() {}

  static Edition read(ResultSet row, StatementContext context) throws SQLException {
    return new Edition(
        new Edition.Id(row.getLong("id")),
        new Newsletter.Id(row.getString("newsletter_id")),
        row.getInt("number"),
        new Slot(
            row.getString("slot_key"),
            when(row.getString("slot_when")),
            ZoneId.of(row.getString("slot_zone"))),
        content(row.getString("content")),
        row.getInt("version"),
        row.getString("hash"),
        Edition.State.valueOf(row.getString("state")),
        new Edition.Marks(
            row.getString("held"),
            row.getString("paused"),
            row.getString("approved_hash"),
            row.getString("note")),
        Micros.at(row, "created_at"));
  }

  /** Picks stored before V3 have no story, and their articles only say whether they are open. */
  private static EditionContent content(String json) {
    return json.contains("\"story\"") || !json.contains("\"picks\":[{")
        ? Json.read(json, EditionContent.class)
        : Json.read(broughtUpToDate(json), EditionContent.class);
  }

  private static String broughtUpToDate(String json) {
    ObjectNode content = (ObjectNode) Json.read(json, JsonNode.class);
    JsonNode plain = Json.read(Json.write(Pick.Story.PLAIN), JsonNode.class);
    for (JsonNode pick : content.path("picks")) {
      ((ObjectNode) pick).putIfAbsent("story", plain);
      ObjectNode article = (ObjectNode) pick.path("article");
      boolean open = article.path("open").asBoolean(true);
      article.put("access", (open ? Article.Access.OPEN : Article.Access.RESTRICTED).name());
    }
    return Json.write(content);
  }

  /** The content without the articles' bodies, as the bytes its hash is over. */
  static String json(EditionContent content) {
    return Json.write(
        new EditionContent(
            content.subject(),
            content.preheader(),
            content.intro(),
            content.picks().stream().map(EditionRow::withoutBody).toList(),
            content.relatedPosts()));
  }

  static void bind(SqlStatement<?> statement, Slot slot) {
    statement
        .bind("slotKey", slot.key())
        .bind("slotWhen", text(slot.when()))
        .bind("slotZone", slot.zone().getId())
        .bind("manual", slot.isManual() ? 1 : 0);
  }

  static void bind(SqlStatement<?> statement, Edition.Marks marks) {
    statement
        .bind("held", marks.held())
        .bind("paused", marks.paused())
        .bind("approvedHash", marks.approvedHash())
        .bind("note", marks.note());
  }

  static String text(LocalDateTime when) {
    return WHEN.format(when);
  }

  static LocalDateTime when(String text) {
    return LocalDateTime.parse(text, WHEN);
  }

  private static Pick withoutBody(Pick pick) {
    return new Pick(
        pick.article().withoutBody(),
        pick.teaser(),
        pick.related(),
        pick.section(),
        pick.position(),
        pick.reason(),
        pick.minutes(),
        pick.story());
  }
}
