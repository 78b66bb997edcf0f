package digest.store;

import digest.delivery.Delivery;
import digest.edition.Choice;
import java.util.Optional;

/** Which picks the readers of a frozen edition get. */
public final class DeliveryChoices {

  private static final String OF_ONE =
      """
      SELECT d.picks FROM deliveries d JOIN frozen_editions f ON f.edition_id = d.edition_id
      WHERE d.edition_id = :edition AND d.subscriber_id = :subscriber
        AND f.frozen_at IS NOT NULL""";

  private final Database database;

  /** Works on an open store. */
  public DeliveryChoices(Database database) {
    this.database = database;
  }

  /** As it was frozen; empty for who has no delivery of the edition. */
  public Optional<Choice> of(Delivery.Id id) {
    return database.read(
        handle ->
            handle
                .createQuery(OF_ONE)
                .bind("edition", id.edition().value())
                .bind("subscriber", id.subscriber().value())
                .map((row, context) -> Choice.of(row.getString("picks")))
                .findOne());
  }
}
