package digest.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow, as {@link java.io.ByteArrayOutputStream} has them, without its lock for each
 * byte. Not for two threads.
 */
final class Octets {

  private byte[] bytes;
  private int length;

  Octets(int expected) {
    this.bytes = new byte[expected];
  }

  void write(int octet) {
    if (length == bytes.length) {
      grow(1);
    }
    bytes[length++] = (byte) octet;
  }

  /** A text that is ASCII, but for an address that is to stand as it is (RFC 6531). */
  Octets text(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  void write(byte[] more) {
    write(more, 0, more.length);
  }

  void write(byte[] more, int from, int count) {
    if (length + count > bytes.length) {
      grow(count);
    }
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }

  private void grow(int more) {
    bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
  }

  int size() {
    return length;
  }

  void reset() {
    length = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
