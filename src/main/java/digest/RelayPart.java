package digest;

import digest.mail.RelaySettings;
import digest.mail.RelaySettings.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mail servers that take our mail. */
final class RelayPart {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  static final Key<String> HOST =
      Key.required(
          "relays[].host",
          WordShapes.HOST,
          "smtp.example.org",
          "The mail server that takes our mail.");
  static final Key<Integer> PORT =
      Key.of(
          "relays[].port",
          Shapes.number(1, 65535),
          "587",
          "Its port; on 465 TLS begins with the first byte.");
  static final Key<Tls> TLS =
      Key.optional(
          "relays[].tls",
          Shapes.choice(Tls.class),
          "`required`; `off` for a relay on this machine",
          "required",
          "How the link is secured; `off` is allowed on this machine only.");
  static final Key<String> USERNAME =
      Key.optional("relays[].username", Shapes.LINE, "no login", "courier", "The login name.");
  static final Key<String> PASSWORD =
      Key.optional(
          "relays[].password",
          Shapes.SECRET,
          "none",
          "\"${SMTP_PASSWORD}\"",
          "The password, by a variable only.");
  static final Key<String> PASSWORD_FILE =
      Key.optional(
          "relays[].passwordFile",
          Shapes.FILE,
          "none",
          "/run/secrets/smtp",
          "A file that holds the password instead.");
  static final Key<Integer> CONNECTIONS =
      Key.of(
          "relays[].connections",
          Shapes.number(1, 100),
          "4",
          "Connections open at once; few busy ones beat many idle ones.");
  static final Key<Integer> WEIGHT =
      Key.of(
          "relays[].weight",
          Shapes.number(0, 1000),
          "1",
          "This relay's share of the mail while several work: one of weight 3 takes three times as"
              + " much as one of weight 1, and none runs ahead of its share; 0 means only when no"
              + " other works.");
  static final Key<Integer> PER_CONNECTION =
      Key.of(
          "relays[].perConnection",
          Shapes.number(0, 1_000_000),
          "0",
          "Messages over one connection before a new one is opened; 0 means no limit.");
  static final Key<Integer> PER_SECOND =
      Key.of(
          "relays[].perSecond",
          Shapes.number(0, 1_000_000),
          "0",
          "Messages a second over all connections; 0 means no limit.");
  static final Key<Duration> CONNECT_TIMEOUT =
      Key.of(
          "relays[].connectTimeout",
          Shapes.duration(SECOND, TEN_MINUTES),
          "10s",
          "How long a connection may take to open.");
  static final Key<Duration> REPLY_TIMEOUT =
      Key.of(
          "relays[].replyTimeout",
          Shapes.duration(SECOND, TEN_MINUTES),
          "60s",
          "How long each reply may take.");
  static final Key<String> HELLO_NAME =
      Key.optional(
          "relays[].helloName",
          WordShapes.DOMAIN,
          "the name this machine knows itself by",
          "mail.example.org",
          "Our own public name, as told to the relay (EHLO).");

  static final List<Key<?>> KEYS =
      List.of(
          HOST,
          PORT,
          TLS,
          USERNAME,
          PASSWORD,
          PASSWORD_FILE,
          WEIGHT,
          CONNECTIONS,
          PER_CONNECTION,
          PER_SECOND,
          CONNECT_TIMEOUT,
          REPLY_TIMEOUT,
          HELLO_NAME);

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private RelayPart() {}

  static List<RelaySettings> read(Block top, LocalFiles files) {
    return top.blocks("relays").stream().map(relay -> read(relay, files, relay.get(HOST))).toList();
  }

  private static RelaySettings read(Block relay, LocalFiles files, String host) {
    String username = relay.find(USERNAME).orElse(null);
    String password = files.secret(relay, PASSWORD, PASSWORD_FILE).orElse(null);
    checkLogin(relay, username, password);
    return new RelaySettings(
        host,
        relay.get(PORT),
        tls(relay, host, password != null),
        username,
        password,
        new RelaySettings.Load(
            relay.get(CONNECTIONS),
            relay.get(PER_CONNECTION),
            relay.get(PER_SECOND),
            relay.get(WEIGHT)),
        relay.get(CONNECT_TIMEOUT),
        relay.get(REPLY_TIMEOUT),
        relay.find(HELLO_NAME).orElse(null));
  }

  private static void checkLogin(
      Block relay, @Nullable String username, @Nullable String password) {
    if (username != null && password == null) {
      relay.fault(USERNAME, "given without a password", "Add password: " + PASSWORD.example());
    }
    if (username == null && password != null) {
      relay.fault(USERNAME, "missing beside a password", "Example: username: courier");
    }
  }

  /** Delivery S5. */
  private static Tls tls(Block relay, String host, boolean hasPassword) {
    boolean local = isLoopback(host);
    Tls tls = relay.find(TLS).orElse(local ? Tls.OFF : Tls.REQUIRED);
    if (tls == Tls.OFF && !local) {
      relay.fault(
          TLS,
          "\"off\" is for a relay on this machine only, and " + relay.shown(HOST, host) + " is not",
          "Write required, or opportunistic for a relay without TLS");
    }
    if (tls == Tls.OPPORTUNISTIC && !local && hasPassword) {
      relay.warn(TLS, "the password may go out in clear", "Write required");
    }
    return tls;
  }

  /** By its name alone; nothing is looked up. */
  static boolean isLoopback(String host) {
    return THIS_MACHINE.contains(host);
  }
}
