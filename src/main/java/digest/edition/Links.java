package digest.edition;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Brings links to the form in which two of them are equal when they lead to one page (picking P6).
 */
public final class Links {

  private static final Pattern WEB =
      Pattern.compile("(?is)(https?)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

  /** Added by newsletters and adverts to see who came; the page is the same without. */
  private static final Pattern TRACKING =
      Pattern.compile("(?is)(utm_[^=]*|fbclid|gclid|mc_cid|mc_eid)(=.*)?");

  private Links() {}

  /**
   * The link with scheme https and a lower-case host, without default port, fragment, trailing
   * slash, {@code utm_*}, {@code fbclid}, {@code gclid}, {@code mc_cid} and {@code mc_eid}; other
   * parameters are kept, sorted. What is no http link comes back as it is, but for blanks. For
   * comparing, not for following.
   */
  public static String normalise(String link) {
    String trimmed = link.strip().replaceAll("\\s", "%20");
    Matcher parts = WEB.matcher(trimmed);
    if (!parts.matches()) {
      return trimmed;
    }
    String query = parts.group(4) == null ? "" : query(parts.group(4));
    return "https://" + authority(parts.group(2)) + path(parts.group(3)) + query;
  }

  /** Port 80 goes with https too: a feed that mixes up the schemes keeps its ports. */
  private static String authority(String authority) {
    return authority.toLowerCase(Locale.ROOT).replaceFirst("(\\.|:(80|443)?)*$", "");
  }

  private static String path(String path) {
    return path.replaceFirst("/+$", "");
  }

  private static String query(String query) {
    String kept =
        Arrays.stream(query.split("&", -1))
            .filter(parameter -> !parameter.isEmpty() && !TRACKING.matcher(parameter).matches())
            .sorted()
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? "" : "?" + kept;
  }
}
