package digest.store;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.audience.Subscriber;
import digest.audience.Subscription;
import digest.audience.Suppression;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Subscribers and what hangs on them, as rows. */
final class SubscriberRow {

  private SubscriberRow() {}

  static Subscriber read(ResultSet row, StatementContext context) throws SQLException {
    String zone = row.getString("zone");
    return new Subscriber(
        new Subscriber.Id(row.getLong("id")),
        EmailAddress.of(row.getString("address")),
        row.getString("name"),
        Locale.forLanguageTag(row.getString("locale")),
        zone == null ? null : ZoneDues.zone(zone).orElse(null),
        Set.copyOf(Json.strings(row.getString("topics"))),
        Json.texts(row.getString("attributes")),
        Micros.at(row, "created_at"));
  }

  /** The sets in order, so that one person is one row. */
  static void bind(SqlStatement<?> statement, Subscriber subscriber) {
    ZoneId zone = subscriber.zone();
    String name = subscriber.name();
    statement
        .bind("id", subscriber.id().value())
        .bind("address", subscriber.address().toString())
        .bind("key", AddressKeys.key(subscriber.address()))
        .bind("name", name)
        .bind("locale", subscriber.locale().toLanguageTag())
        .bind("zone", zone == null ? null : zone.getId())
        .bind("topics", Json.write(new TreeSet<>(subscriber.topics())))
        .bind("attributes", Json.write(new TreeMap<>(subscriber.attributes())))
        .bind("words", Words.folded(subscriber.address() + (name == null ? "" : " " + name)))
        .bind("created", Micros.of(subscriber.createdAt()));
  }

  static Subscription subscription(ResultSet row, StatementContext context) throws SQLException {
    return new Subscription(
        new Subscriber.Id(row.getLong("subscriber_id")),
        new MailingList.Id(row.getString("list_id")),
        Subscription.State.valueOf(row.getString("state")),
        Micros.at(row, "since_at"),
        consent(row));
  }

  static Subscription.@Nullable Consent consent(ResultSet row) throws SQLException {
    String source = row.getString("consent_source");
    return source == null
        ? null
        : new Subscription.Consent(
            Micros.atOrNull(row, "consent_at"),
            source,
            row.getString("consent_ip"),
            row.getString("consent_text"));
  }

  /** An erased address has no reason of its own to the outside: somebody asked for it. */
  static Suppression.Reason reason(String stored) {
    return stored.equals(SuppressionPages.ERASED)
        ? Suppression.Reason.MANUAL
        : Suppression.Reason.valueOf(stored);
  }
}
