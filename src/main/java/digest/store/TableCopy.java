package digest.store;

import digest.store.MoveStore.Moved;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Copies all tables from one open transaction into another, and reads back what arrived. */
final class TableCopy {

  private static final int ROWS = 2000;
  private static final int BETWEEN_WORDS = 50_000;

  private final Dialect source;
  private final Handle reading;
  private final Dialect target;
  private final Handle writing;
  private final ObjLongConsumer<String> progress;

  TableCopy(
      Dialect source,
      Handle reading,
      Dialect target,
      Handle writing,
      ObjLongConsumer<String> progress) {
    this.source = source;
    this.reading = reading;
    this.target = target;
    this.writing = writing;
    this.progress = progress;
  }

  /**
   * In an order in which no row comes before one it refers to.
   *
   * @throws StoreFault when a table arrives in another way than it went
   */
  List<Moved> all() throws SQLException {
    List<String> tables = tables(reading, source);
    if (!tables.equals(tables(writing, target))) {
      throw new StoreFault(
          "the stores have different tables: " + tables + " and " + tables(writing, target));
    }
    List<Moved> moved = new ArrayList<>();
    for (String table : TableOrder.of(writing, tables)) {
      moved.add(one(table));
    }
    return moved;
  }

  private Moved one(String table) throws SQLException {
    List<String> columns = columns(table);
    Tally went = new Tally();
    RowSink sink =
        target.isShared()
            ? new PostgresRows(writing.getConnection(), table, columns)
            : new SqliteRows(writing.getConnection(), table, columns);
    each(
        reading,
        table,
        columns,
        row -> {
          went.add(row);
          sink.row(row);
          if (went.rows() % BETWEEN_WORDS == 0) {
            progress.accept(table, went.rows());
          }
        });
    sink.end();
    progress.accept(table, went.rows());
    Tally arrived = new Tally();
    each(writing, table, columns, arrived::add);
    if (!arrived.isSameAs(went)) {
      throw new StoreFault(
          "table "
              + table
              + ": "
              + went.rows()
              + " rows went, "
              + arrived.rows()
              + " arrived, or not as they were. Nothing was moved. This is a fault of Digest: report"
              + " it");
    }
    return new Moved(table, went.rows());
  }

  private interface RowTaker {
    void take(@Nullable String[] row) throws SQLException;
  }

  private static void each(Handle handle, String table, List<String> columns, RowTaker taker)
      throws SQLException {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.setFetchSize(ROWS);
      try (ResultSet rows =
          statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table)) {
        @Nullable String[] row = new @Nullable String[columns.size()];
        while (rows.next()) {
          for (int i = 0; i < row.length; i++) {
            String value = rows.getString(i + 1);
            row[i] = value == null ? null : Texts.storable(value);
          }
          taker.take(row);
        }
      }
    }
  }

  private List<String> columns(String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Statement statement = writing.getConnection().createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        columns.add(none.getMetaData().getColumnName(i));
      }
    }
    return columns;
  }

  private static List<String> tables(Handle handle, Dialect dialect) {
    return handle.createQuery(dialect.tables()).mapTo(String.class).list();
  }
}
