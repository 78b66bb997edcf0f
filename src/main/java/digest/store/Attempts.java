package digest.store;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Attempt;
import digest.delivery.Delivery;
import digest.edition.Edition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The tries that were written down: those that did not end with the mail's acceptance. */
final class Attempts {

  static final String OF_SUBSCRIBERS =
      """
      SELECT a.* FROM attempts a WHERE a.subscriber_id IN (<subscribers>)
      ORDER BY a.edition_id DESC, a.subscriber_id, a.number""";

  static final String OF_EDITION =
      """
      SELECT a.* FROM attempts a
      WHERE a.edition_id = :edition AND a.subscriber_id IN (<subscribers>)
      ORDER BY a.subscriber_id, a.number""";

  private Attempts() {}

  static List<Attempt> of(Handle handle, EmailAddress address) {
    List<Subscriber.Id> subscribers = SubscriberPages.reachedAt(handle, address);
    return subscribers.isEmpty()
        ? List.of()
        : handle
            .createQuery(OF_SUBSCRIBERS)
            .bindList("subscribers", numbers(subscribers))
            .map(Attempts::read)
            .list();
  }

  static List<Attempt> of(Handle handle, Edition.Id edition, List<Subscriber.Id> subscribers) {
    return handle
        .createQuery(OF_EDITION)
        .bind("edition", edition.value())
        .bindList("subscribers", numbers(subscribers))
        .map(Attempts::read)
        .list();
  }

  private static Attempt read(ResultSet row, StatementContext context) throws SQLException {
    return new Attempt(
        DeliveryRow.id(row),
        row.getInt("number"),
        Micros.at(row, "at"),
        Delivery.State.valueOf(row.getString("state")),
        DeliveryRow.reply(row),
        row.getString("remark"));
  }

  private static List<Long> numbers(List<Subscriber.Id> subscribers) {
    return subscribers.stream().map(Subscriber.Id::value).toList();
  }
}
