package digest.store;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;

/**
 * A hash over all rows of all tables, whatever order a database keeps them in: each row's own hash
 * is added up, so nothing is sorted, by no collation, and nothing is held in memory.
 */
final class Checksum {

  private Checksum() {}

  static String of(Handle handle, Dialect dialect) throws SQLException {
    MessageDigest all = Json.sha256();
    for (String table : handle.createQuery(dialect.tables()).mapTo(String.class).list()) {
      all.update(table.getBytes(StandardCharsets.UTF_8));
      all.update(rows(handle, table).toByteArray());
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private static BigInteger rows(Handle handle, String table) throws SQLException {
    BigInteger sum = BigInteger.ZERO;
    try (var statement = handle.getConnection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
      while (rows.next()) {
        sum = sum.add(new BigInteger(1, row(rows)));
      }
    }
    return sum;
  }

  private static byte[] row(ResultSet row) throws SQLException {
    MessageDigest digest = Json.sha256();
    int columns = row.getMetaData().getColumnCount();
    for (int column = 1; column <= columns; column++) {
      digest.update((row.getString(column) + "\u0000").getBytes(StandardCharsets.UTF_8));
    }
    return digest.digest();
  }
}
