package digest.store;

import digest.edition.Article;
import digest.edition.Edition;
import digest.edition.EditionContent;
import digest.edition.Explanation;
import digest.edition.Newsletter;
import digest.edition.Reason;
import digest.edition.Score;
import digest.edition.Slot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The statements behind {@link Editions}, within a transaction of the caller's. */
final class EditionPages {

  private static final String INSERT =
      """
      INSERT INTO editions
        (newsletter_id, number, slot_key, slot_when, slot_zone, manual, content, version, hash,
         state, held, paused, approved_hash, note, created_at)
      SELECT
        :newsletter, COALESCE(MAX(number), 0) + 1, :slotKey, :slotWhen, :slotZone, :manual,
        :content, 1, :hash, :state, :held, :paused, :approvedHash, :note, :now
      FROM editions WHERE newsletter_id = :newsletter
      RETURNING id""";

  private static final String EXPLAIN =
      """
      INSERT INTO explanations
        (edition_id, place, article_id, title, link, source, reason, detail, score)
      VALUES (:edition, :place, :article, :title, :link, :source, :reason, :detail, :score)""";

  private static final String EDIT =
      """
      UPDATE editions SET
        content = :content, hash = :hash, version = version + 1, approved_hash = NULL,
        state = 'DRAFT'
      WHERE id = :id AND version = :expected AND state IN (<editable>)""";

  private static final String MOVE =
      """
      UPDATE editions SET
        state = :to, held = :held, paused = :paused, approved_hash = :approvedHash, note = :note
      WHERE id = :id AND state IN (<from>) AND (:to <> 'APPROVED' OR hash = :approvedHash)""";

  private static final String MARK =
      """
      UPDATE editions SET
        held = :held, paused = :paused, approved_hash = :approvedHash, note = :note
      WHERE id = :id""";

  private EditionPages() {}

  static Optional<Edition> find(Handle handle, Edition.Id id) {
    return handle
        .createQuery("SELECT * FROM editions WHERE id = :id")
        .bind("id", id.value())
        .map(EditionRow::read)
        .findOne();
  }

  static Optional<Edition> find(Handle handle, Newsletter.Id newsletter, String slotKey) {
    return handle
        .createQuery("SELECT * FROM editions WHERE newsletter_id = :newsletter AND slot_key = :key")
        .bind("newsletter", newsletter.value())
        .bind("key", slotKey)
        .map(EditionRow::read)
        .findOne();
  }

  static Edition get(Handle handle, Edition.Id id) {
    return find(handle, id)
        .orElseThrow(
            () -> new IllegalArgumentException("there is no edition " + id + " in the store"));
  }

  static Edition add(
      Handle handle,
      Newsletter.Id newsletter,
      Slot slot,
      EditionContent content,
      Edition.State state,
      Edition.Marks marks,
      List<Explanation> why,
      Instant now) {
    String json = EditionRow.json(content);
    var insert = handle.createQuery(INSERT);
    EditionRow.bind(insert, slot);
    EditionRow.bind(insert, marks);
    long id =
        insert
            .bind("newsletter", newsletter.value())
            .bind("content", json)
            .bind("hash", Json.hash(json))
            .bind("state", state.name())
            .bind("now", Micros.of(now))
            .mapTo(Long.class)
            .one();
    explain(handle, new Edition.Id(id), why);
    return get(handle, new Edition.Id(id));
  }

  static Edition edit(Handle handle, Edition.Id id, int expectedVersion, EditionContent content) {
    String json = EditionRow.json(content);
    int changed =
        handle
            .createUpdate(EDIT)
            .bind("content", json)
            .bind("hash", Json.hash(json))
            .bind("id", id.value())
            .bind("expected", expectedVersion)
            .bindList("editable", names(Edition.State::isEditable))
            .execute();
    Edition edition = get(handle, id);
    if (changed == 0) {
      throw edition.version() != expectedVersion ? saved(edition, expectedVersion) : late(edition);
    }
    return edition;
  }

  static Edition move(Handle handle, Edition.Id id, Edition.State to, Edition.Marks marks) {
    if (to == Edition.State.FROZEN) {
      throw new IllegalArgumentException("only freezing makes an edition FROZEN");
    }
    try (Update update = handle.createUpdate(MOVE)) {
      EditionRow.bind(update, marks);
      int changed =
          update
              .bind("id", id.value())
              .bind("to", to.name())
              .bindList("from", names(from -> from.followers().contains(to)))
              .execute();
      Edition edition = get(handle, id);
      if (changed == 0) {
        throw notMoved(edition, to);
      }
      return edition;
    }
  }

  static Edition mark(Handle handle, Edition.Id id, Edition.Marks marks) {
    try (Update update = handle.createUpdate(MARK)) {
      EditionRow.bind(update, marks);
      update.bind("id", id.value()).execute();
    }
    return get(handle, id);
  }

  static List<Explanation> explanations(Handle handle, Edition.Id id) {
    return handle
        .createQuery("SELECT * FROM explanations WHERE edition_id = :id ORDER BY place")
        .bind("id", id.value())
        .map(
            (row, context) ->
                new Explanation(
                    new Article.Id(row.getString("article_id")),
                    row.getString("title"),
                    row.getString("link"),
                    row.getString("source"),
                    Reason.valueOf(row.getString("reason")),
                    row.getString("detail"),
                    score(row.getString("score"))))
        .list();
  }

  private static void explain(Handle handle, Edition.Id edition, List<Explanation> why) {
    if (why.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(EXPLAIN);
    for (int place = 0; place < why.size(); place++) {
      Explanation explanation = why.get(place);
      batch
          .bind("edition", edition.value())
          .bind("place", place)
          .bind("article", explanation.article().value())
          .bind("title", explanation.title())
          .bind("link", explanation.link())
          .bind("source", explanation.source())
          .bind("reason", explanation.reason().name())
          .bind("detail", explanation.detail())
          .bind("score", explanation.score() == null ? null : Json.write(explanation.score()))
          .add();
    }
    batch.execute();
  }

  private static @Nullable Score score(@Nullable String json) {
    return json == null ? null : Json.read(json, Score.class);
  }

  private static List<String> names(Predicate<Edition.State> which) {
    return Arrays.stream(Edition.State.values()).filter(which).map(Enum::name).toList();
  }

  private static StaleEdition saved(Edition edition, int expected) {
    return new StaleEdition(
        "edition "
            + edition.id()
            + ": somebody saved version "
            + edition.version()
            + " while you edited version "
            + expected
            + ". Load it again and repeat your change");
  }

  private static StaleEdition late(Edition edition) {
    return new StaleEdition(
        "edition " + edition.id() + " is " + edition.state() + " and cannot be edited any more");
  }

  private static StaleEdition notMoved(Edition edition, Edition.State to) {
    boolean allowed = edition.state().followers().contains(to);
    return new StaleEdition(
        "edition "
            + edition.id()
            + (allowed
                ? ": its content is not the one that was approved. Look at version "
                    + edition.version()
                    + " and approve that"
                : " is " + edition.state() + " and cannot become " + to));
  }
}
