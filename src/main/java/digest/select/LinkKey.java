package digest.select;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What two links have in common that lead to one page (picking P6): scheme, case of the host,
 * default port, fragment, trailing slash and tracking parameters do not matter.
 */
final class LinkKey {

  private static final Set<String> TRACKING = Set.of("fbclid", "gclid", "mc_cid", "mc_eid");

  private LinkKey() {}

  /** The key, or empty when the text is no http or https address. */
  static String of(String link) {
    try {
      URI uri = new URI(link.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && uri.getRawAuthority() != null ? of(uri) : "";
    } catch (URISyntaxException e) {
      return lenient(link.strip());
    }
  }

  private static String of(URI uri) {
    String host = uri.getRawAuthority().toLowerCase(Locale.ROOT).replaceFirst(":(?:80|443)$", "");
    String path = uri.getRawPath().replaceFirst("/+$", "");
    String query = uri.getRawQuery() == null ? "" : withoutTracking(uri.getRawQuery());
    return host + path + (query.isEmpty() ? "" : "?" + query);
  }

  /** Real links hold spaces and brackets that no URI may hold; they are compared as they are. */
  private static String lenient(String link) {
    String lower = link.toLowerCase(Locale.ROOT);
    boolean web = lower.startsWith("http://") || lower.startsWith("https://");
    return web ? link.substring(link.indexOf("//") + 2).replaceFirst("#.*$", "") : "";
  }

  private static String withoutTracking(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(parameter -> !parameter.isEmpty() && !isTracking(parameter))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static boolean isTracking(String parameter) {
    String name = parameter.replaceFirst("=.*$", "").toLowerCase(Locale.ROOT);
    return name.startsWith("utm_") || TRACKING.contains(name);
  }
}
