package digest.mail;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SMTP server we hand mail to.
 *
 * @param username null means no login
 * @param password never printed
 * @param load how much of our mail it takes
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
    Load load,
    Duration connectTimeout,
    Duration replyTimeout,
    @Nullable String helloName) {

  /**
   * How much of our mail a relay takes (delivery S4).
   *
   * @param connections open at once, at least 1
   * @param perConnection messages over one connection before a new one is opened, 0 for no limit
   * @param perSecond messages a second over all connections, 0 for no limit
   * @param weight the relay's share while several work; 0 for one that is used only when no other
   *     works
   */
  public record Load(int connections, int perConnection, int perSecond, int weight) {

    /** Without limits, and an equal among several. */
    public static Load over(int connections) {
      return new Load(connections, 0, 0, 1);
    }
  }

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

  /** Of weight 1, and as many messages a connection as come. */
  public RelaySettings(
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
    this(
        host,
        port,
        tls,
        username,
        password,
        new Load(connections, 0, perSecond, 1),
        connectTimeout,
        replyTimeout,
        helloName);
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

  /** The same relay taking more or less. */
  public RelaySettings with(Load other) {
    return new RelaySettings(
        host, port, tls, username, password, other, connectTimeout, replyTimeout, helloName);
  }

  /** Open at once, at least 1. */
  public int connections() {
    return load.connections();
  }

  /** Messages a second over all connections, 0 for no limit. */
  public int perSecond() {
    return load.perSecond();
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
