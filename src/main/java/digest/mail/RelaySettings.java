package digest.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The SMTP server we hand mail to.
 *
 * @param username null means no login
 * @param password never printed
 * @param connections open at once, at least 1
 * @param perSecond messages a second over all connections, 0 for no limit
 * @param connectTimeout to open a connection
 * @param replyTimeout for each reply; RFC 5321 §4.5.3.2 allows minutes, a digest does not wait so
 *     long
 */
public record RelaySettings(
    String host,
    int port,
    Tls tls,
    @Nullable String username,
    @Nullable String password,
    int connections,
    int perSecond,
    Duration connectTimeout,
    Duration replyTimeout) {

  /** How the link is secured (delivery S5). */
  public enum Tls {
    /** STARTTLS, or TLS from the first byte on port 465; nothing goes out in clear. */
    REQUIRED,
    /** When offered. */
    OPPORTUNISTIC,
    /** Never; only for a relay on this machine. */
    OFF
  }

  /** A relay on this machine without login or TLS, as the demo's and the tests'. */
  public static RelaySettings local(int port, int connections) {
    return new RelaySettings(
        "127.0.0.1",
        port,
        Tls.OFF,
        null,
        null,
        connections,
        0,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
