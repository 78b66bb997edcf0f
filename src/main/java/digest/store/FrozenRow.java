package digest.store;

import digest.audience.MailingList;
import digest.delivery.FrozenEdition;
import digest.delivery.Letterhead;
import digest.delivery.Rendering;
import digest.delivery.Variant;
import digest.edition.Edition;
import digest.edition.Masthead;
import digest.edition.Places;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What freezing fixed, as a row; half-built until {@code frozen_at} is set. */
final class FrozenRow {

  private static final String INSERT =
      """
      INSERT INTO frozen_editions
        (edition_id, list_id, hash, letterhead, masthead, renderings, templates, public_url, due_at,
         builder, places)
      VALUES
        (:edition, :list, :hash, :letterhead, :masthead, :renderings, :templates, :publicUrl, :due,
         :builder, :places)""";

  /** The newest revision of it; what was not revised is as it was frozen. */
  private static final String FIND =
      """
      SELECT f.edition_id, COALESCE(r.hash, f.hash) AS hash,
        COALESCE(r.letterhead, f.letterhead) AS letterhead,
        COALESCE(r.masthead, f.masthead) AS masthead,
        COALESCE(r.renderings, f.renderings) AS renderings,
        f.templates, f.public_url, f.due_at, f.frozen_at, f.places
      FROM frozen_editions f JOIN editions e ON e.id = f.edition_id
      LEFT JOIN revisions r ON r.edition_id = e.id AND r.revision = e.revision
      WHERE f.edition_id = :edition AND f.frozen_at IS NOT NULL""";

  private static final TypeReference<Map<String, Rendering>> RENDERINGS = new TypeReference<>() {};

  private FrozenRow() {}

  static void begin(Handle handle, FrozenEdition frozen, MailingList.Id list, String builder) {
    handle
        .createUpdate(INSERT)
        .bind("edition", frozen.edition().value())
        .bind("list", list.value())
        .bind("hash", frozen.hash())
        .bind("letterhead", Json.write(frozen.letterhead()))
        .bind("masthead", Json.write(frozen.masthead()))
        .bind("renderings", json(frozen.renderings()))
        .bind("templates", Json.write(frozen.templates()))
        .bind("publicUrl", frozen.publicUrl())
        .bind("due", Micros.of(frozen.due()))
        .bind("builder", builder)
        .bind("places", frozen.places() == null ? null : Json.write(frozen.places()))
        .execute();
  }

  static Optional<FrozenEdition> find(Handle handle, Edition.Id edition) {
    return handle.createQuery(FIND).bind("edition", edition.value()).map(FrozenRow::read).findOne();
  }

  private static FrozenEdition read(ResultSet row, StatementContext context) throws SQLException {
    return new FrozenEdition(
        new Edition.Id(row.getLong("edition_id")),
        row.getString("hash"),
        Json.read(row.getString("letterhead"), Letterhead.class),
        Json.read(row.getString("masthead"), Masthead.class),
        byVariant(Json.read(row.getString("renderings"), RENDERINGS)),
        Json.texts(row.getString("templates")),
        row.getString("public_url"),
        Micros.at(row, "due_at"),
        Micros.at(row, "frozen_at"),
        places(row));
  }

  private static @Nullable Places places(ResultSet row) throws SQLException {
    String places = row.getString("places");
    return places == null ? null : Json.read(places, Places.class);
  }

  /** Renderings as they are stored. */
  static String json(Map<Variant, Rendering> renderings) {
    return Json.write(byKey(renderings));
  }

  private static Map<String, Rendering> byKey(Map<Variant, Rendering> renderings) {
    return renderings.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().key(), Map.Entry::getValue));
  }

  private static Map<Variant, Rendering> byVariant(Map<String, Rendering> renderings) {
    Variant named = new Variant(true);
    return renderings.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().equals(named.key()) ? named : new Variant(false),
                Map.Entry::getValue));
  }
}
