package digest.mail;

import static digest.mail.Mails.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import digest.delivery.Outcome.Verdict;
import digest.mail.RelaySettings.Tls;
import digest.mail.Transport.Ending;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** TLS and logins (delivery S5; safety T20, T21, T22). */
@Timeout(60)
final class RelaySecurityTest {

  private static final String PASSWORD = "Tr0ub4dor&3-secret";
  private static final SSLSocketFactory PUBLIC_AUTHORITIES =
      (SSLSocketFactory) SSLSocketFactory.getDefault();

  @TempDir static Path folder;
  private static TestTls relayTls;
  private static TestTls otherName;
  private static TestTls expired;

  private final ScriptedSmtpServer server = ScriptedSmtpServer.start();
  private final RecordingJournal journal = new RecordingJournal();

  @BeforeAll
  static void makeCertificates() {
    relayTls = TestTls.of(folder, "dns:localhost");
    otherName = TestTls.of(folder, "dns:other.example.org");
    expired = TestTls.of(folder, "dns:localhost", "-startdate", "-10d", "-validity", "1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RelaySettings relay(Tls tls, @Nullable String username) {
    return new RelaySettings(
        "localhost",
        server.port(),
        tls,
        username,
        username == null ? null : PASSWORD,
        1,
        0,
        Duration.ofSeconds(2),
        Duration.ofSeconds(2));
  }

  private Ending send(RelaySettings relay, SSLSocketFactory trust) {
    try (Transport transport = new SmtpTransport(relay, trust)) {
      return transport.send(Mails.to(ANN), journal);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Tls.class,
      names = {"REQUIRED", "OPPORTUNISTIC"})
  void mailGoesOverTlsWhenItIsOffered(Tls tls) {
    server.offeringTls(relayTls.server());

    assertThat(send(relay(tls, null), relayTls.client())).isEqualTo(new Ending.Done());

    assertThat(journal.of(ANN).verdict()).isEqualTo(Verdict.ACCEPTED);
    assertThat(server.commands()).containsSubsequence("STARTTLS", "EHLO localhost", "QUIT");
  }

  @Test
  void aLoginGoesOverTlsAndTheMailAfterIt() {
    server.offeringTls(relayTls.server()).withLogin("digest", PASSWORD);

    assertThat(send(relay(Tls.REQUIRED, "digest"), relayTls.client())).isEqualTo(new Ending.Done());

    assertThat(server.received()).hasSize(1);
    assertThat(server.commands().indexOf("STARTTLS"))
        .isLessThan(first("AUTH"))
        .isGreaterThanOrEqualTo(0);
  }

  @Test
  @DisplayName("safety/T20: STARTTLS stripped: nothing in clear")
  void aRelayWithoutTlsGetsNothingWhenTlsIsRequired() {
    server.withLogin("digest", PASSWORD);

    Ending ending = send(relay(Tls.REQUIRED, "digest"), relayTls.client());

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.BLOCKED);
    assertThat(ending.toString()).contains("offers no STARTTLS");
    assertThat(server.commands()).allMatch(line -> line.startsWith("EHLO") || line.equals("QUIT"));
    assertThat(journal.events()).isEmpty();
  }

  @Test
  @DisplayName("safety/T20: STARTTLS offered, then refused")
  void aRelayThatRefusesStartTlsGetsNothing() {
    server.offeringTls(relayTls.server()).withLogin("digest", PASSWORD);
    server.at("STARTTLS").reply("502 5.5.1 changed my mind");

    Ending ending = send(relay(Tls.REQUIRED, "digest"), relayTls.client());

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.BLOCKED);
    assertThat(first("AUTH")).isEqualTo(-1);
    assertThat(journal.events()).isEmpty();
  }

  @Test
  @DisplayName("safety/T20: self-signed")
  void aCertificateOfNobodyIsRefused() {
    server.offeringTls(relayTls.server()).withLogin("digest", PASSWORD);

    assertRefused(send(relay(Tls.REQUIRED, "digest"), PUBLIC_AUTHORITIES));
  }

  @Test
  @DisplayName("safety/T20: wrong name")
  void aCertificateForAnotherNameIsRefused() {
    server.offeringTls(otherName.server()).withLogin("digest", PASSWORD);

    assertRefused(send(relay(Tls.REQUIRED, "digest"), otherName.client()));
  }

