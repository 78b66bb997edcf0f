package digest.mail;

import static digest.mail.Mails.ANN;
import static digest.mail.Mails.BOB;
import static digest.mail.Mails.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Eml;
import digest.delivery.Plate;
import digest.testkit.ScriptedSmtpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filled plate lies in pieces until the link says them, and is one message there. */
@Timeout(60)
final class PiecesTest {

  private static final Composer COMPOSER = new Composer();
  private static final Plate PLATE =
      COMPOSER.plate(Letters.head("Good morning"), Letters.RENDERING);

  private static Eml mail(String name, String address) {
    return COMPOSER.fill(PLATE, Letters.recipient(name, address, Letters.LINK));
  }

  @ParameterizedTest
  @DisplayName("safety/T3: by DATA the pieces are the message, and SIZE its size")
  @ValueSource(strings = {"Ann", "", ".", "..\r\n.\r\n", "Zoë 漢字", "\r", "x"})
  void asLines(String name) {
    Eml mail = mail(name, ANN);
    assertThat(mail.isWireForm()).isTrue();
    assertThat(mail.pieces()).hasSizeGreaterThan(10);
    try (ScriptedSmtpServer server = ScriptedSmtpServer.start();
        Transport transport = new SmtpTransport(RelaySettings.local(server.port(), 1))) {
      transport.send(List.of(mail).iterator(), new RecordingJournal());

      assertThat(server.received().get(0).bytes()).isEqualTo(mail.bytes());
      assertThat(server.commands())
          .filteredOn(line -> line.startsWith("MAIL"))
          .singleElement()
          .asString()
          .contains(" SIZE=" + mail.bytes().length);
    }
  }

  @ParameterizedTest
  @DisplayName("delivery/S1: as a chunk the pieces are the message, and its number")
  @ValueSource(strings = {"Ann", "", ".", "..\r\n.\r\n", "Zoë 漢字", "\r", "x"})
  void asOneChunk(String name) throws IOException {
    Eml mail = mail(name, ANN);
    List<Eml> mails = List.of(mail, mail(name + "!", BOB), mail("?", CAT));
    try (ChunkRelay relay = ChunkRelay.good();
        Transport transport = new SmtpTransport(relay.settings())) {
      transport.send(mails.iterator(), new RecordingJournal().window(4));

      assertThat(relay.bodies()).isEqualTo(mails.stream().map(PiecesTest::text).toList());
      assertThat(relay.commands()).contains("BDAT " + mail.bytes().length + " LAST");
    }
  }

  private static String text(Eml mail) {
    return new String(mail.bytes(), StandardCharsets.ISO_8859_1);
  }
}
