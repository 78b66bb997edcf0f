package digest.store;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * How many rows there are, and a sum over the hashes of each: equal for the same rows in any order.
 * Nothing of the rows is kept.
 */
final class Tally {

  private static final byte END = 0;
  private static final byte MISSING = 1;

  private final MessageDigest digest = Json.sha256();
  private BigInteger sum = BigInteger.ZERO;
  private long rows;

  void add(@Nullable String[] row) {
    for (String value : row) {
      if (value == null) {
        digest.update(MISSING);
      } else {
        digest.update(value.getBytes(StandardCharsets.UTF_8));
      }
      digest.update(END);
    }
    sum = sum.add(new BigInteger(1, digest.digest()));
    rows++;
  }

  long rows() {
    return rows;
  }

  boolean isSameAs(Tally other) {
    return rows == other.rows && sum.equals(other.sum);
  }
}
