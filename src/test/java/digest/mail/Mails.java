package digest.mail;

import digest.audience.EmailAddress;
import digest.delivery.Eml;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;

/** Small mails for transports. */
final class Mails {

  static final String ANN = "ann@example.org";
  static final String BOB = "bob@example.org";
  static final String CAT = "cat@example.org";
  static final String DAN = "dan@example.org";

  private Mails() {}

  static Iterator<Eml> to(String... recipients) {
    return Arrays.stream(recipients).map(to -> mail(to, "Subject: hi\r\n\r\nhello\r\n")).iterator();
  }

  static Eml mail(String to, String content) {
    return new Eml(
        null,
        "id-" + to,
        EmailAddress.of("bounces@courier.example.org"),
        EmailAddress.of(to),
        content.getBytes(StandardCharsets.ISO_8859_1));
  }
}
