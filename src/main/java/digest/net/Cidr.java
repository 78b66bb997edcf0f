package digest.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}; without a length, one
 * address.
 */
record Cidr(InetAddress network, int length) {

  private static final String LITERAL = "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*";

  /** Whether the text is an address or a block, and not a name that would have to be looked up. */
  static boolean isWritten(String text) {
    return text.split("/", 2)[0].matches(LITERAL);
  }

  static Cidr of(String text) {
    String[] parts = text.split("/", 2);
    InetAddress network = literal(parts[0]);
    int bits = network.getAddress().length * 8;
    int length = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException(
          "\"%s\": the length after the slash must be 0 to %d".formatted(text, bits));
    }
    return new Cidr(network, length);
  }

  /** An IPv4 block never holds an IPv6 address, nor the other way round. */
  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress literal(String text) {
    if (!text.matches(LITERAL)) {
      throw new IllegalArgumentException("\"" + text + "\" is not an address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not an address", e);
    }
  }
}
