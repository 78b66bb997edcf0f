package digest.store;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The tables, each after those whose rows its own refer to. */
final class TableOrder {

  private TableOrder() {}

  static List<String> of(Handle handle, List<String> tables) throws SQLException {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    for (String table : tables) {
      needs.put(table, references(handle, table));
    }
    List<String> ordered = new ArrayList<>();
    while (ordered.size() < tables.size()) {
      List<String> next =
          tables.stream()
              .filter(table -> !ordered.contains(table))
              .filter(table -> ordered.containsAll(needs.getOrDefault(table, Set.of())))
              .toList();
      if (next.isEmpty()) {
        throw new IllegalStateException("tables refer to each other in a circle: " + needs);
      }
      ordered.addAll(next);
    }
    return ordered;
  }

  private static Set<String> references(Handle handle, String table) throws SQLException {
    DatabaseMetaData words = handle.getConnection().getMetaData();
    Set<String> needed = new LinkedHashSet<>();
    try (ResultSet keys = words.getImportedKeys(null, handle.getConnection().getSchema(), table)) {
      while (keys.next()) {
        needed.add(keys.getString("PKTABLE_NAME"));
      }
    }
    needed.remove(table);
    return needed;
  }
}
