package digest.store;

import digest.audience.Subscriber;
import digest.delivery.Attempt;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What tests of other rooms read and write in a store past its verbs. */
public final class StoredRows {

  private StoredRows() {}

  /** How each reader's delivery stands and when it is due: {@code ann → PENDING 2026-…}. */
  public static Map<String, String> plan(Database database, Edition.Id edition) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT address, state, due_at FROM deliveries WHERE edition_id = :edition")
                .bind("edition", edition.value())
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getString("address").replaceAll("@.*", ""),
                            row.getString("state") + " " + Micros.at(row, "due_at")))
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new)));
  }

  /** Stores a zone for a reader as it is, known or not. */
  public static void zone(Database database, Subscriber reader, String zone) {
    database.write(
        handle ->
            handle
                .createUpdate("UPDATE subscribers SET zone = :zone WHERE id = :id")
                .bind("zone", zone)
                .bind("id", reader.id().value())
                .execute());
  }

  /** Dues as older rules of time zones would have made them, and those rules' version. */
  public static void shiftDues(Database database, Instant to, String zone, String version) {
    database.write(
        handle -> {
          handle
              .createUpdate(
                  "UPDATE deliveries SET due_at = :to, next_attempt_at = :to"
                      + " WHERE zone = :zone AND state = 'PENDING'")
              .bind("to", Micros.of(to))
              .bind("zone", zone)
              .execute();
          return handle
              .createUpdate("UPDATE store SET zone_rules = :version")
              .bind("version", version)
              .execute();
        });
  }

  /** A try that did not end with the mail's acceptance, as a dispatcher writes it down. */
  public static void attempt(Database database, Attempt attempt) {
    SmtpReply reply = attempt.reply();
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO attempts (edition_id, subscriber_id, number, at, state,
                      reply_code, reply_status, reply_text, reply_command, remark)
                    VALUES (:edition, :subscriber, :number, :at, :state,
                      :code, :status, :text, :command, :remark)""")
                .bind("edition", attempt.delivery().edition().value())
                .bind("subscriber", attempt.delivery().subscriber().value())
                .bind("number", attempt.number())
                .bind("at", Micros.of(attempt.at()))
                .bind("state", attempt.became().name())
                .bind("code", reply == null ? null : reply.code())
                .bind("status", reply == null ? null : reply.status())
                .bind("text", reply == null ? null : reply.text())
                .bind("command", reply == null ? null : reply.command())
                .bind("remark", attempt.remark())
                .execute());
  }

  /** Changes deliveries past every rule: {@code state = 'UNCERTAIN', attempts = 1}. */
  public static void deliveries(Database database, Edition.Id edition, String set, String where) {
    database.write(
        handle ->
            handle.execute(
                "UPDATE deliveries SET " + set + " WHERE edition_id = ? AND " + where,
                edition.value()));
  }

  /** Makes the store fail whoever asks for something to send. */
  public static void away(Database database) {
    rename(database, "deliveries", "deliveries_away");
  }

  /** Takes that back. */
  public static void back(Database database) {
    rename(database, "deliveries_away", "deliveries");
  }

  private static void rename(Database database, String from, String to) {
    database.write(handle -> handle.execute("ALTER TABLE " + from + " RENAME TO " + to));
  }
}
