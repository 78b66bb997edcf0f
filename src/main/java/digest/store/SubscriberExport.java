package digest.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Everybody, as an import takes them: one row for each subscription, or one for who has none. */
final class SubscriberExport {

  private static final String ROWS =
      """
      SELECT s.*, n.list_id, n.state, n.since_at, n.consent_source, n.consent_at, n.consent_ip,
        n.consent_text, x.reason
      FROM (
        SELECT * FROM subscribers WHERE id > :after AND address IS NOT NULL
        ORDER BY id LIMIT :chunk) s
      LEFT JOIN subscriptions n ON n.subscriber_id = s.id
      LEFT JOIN suppressions x ON x.address_key = s.address_key
      ORDER BY s.id, n.list_id""";

  private static final String STOPS =
      """
      SELECT newsletter_id FROM newsletter_stops WHERE subscriber_id = :id ORDER BY newsletter_id""";

  private static final int CHUNK = 1_000;

  private final Database database;

  SubscriberExport(Database database) {
    this.database = database;
  }

  /** A page at a time: a slow taker holds no transaction open. */
  void run(Consumer<SubscriberFiles.Row> taker) {
    long last = 0;
    int number = 0;
    List<Exported> page = page(last);
    while (!page.isEmpty()) {
      for (Exported row : page) {
        number++;
        taker.accept(row.as(number));
        last = row.id();
      }
      page = page(last);
    }
  }

  private record Exported(
      long id,
      String address,
      SubscriberFiles.Profile profile,
      SubscriberFiles.Membership membership) {
    SubscriberFiles.Row as(int number) {
      return new SubscriberFiles.Row(number, address, profile, membership, null);
    }
  }

  private List<Exported> page(long after) {
    return database.read(
        handle -> {
          List<Exported> rows = new ArrayList<>();
          handle
              .createQuery(ROWS)
              .bind("after", after)
              .bind("chunk", CHUNK)
              .map(
                  (row, context) ->
                      new Exported(
                          row.getLong("id"),
                          row.getString("address"),
                          profile(row),
                          membership(row, List.of())))
              .forEach(rows::add);
          rows.replaceAll(row -> withStops(handle, row));
          return rows;
        });
  }

  private static Exported withStops(Handle handle, Exported row) {
    List<String> stops = handle.createQuery(STOPS).bind("id", row.id()).mapTo(String.class).list();
    SubscriberFiles.Membership membership = row.membership();
    return new Exported(
        row.id(),
        row.address(),
        row.profile(),
        new SubscriberFiles.Membership(
            membership.lists(),
            membership.status(),
            membership.since(),
            membership.consent(),
            stops,
            membership.suppressed()));
  }

  private static SubscriberFiles.Profile profile(ResultSet row) throws SQLException {
    Map<String, String> attributes = Json.texts(row.getString("attributes"));
    return new SubscriberFiles.Profile(
        row.getString("name"),
        row.getString("locale"),
        row.getString("zone"),
        Json.strings(row.getString("topics")),
        Micros.at(row, "created_at").toString(),
        attributes);
  }

  private static SubscriberFiles.Membership membership(ResultSet row, List<String> stops)
      throws SQLException {
    String list = row.getString("list_id");
    String state = row.getString("state");
    String suppressed = row.getString("reason");
    return new SubscriberFiles.Membership(
        list == null ? List.of() : List.of(list),
        state == null ? null : state.toLowerCase(Locale.ROOT),
        list == null ? null : text(Micros.at(row, "since_at")),
        new SubscriberFiles.Consent(
            text(Micros.atOrNull(row, "consent_at")),
            row.getString("consent_source"),
            row.getString("consent_ip"),
            row.getString("consent_text")),
        stops,
        suppressed == null ? null : SubscriberRow.reason(suppressed).name());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