  @Test
  @DisplayName("safety/T20: expired")
  void anExpiredCertificateIsRefused() {
    server.offeringTls(expired.server()).withLogin("digest", PASSWORD);

    assertRefused(send(relay(Tls.REQUIRED, "digest"), expired.client()));
  }

  @Test
  void tlsFromTheFirstByteIsSpokenOnPort465() {
    // The port decides, and 465 is not ours to open: the sockets are tried directly.
    server.speakingTls(relayTls.server());
    RelaySockets sockets = new RelaySockets(relayTls.client());

    RelayOpener.Opening opening =
        new RelayOpener(relay(Tls.REQUIRED, null), relayTls.client(), new Watch())
            .open(sockets, true);

    assertThat(opening.ending()).isEqualTo(new Ending.Done());
    assertThat(sockets.isSecure()).isTrue();
  }

  private void assertRefused(Ending ending) {
    assertThat(ending.verdict()).as("%s", ending).isEqualTo(Ending.Verdict.BLOCKED);
    assertThat(ending.toString()).contains("TLS with localhost").contains("5.7.5");
    assertThat(first("AUTH")).isEqualTo(-1);
    assertThat(first("MAIL")).isEqualTo(-1);
    assertThat(journal.events()).isEmpty();
  }

  private int first(String verb) {
    List<String> commands = server.commands();
    for (int i = 0; i < commands.size(); i++) {
      if (commands.get(i).startsWith(verb)) {
        return i;
      }
    }
    return -1;
  }

  @Test
  @DisplayName(
      "safety/T20: an offer stripped from an opportunistic relay elsewhere costs no password")
  void aPasswordNeverGoesInClearToAnotherMachine() {
    try (ScriptedSmtpServer other = ScriptedSmtpServer.startEverywhere()) {
      other.withLogin("digest", PASSWORD);
      RelaySettings there =
          new RelaySettings(
              "127.0.0.2", // answers here too, but is none of the names of this machine
              other.port(),
              Tls.OPPORTUNISTIC,
              "digest",
              PASSWORD,
              1,
              0,
              Duration.ofSeconds(2),
              Duration.ofSeconds(2));

      assertThat(send(there, relayTls.client()).verdict()).isEqualTo(Ending.Verdict.BLOCKED);

      assertThat(other.commands()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void nothingOlderThanTls12IsSpoken() throws IOException {
    RelaySockets sockets = new RelaySockets(relayTls.client());
    try (Socket under = sockets.createSocket();
        SSLSocket tls = (SSLSocket) sockets.createSocket(connected(under), "localhost", 25, true)) {
      assertThat(tls.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
    }
  }

  private Socket connected(Socket socket) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    return socket;
  }

  @ParameterizedTest
  @DisplayName(
      "safety/T21, T22: a refused login blocks after one try, and never shows the password")
  @ValueSource(
      strings = {
        "535 5.7.8 Error: authentication failed",
        "535 5.7.8 wrong password " + PASSWORD + " for digest",
        "535-5.7.8 you said\n535 5.7.8 AGRpZ2VzdABUcjB1YjRkb3ImMy1zZWNyZXQ=",
        "504 5.5.4 unrecognised mechanism"
      })
  void aRefusedLoginBlocksAndKeepsTheSecret(String reply) {
    server.withLogin("digest", "another");
    server.at("AUTH").reply(reply);
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    Ending ending;
    try {
      ending = send(relay(Tls.OFF, "digest"), relayTls.client());
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }

    assertThat(ending.verdict()).isEqualTo(Ending.Verdict.BLOCKED);
    assertThat(((Ending.Blocked) ending).reply().command()).isEqualTo("AUTH");
    assertThat(server.commands()).filteredOn(line -> line.startsWith("AUTH")).hasSize(1);
    assertThat(journal.events()).isEmpty();
    String everything = log.list.toString() + ending + relay(Tls.OFF, "digest");
    assertThat(log.list).isNotEmpty();
    assertThat(everything).doesNotContain(PASSWORD).doesNotContain(base64(PASSWORD));
    assertThat(everything).doesNotContain(base64("\0digest\0" + PASSWORD));
    assertThat(everything).doesNotContain(base64("digest\0digest\0" + PASSWORD));
  }

  @Test
  void aLoginRefusedForNowIsUnreachable() {
    server.withLogin("digest", PASSWORD);
    server.at("AUTH").reply("454 4.7.0 temporary failure");

    assertThat(send(relay(Tls.OFF, "digest"), relayTls.client()).verdict())
        .isEqualTo(Ending.Verdict.UNREACHABLE);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
