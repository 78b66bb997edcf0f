package digest.net;

import java.time.Duration;
import java.util.Set;

/**
 * The limits of every outbound request (safety T9, T10).
 *
 * @param maxBytes of a body after inflating
 * @param timeout of a whole request, from the name's look-up to the last byte
 * @param maxHops redirects followed
 * @param allowPrivate hosts and addresses, in addition to public ones, that may be asked, such as
 *     {@code 127.0.0.1} or {@code 10.0.0.0/8}
 * @param userAgent sent with each request
 */
public record HttpSettings(
    long maxBytes, Duration timeout, int maxHops, Set<String> allowPrivate, String userAgent) {

  /** 10 MB, 20 seconds, 5 hops, public addresses only. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(10_000_000, Duration.ofSeconds(20), 5, Set.of(), "Digest/0.1");

  /** Copies the set. */
  public HttpSettings {
    allowPrivate = Set.copyOf(allowPrivate);
  }
}
