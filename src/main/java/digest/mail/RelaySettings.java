package digest.mail;

import java.time.Duration;
import java.util.Set;
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
 * @param helloName what EHLO says, a public name of this machine; null means the one it knows
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
    Duration replyTimeout,
    @Nullable String helloName) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  /** How the link is secured (delivery S5). */
  public enum Tls {
    /** STARTTLS, or TLS from the first byte on port 465; nothing goes out in clear. */
    REQUIRED,
    /** When offered; but a password never goes in clear to another machine. */
    OPPORTUNISTIC,
    /** Never; only for a relay on this machine. */
    OFF
  }

  /** With the name this machine knows itself by. */
  public RelaySettings(
      String host,
      int port,
      Tls tls,
      @Nullable String username,
      @Nullable String password,
      int connections,
      int perSecond,
      Duration connectTimeout,
      Duration replyTimeout) {
    this(
        host,
        port,
        tls,
        username,
        password,
        connections,
        perSecond,
        connectTimeout,
        replyTimeout,
        null);
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

  /** Whether the relay runs beside us, so that nothing crosses a network. */
  public boolean isOnThisMachine() {
    return THIS_MACHINE.contains(host);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
