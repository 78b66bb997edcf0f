package digest.testkit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for ends in bytes, eight at a time. */
final class SinkBytes {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private SinkBytes() {}

  /** Index of CRLF.CRLF, or of the dot at the very start of the data, or -1. */
  static int endOfData(byte[] bytes, int from, int to, int start) {
    boolean atStart = from == start && to - start >= 3;
    if (atStart && bytes[start] == '.' && bytes[start + 1] == '\r' && bytes[start + 2] == '\n') {
      return start;
    }
    int at = from;
    while (true) {
      int newline = newline(bytes, at, to);
      if (newline < 0 || newline + 3 >= to) {
        return -1;
      }
      if (newline > start && isEnd(bytes, newline)) {
        return newline - 1;
      }
      at = newline + 1;
    }
  }

  static int newline(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) LONG.get(bytes, at) ^ NEWLINES;
      long zero = (word - ONES) & ~word & HIGHS;
      if (zero != 0) {
        return at + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private static boolean isEnd(byte[] bytes, int newline) {
    return bytes[newline - 1] == '\r'
        && bytes[newline + 1] == '.'
        && bytes[newline + 2] == '\r'
        && bytes[newline + 3] == '\n';
  }
}
