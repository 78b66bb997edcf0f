package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.edition.Edition;
import digest.mail.MailReader;
import digest.mail.ParsedMail;
import digest.mail.RelaySettings;
import digest.press.PreviewEdition;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** delivery/P3, over the store and a real connection. */
class PreviewIsTheMailTest {

  private static final int READERS = 1000;

  /** Stand around each name, so that it can be found again. */
  private static final String OPEN = "⟦";

  private static final String SHUT = "⟧";

  @TempDir Path folder;

  @Test
  @DisplayName("delivery/P3: the mails of 1000 random readers are the preview outside their fields")
  void outsideTheFieldsEveryMailIsThePreview() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (ScriptedSmtpServer relay = ScriptedSmtpServer.start();
        TestPress house =
            new TestPress(folder, RelaySettings.local(relay.port(), 4), new TestClock())) {
      for (int i = 0; i < READERS; i++) {
        house.subscribe("reader" + i + "@example.test", OPEN + name(random) + SHUT);
      }
      Edition edition = house.withFeed(6).frozen("one");
      PreviewEdition preview = house.press().previewEdition();
      String shown = blanked(preview.as(edition.id(), address(0)).eml().bytes());
      String sample = blanked(preview.sample(edition.id()).eml().bytes());
      house.press().dispatchEdition().run(edition.id(), Duration.ZERO, progress -> {});

      assertThat(shown).as("seed %d", seed).isEqualTo(sample);
      for (int i = 0; i < READERS; i++) {
        List<ScriptedSmtpServer.Received> got = relay.receivedBy("reader" + i + "@example.test");
        assertThat(got).as("seed %d, reader %d", seed, i).hasSize(1);
        byte[] mail = got.get(0).bytes();
        assertThat(blanked(mail)).as("seed %d, reader %d", seed, i).isEqualTo(shown);
        if (i % 100 == 0) {
          assertThat(mail).isEqualTo(preview.as(edition.id(), address(i)).eml().bytes());
        }
      }
    }
  }

  private static EmailAddress address(int reader) {
    return EmailAddress.of("reader" + reader + "@example.test");
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      boolean isAscii = random.nextInt(4) > 0;
      name.appendCodePoint(isAscii ? ' ' + random.nextInt(95) : 0xa0 + random.nextInt(0x1f000));
    }
    String utf8 =
        new String(name.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return utf8.replace(OPEN, "").replace(SHUT, "");
  }

  /** Both parts and the headers, without what is a reader's own. */
  private static String blanked(byte[] bytes) {
    ParsedMail mail = MailReader.read(bytes);
    StringBuilder all = new StringBuilder();
    mail.headers()
        .forEach(each -> all.append(each.name()).append(": ").append(each.value()).append('\n'));
    return all.append(mail.text())
        .append(mail.html())
        .toString()
        .replaceAll("(?s)" + OPEN + ".*?" + SHUT + "|\\bMira\\b", "(name)")
        .replaceAll("(reader\\d+@example\\.test|mira@example\\.org)", "(address)")
        .replaceAll("news\\.example\\.org/([up])/[A-Za-z0-9._-]+", "news.example.org/$1/(token)")
        .replaceAll("Message-ID: <[a-z2-7]+@", "Message-ID: <(id)@")
        .replaceAll("Date: .*", "Date: (due)")
        .replaceAll("To: .*", "To: (reader)");
  }
}
