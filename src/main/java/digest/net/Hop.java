package digest.net;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * One address on the way of a request, with what may be said to it.
 *
 * @param at without a login
 * @param headers by lower-case name
 */
record Hop(HttpUrl at, Map<String, String> headers) {

  /** They tell nothing about us, so they go to every origin. */
  private static final Set<String> HARMLESS =
      Set.of(
          "accept", "accept-language", "if-modified-since", "if-none-match", "range", "user-agent");

  /** OkHttp's own business: with them a body would not be inflated, or the host would lie. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "host",
          "te",
          "transfer-encoding",
          "upgrade");

  /** The first hop; a login written in the address is sent as a header. */
  Hop(HttpUrl at, Map<String, String> headers, String userAgent) {
    this(withoutLogin(at), ours(at, headers, userAgent));
  }

  String url() {
    return at.toString();
  }

  String host() {
    return at.host();
  }

  /** Whether all headers may be sent; the exception would show a secret value. */
  boolean isSendable() {
    try {
      return request().headers().size() >= headers.size();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  Request request() {
    Request.Builder request = new Request.Builder().url(at);
    headers.forEach(request::header);
    return request.build();
  }

  /** Where a redirect leads; null when that is no http or https address. */
  @Nullable Hop to(String location) {
    HttpUrl next = at.resolve(location);
    if (next == null) {
      return null;
    }
    return new Hop(withoutLogin(next), isSameOrigin(next) ? headers : harmless());
  }

  private boolean isSameOrigin(HttpUrl other) {
    return at.scheme().equals(other.scheme())
        && at.host().equals(other.host())
        && at.port() == other.port();
  }

  private Map<String, String> harmless() {
    return headers.entrySet().stream()
        .filter(header -> HARMLESS.contains(header.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, String> ours(
      HttpUrl at, Map<String, String> custom, String userAgent) {
    Map<String, String> headers = new HashMap<>();
    headers.put("user-agent", userAgent);
    if (!at.username().isEmpty()) {
      headers.put("authorization", Credentials.basic(at.username(), at.password()));
    }
    custom.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    headers.keySet().removeAll(NOT_OURS);
    return Map.copyOf(headers);
  }

  private static HttpUrl withoutLogin(HttpUrl url) {
    return url.newBuilder().username("").password("").build();
  }
}
