package digest.store;

import digest.audience.EmailAddress;
import digest.audience.Subscriber;
import digest.delivery.Delivery;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A delivery as a row. */
final class DeliveryRow {

  /** Stands for one that was erased (RFC 2606: nobody's). */
  static final EmailAddress ERASED = new EmailAddress("erased", "address.invalid");

  /** Stands for one that is no address: a row past all of our code. It hinders no other row. */
  static final EmailAddress UNREADABLE = new EmailAddress("unreadable", "address.invalid");

  private DeliveryRow() {}

  static Delivery read(ResultSet row, StatementContext context) throws SQLException {
    return new Delivery(
        id(row),
        address(row),
        Delivery.State.valueOf(row.getString("state")),
        row.getString("message_id"),
        row.getInt("attempts"),
        Micros.atOrNull(row, "first_attempt_at"),
        Micros.atOrNull(row, "next_attempt_at"),
        reply(row),
        row.getString("remark"),
        Micros.at(row, "changed_at"));
  }

  static Delivery.Id id(ResultSet row) throws SQLException {
    return new Delivery.Id(
        new Edition.Id(row.getLong("edition_id")), new Subscriber.Id(row.getLong("subscriber_id")));
  }

  static EmailAddress address(ResultSet row) throws SQLException {
    return address(row.getString("address"));
  }

  static EmailAddress address(@Nullable String address) {
    try {
      return address == null ? ERASED : EmailAddress.of(address);
    } catch (IllegalArgumentException e) {
      return UNREADABLE;
    }
  }

  static @Nullable SmtpReply reply(ResultSet row) throws SQLException {
    int code = row.getInt("reply_code");
    if (row.wasNull()) {
      return null;
    }
    String text = row.getString("reply_text");
    return new SmtpReply(
        code,
        row.getString("reply_status"),
        text == null ? "" : text,
        row.getString("reply_command"));
  }
}
