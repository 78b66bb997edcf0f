package digest.mail;

import static digest.mail.Mails.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.delivery.Eml;
import digest.delivery.Field;
import digest.delivery.Rendering;
import digest.testkit.ScriptedSmtpServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire arrives as it was, and as one mail (safety T2, T3; delivery S6). */
@Timeout(60)
final class WireTest {

  private static final String HEAD = "Subject: hi\r\n\r\n";

  private final ScriptedSmtpServer server = ScriptedSmtpServer.start();
  private final RecordingJournal journal = new RecordingJournal();

  @AfterEach
  void stop() {
    server.close();
  }

  private void send(int port, Eml mail) {
    try (Transport transport = new SmtpTransport(RelaySettings.local(port, 1))) {
      transport.send(List.of(mail).iterator(), journal);
    }
  }

  static Stream<String> bodies() {
    return Stream.of(
        ".\r\n",
        "..\r\n.\r\n...\r\n",
        ".starts with a dot\r\n",
        "ends without a line's end",
        "\r\n.\r\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<victim@example.org>\r\nDATA\r\n",
        "QUIT\r\n",
        "x".repeat(60_000) + "\r\n",
        "\r\n\r\n\r\n",
        "");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  @DisplayName("safety/T3: the body is equal after unstuffing")
  void theBodyArrivesAsItWas(String body) {
    send(server.port(), Mails.mail(ANN, HEAD + body));

    String sent = HEAD + body;
    String expected = sent.endsWith("\r\n") ? sent : sent + "\r\n";
    assertThat(server.received()).hasSize(1);
    assertThat(server.received().get(0).mail()).isEqualTo(expected);
    assertThat(server.commands()).filteredOn(line -> line.startsWith("MAIL")).hasSize(1);
  }

  @ParameterizedTest
  @DisplayName(
      "safety/T3: a lone CR or LF never ends the mail for a server that takes it for a line's end")
  @ValueSource(
      strings = {
        "a\n.\nMAIL FROM:<evil@example.org>\n",
        "a\r.\rMAIL FROM:<evil@example.org>\r",
        "a\n.\r\nMAIL FROM:<evil@example.org>\r\n",
        "a\r\n.\nMAIL FROM:<evil@example.org>\r\n",
        "a\r.\r\nb",
        "a\r\r\n.\r\r\nb",
        "\n\r.\n\r"
      })
  void onlyCrlfGoesOut(String body) {
    send(server.port(), Mails.mail(ANN, HEAD + body));

    assertThat(server.received()).hasSize(1);
    String mail = server.received().get(0).mail();
    assertThat(mail.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
    assertThat(lines(mail)).isEqualTo(lines(HEAD + body));
    assertThat(server.commands()).noneMatch(line -> line.contains("evil"));
  }

  /** Without the ends of lines, however they are written. */
  private static String lines(String mail) {
    return mail.replaceAll("\\r\\n|\\r|\\n", "\n").strip();
  }

  @Test
  void randomBytesKeepTheirLinesAndTheirEnd() {
    long seed = 4711;
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      byte[] mail = new byte[random.nextInt(12)];
      for (int at = 0; at < mail.length; at++) {
        mail[at] = (byte) "\r\n.a".charAt(random.nextInt(4));
      }

      String wire = new String(WireForm.of(mail), StandardCharsets.US_ASCII);

      String shown = "seed " + seed + ": " + new String(mail, StandardCharsets.US_ASCII);
      assertThat(wire.replace("\r\n", "")).as(shown).doesNotContain("\r").doesNotContain("\n");
      assertThat("\r\n" + wire).as(shown).doesNotContain("\r\n.\r\n");
      String unstuffed = ("\r\n" + wire).replace("\r\n.", "\r\n").substring(2);
      String normal =
          new String(mail, StandardCharsets.US_ASCII).replaceAll("\\r\\n|\\r|\\n", "\r\n");
      assertThat(unstuffed)
          .as(shown)
          .isEqualTo(normal.isEmpty() || normal.endsWith("\r\n") ? normal : normal + "\r\n");
    }
  }

  @Test
  @DisplayName("safety/T3: a hostile digest arrives whole at both servers, over one dialogue")
  void aHostileDigestArrivesWholeEverywhere() {
    String hostile =
        "\n.\nQUIT\n..\n--=_boundary--\n--=_boundary\nFrom me\n"
            + "=\n=0D=0A.=0D=0A\n"
            + "y".repeat(60_000)
            + "\n.";
    Rendering rendering =
        new Rendering("<pre>" + hostile + Field.NAME.mark() + "</pre>\n", hostile + "\n");
    Composer composer = new Composer();
    Eml mail =
        composer.fill(
            composer.plate(Letters.head("x"), rendering), Letters.recipient("\r\n.\r\n--=_"));
    Rendering expected = composer.preview(rendering, Letters.recipient("\r\n.\r\n--=_"));

    send(server.port(), mail);
    try (DemoInbox inbox = DemoInbox.start()) {
      try (Transport transport = new SmtpTransport(RelaySettings.local(inbox.port(), 1))) {
        transport.send(List.of(mail).iterator(), new RecordingJournal());
      }

      assertThat(inbox.received()).hasSize(1);
      assertThat(inbox.received().get(0).html()).isEqualTo(expected.html());
      assertThat(inbox.received().get(0).text()).isEqualTo(expected.text());
    }
    assertThat(server.received().get(0).bytes()).isEqualTo(mail.bytes());
  }

  @ParameterizedTest
  @DisplayName("safety/T2: addresses that would be commands or options do not exist")
  @ValueSource(
      strings = {
        "a@example.org>\r\nRCPT TO:<b@example.org",
        "a@example.org> SIZE=1",
        "a\u0000@example.org",
        "<a@example.org>",
        "a@example.org\nQUIT"
      })
  void anAddressCannotCarryACommand(String text) {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> EmailAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("safety/T2: the relay hears only commands of ours")
  void theRelayHearsNoUnknownCommand() {
    send(server.port(), Mails.mail("o'neil+data=rset@example.org", HEAD + "x\r\n"));

    assertThat(server.commands())
        .allMatch(line -> line.matches("(EHLO|MAIL|RCPT|DATA|RSET|QUIT)\\b.*"));
  }
}
