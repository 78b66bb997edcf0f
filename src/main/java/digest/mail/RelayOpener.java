package digest.mail;

import digest.delivery.SmtpReply;
import digest.mail.RelaySettings.Tls;
import digest.mail.Transport.Ending;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections to a relay: greeting, EHLO, TLS, login (delivery S1, S5). Safe for many
 * threads.
 */
final class RelayOpener {

  private static final Logger log = LoggerFactory.getLogger(RelayOpener.class);
  private static final int IMPLICIT_TLS_PORT = 465;

  /**
   * What came of it.
   *
   * @param link null when the ending is not Done
   * @param ending why there is no link
   */
  record Opening(@Nullable RelayLink link, Ending ending) {}

  private final RelaySettings relay;
  private final SSLSocketFactory tls;
  private final Watch watch;
  private final OpeningGate gate = new OpeningGate(System::nanoTime);

  RelayOpener(RelaySettings relay, SSLSocketFactory tls, Watch watch) {
    this.relay = relay;
    this.tls = tls;
    this.watch = watch;
  }

  void forgetRefusals() {
    gate.forgetRefusals();
  }

  Opening open() {
    boolean isTlsAtOnce = relay.port() == IMPLICIT_TLS_PORT && relay.tls() != Tls.OFF;
    return open(new RelaySockets(tls), isTlsAtOnce);
  }

  Opening open(RelaySockets sockets, boolean isTlsAtOnce) {
    Ending known = gate.enter();
    if (known != null) {
      return new Opening(null, known);
    }
    int refusals = gate.refusals();
    Opening opening = new Opening(null, new Ending.Unreachable(relay + " was not opened"));
    try {
      opening = opened(sockets, isTlsAtOnce);
      return opening;
    } finally {
      gate.leave(opening.ending(), refusals);
    }
  }

  private Opening opened(RelaySockets sockets, boolean isTlsAtOnce) {
    Watch.Watched watched = watch.over(sockets::cut);
    watched.expect(longest());
    RelaySession session = new RelaySession(Session.getInstance(properties(sockets, isTlsAtOnce)));
    try {
      session.connect(relay.host(), relay.port(), relay.username(), relay.password());
      watched.rest();
      log.info("relay connected relay={} secure={}", relay, sockets.isSecure());
      return new Opening(
          new RelayLink(session, sockets, watched, relay.replyTimeout()), new Ending.Done());
    } catch (MessagingException | IOException e) {
      Ending ending = ending(e, session, sockets, watched.isCut());
      watched.end();
      sockets.cut();
      log.warn("relay not opened relay={} ending={}", relay, ending);
      return new Opening(null, ending);
    }
  }

  /** A greeting, EHLO twice, STARTTLS, AUTH: each may take a reply's time, but not all of them. */
  private Duration longest() {
    return relay.connectTimeout().plus(relay.replyTimeout().multipliedBy(2));
  }

  private Ending ending(
      Exception e, RelaySession session, RelaySockets sockets, boolean isOverdue) {
    SmtpReply last = session.lastReply();
    if (isOverdue) {
      return new Ending.Unreachable(
          relay + " did not get ready in " + longest().toSeconds() + " s");
    }
    if (isTlsRefusal(e)) {
      return blocked("5.7.5", "TLS with " + relay + " failed: " + words(e), "STARTTLS");
    }
    if (last != null && last.isPermanent()) {
      return new Ending.Blocked(withoutSecrets(last));
    }
    if (needsTls() && !sockets.isSecure() && session.isReadyWithoutTls()) {
      return blocked(
          "5.7.10",
          relay
              + " offers no STARTTLS; nothing was sent. Set smtp.tls to opportunistic or off only"
              + " if you trust the network",
          "STARTTLS");
    }
    if (last != null && last.isTransient()) {
      return new Ending.Unreachable(relay + " said " + withoutSecrets(last));
    }
    return new Ending.Unreachable(relay + " cannot be reached: " + words(e));
  }

  private static Ending blocked(String status, String text, String command) {
    return new Ending.Blocked(new SmtpReply(554, status, text, command));
  }

  /** A broken link during the handshake is the network's fault, a bad certificate is not. */
  private static boolean isTlsRefusal(Throwable e) {
    boolean isTls = false;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof GeneralSecurityException) {
        return true;
      }
      isTls |= t instanceof SSLException;
      if (t instanceof EOFException || t instanceof SocketException) {
        return false;
      }
    }
    return isTls;
  }

  private static String words(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }

  /** Some relays repeat what they were told, in the coding of the login too. */
  private SmtpReply withoutSecrets(SmtpReply reply) {
    String password = relay.password();
    if (password == null || password.isEmpty()) {
      return reply;
    }
    String login = "\0" + relay.username() + "\0" + password;
    String text = reply.text();
    for (String secret :
        List.of(password, base64(password), base64(login), base64(relay.username() + login))) {
      text = text.replace(secret, "…");
    }
    return new SmtpReply(reply.code(), reply.status(), text, reply.command());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private boolean needsTls() {
    return relay.tls() == Tls.REQUIRED
        || (relay.tls() == Tls.OPPORTUNISTIC
            && relay.username() != null
            && !relay.isOnThisMachine());
  }

  private Properties properties(RelaySockets sockets, boolean isTlsAtOnce) {
    Properties properties = new Properties();
    properties.put("mail.smtp.socketFactory", sockets.inClear());
    properties.put("mail.smtp.ssl.socketFactory", sockets);
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.connectiontimeout", millis(relay.connectTimeout()));
    properties.put("mail.smtp.timeout", millis(relay.replyTimeout()));
    String hello =
        relay.helloName() == null && relay.isOnThisMachine() ? "localhost" : relay.helloName();
    if (hello != null) {
      properties.put("mail.smtp.localhost", hello);
    }
    properties.put("mail.smtp.auth", String.valueOf(relay.username() != null));
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.ssl.enable", String.valueOf(isTlsAtOnce));
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", String.valueOf(relay.tls() != Tls.OFF));
    properties.put("mail.smtp.starttls.required", String.valueOf(needsTls()));
    return properties;
  }

  private static String millis(Duration duration) {
    return String.valueOf(duration.toMillis());
  }
}
