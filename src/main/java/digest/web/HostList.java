package digest.web;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names under which these pages may be asked for.
 *
 * <p>Another name in the Host header means that somebody's domain was pointed at this machine (DNS
 * rebinding, safety T16): such a request gets nothing.
 *
 * @param ours every name allowed, lower-case, without port
 */
record HostList(Set<String> ours) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

  HostList {
    ours = Set.copyOf(ours);
  }

  static HostList of(WebSettings settings) {
    Set<String> names = new HashSet<>(LOOPBACK);
    String bind = bracketed(settings.bind().strip().toLowerCase(Locale.ROOT));
    if (!EVERY_ADDRESS.contains(bind)) {
      names.add(bind);
    }
    String reader = settings.publicUrl();
    String host = reader == null ? null : URI.create(reader.strip()).getHost();
    if (host != null) {
      names.add(host.toLowerCase(Locale.ROOT));
    }
    return new HostList(names);
  }

  /** Whether a Host header names us; any port will do, as a proxy may stand before us. */
  boolean names(@Nullable String header) {
    return header != null && ours.contains(name(header));
  }

  /** Whether a Host header names this machine as seen from itself. */
  static boolean isLoopback(String header) {
    return LOOPBACK.contains(name(header));
  }

  private static String name(String header) {
    String lower = header.toLowerCase(Locale.ROOT);
    int end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
    return end > 0 ? lower.substring(0, end) : lower;
  }

  private static String bracketed(String address) {
    return address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
  }
}
