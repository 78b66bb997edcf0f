package digest.store;

import digest.delivery.Delivery;
import digest.edition.Edition;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ledger's rows as they lie in the store, past its verbs. */
public final class LedgerRows {

  private LedgerRows() {}

  /** Why those are EXCLUDED that are, and how many. */
  public static Map<String, Long> exclusions(Database database, Edition.Id edition) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT remark, COUNT(*) AS count FROM deliveries"
                        + " WHERE edition_id = :edition AND state = 'EXCLUDED' GROUP BY remark")
                .bind("edition", edition.value())
                .map((row, context) -> Map.entry(row.getString("remark"), row.getLong("count")))
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new)));
  }

  /** How many tries of all deliveries came to this. */
  public static long triesThatBecame(Database database, Delivery.State state) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT COUNT(*) FROM attempts WHERE state = :state")
                .bind("state", state.name())
                .mapTo(Long.class)
                .one());
  }

  /** Runs a statement, as a careless hand would. */
  public static void change(Database database, String sql) {
    database.write(handle -> handle.execute(sql));
  }
}
