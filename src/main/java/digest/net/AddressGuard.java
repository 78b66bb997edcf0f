package digest.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Decides which addresses may be connected to (safety T10).
 *
 * <p>Public ones may. Those of this machine, of private and shared networks, of link-local and
 * metadata services, of groups, tests and documentation may not, whether written as IPv4 or inside
 * an IPv6 address (mapped, 6to4, NAT64), unless the allow-list holds the host, the address or its
 * block. Immutable.
 *
 * <p>Source: the IANA special-purpose address registries (RFC 6890).
 */
public final class AddressGuard {

  private static final List<Cidr> REFUSED =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          // The metadata service of a cloud on a public address.
          "168.63.129.16",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // Teredo and other protocol assignments.
          "2001::/23",
          "2001:db8::/32",
          "3fff::/20");

  /** All of IPv6 that is given out for use; the rest is private, local, a group or nothing yet. */
  private static final Cidr GLOBAL_UNICAST = Cidr.of("2000::/3");

  private static final Cidr SIX_TO_FOUR = Cidr.of("2002::/16");
  private static final Cidr NAT64 = Cidr.of("64:ff9b::/96");

  private final Set<String> hosts = new HashSet<>();
  private final List<Cidr> blocks;

  /**
   * @param allowPrivate hosts, addresses or blocks that may be asked although they are not public
   * @throws IllegalArgumentException when a block is not one
   */
  public AddressGuard(Set<String> allowPrivate) {
    allowPrivate.stream().filter(entry -> !Cidr.isWritten(entry)).forEach(h -> hosts.add(plain(h)));
    blocks = allowPrivate.stream().filter(Cidr::isWritten).map(Cidr::of).toList();
  }

  /** Whether this host may be reached at this address. */
  public boolean allows(String host, InetAddress address) {
    return hosts.contains(plain(host))
        || blocks.stream().anyMatch(block -> block.contains(address))
        || isPublic(address);
  }

  /**
   * Whether the allow-list itself names the host, without looking it up. {@code localhost} counts
   * as 127.0.0.1.
   */
  public boolean names(String host) {
    String plain = plain(host);
    String literal = plain.equals("localhost") ? "127.0.0.1" : plain;
    return hosts.contains(plain)
        || (Cidr.isWritten(literal)
            && blocks.stream().anyMatch(block -> block.contains(Cidr.of(literal).network())));
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (REFUSED.stream().anyMatch(block -> block.contains(address))) {
      return false;
    }
    if (bytes.length == 4) {
      return true;
    }
    if (NAT64.contains(address)) {
      return isPublic(version4(bytes, 12));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return isPublic(version4(bytes, 2));
    }
    return GLOBAL_UNICAST.contains(address);
  }

  private static InetAddress version4(byte[] bytes, int from) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are always an address", e);
    }
  }

  /** Lower case, without the brackets of IPv6 and the root's dot. */
  private static String plain(String host) {
    return host.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$|\\.$", "");
  }

  private static List<Cidr> blocks(String... written) {
    return Arrays.stream(written).map(Cidr::of).toList();
  }
}
