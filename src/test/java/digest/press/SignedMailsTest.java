package digest.press;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.EmailAddress;
import digest.edition.Edition;
import digest.edition.Feed;
import digest.mail.Composer;
import digest.mail.DkimKey;
import digest.mail.DkimSettings;
import digest.mail.RelaySettings;
import digest.press.CheckSetup.Level;
import digest.testkit.Samples;
import digest.testkit.ScriptedSmtpServer;
import digest.testkit.SigningKeys;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedMailsTest {

  private static final DkimKey D1 = key("d1", SigningKeys.RSA);
  private static final DkimKey D2 = key("d2", SigningKeys.OTHER_RSA);
  private static final DkimKey E1 = key("e1", SigningKeys.ED25519);
  private static final DkimSettings OLD =
      new DkimSettings("example.org", List.of(D1, E1), List.of());

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private final ScriptedSmtpServer relay = ScriptedSmtpServer.start();

  private static DkimKey key(String selector, KeyPair pair) {
    return DkimKey.of(selector, SigningKeys.pkcs8(pair.getPrivate()));
  }

  private TestPress house(Composer composer) {
    return new TestPress(
        folder,
        RelaySettings.local(relay.port(), 2),
        clock,
        composer,
        Samples.newsletter("daily", List.of(Feed.at("feed.xml"))));
  }

  private static void send(TestPress house, Edition edition) {
    house.press().dispatchEdition().run(edition.id(), Duration.ZERO, progress -> {});
  }

  private List<String> sentTo(String address) {
    return relay.receivedBy(address).stream().map(ScriptedSmtpServer.Received::mail).toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  @DisplayName(
      "delivery/P3 delivery/M3: the preview's bytes are the sent bytes, signatures and all")
  void thePreviewIsWhatIsSent() {
    try (TestPress house = house(new Composer(OLD))) {
      Edition edition = house.withFeed(3).withSubscribers(4).frozen("one");
      String shown = text(preview(house, edition, "user1@example.test"));
      send(house, edition);

      assertThat(shown)
          .startsWith("DKIM-Signature: v=1; a=rsa-sha256")
          .contains("a=ed25519-sha256");
      assertThat(sentTo("user1@example.test")).hasSize(1);
      assertThat(text(relay.receivedBy("user1@example.test").get(0).bytes())).isEqualTo(shown);
    }
  }

  @Test
  @DisplayName("delivery/M3: a draft's preview and a test send are signed as the edition will be")
  void draftsAndTestsAreSigned() {
    try (TestPress house = house(new Composer(OLD))) {
      Edition draft = house.withFeed(3).withSubscribers(1).built("one");
      house.press().testSend().send(draft.id(), List.of(EmailAddress.of("desk@example.test")));

      assertThat(text(preview(house, draft, "user0@example.test"))).startsWith("DKIM-Signature: ");
      assertThat(sentTo("desk@example.test"))
          .singleElement()
          .asString()
          .startsWith("DKIM-Signature: ");
    }
  }

  @Test
  @DisplayName(
      "delivery/A4 delivery/M3: a retry has the same bytes, also after the selector changed")
  void aRetryAfterARotationHasTheSameBytes() {
    relay.at("DOT").to("user1@example.test").keep().reply("451 4.3.0 later").times(1);
    Edition edition;
    try (TestPress house = house(new Composer(OLD))) {
      edition = house.withFeed(3).withSubscribers(3).frozen("one");
      send(house, edition);
    }
    clock.move(Duration.ofMinutes(10));
    DkimSettings rotated = new DkimSettings("example.org", List.of(D2), List.of(D1, E1));
    try (TestPress house = house(new Composer(rotated))) {
      send(house, edition);
      Edition next = house.withNews(7).frozen("two");
      send(house, next);
    }

    List<String> mails = sentTo("user1@example.test");
    assertThat(mails).hasSize(3);
    assertThat(mails.get(1)).isEqualTo(mails.get(0)).contains("s=d1;");
    assertThat(mails.get(2)).contains("s=d2;").doesNotContain("s=d1;");
  }

  @Test
  @DisplayName("delivery/M3: the check says who signs, what DNS must hold, and who is not aligned")
  void theCheckPrintsTheRecord() {
    DkimSettings foreign = new DkimSettings("other.test", List.of(D1), List.of(D2));
    var newsletter = Samples.newsletter("daily", List.of(Feed.at("feed.xml")));
    var findings = CheckSigning.findings(new Composer(foreign), List.of(newsletter));

    assertThat(findings)
        .extracting(CheckSetup.Finding::level)
        .containsExactly(Level.OK, Level.OK, Level.OK, Level.WARNING);
    String active = findings.get(0).text();
    assertThat(active).contains("d1 signs for other.test (RSA, 2048 bits)");
    assertThat(active).contains("d1._domainkey.other.test. TXT \"v=DKIM1;k=rsa;p=");
    assertThat(active.substring(active.indexOf('"')).replace("\" \"", "").replace("\"", ""))
        .isEqualTo(D1.record().replace("; ", ";"));
    assertThat(active.split("\"", -1)).allMatch(string -> string.length() <= 255);
    assertThat(findings.get(1).text()).contains("d2 signs older editions");
    assertThat(findings.get(2).text())
        .matches("d1 is signed by .+: about [1-9][0-9,]* signatures a second on one processor\\.");
    assertThat(findings.get(3).text()).contains("DMARC");
    assertThat(CheckSigning.findings(new Composer(), List.of(newsletter)))
        .singleElement()
        .satisfies(none -> assertThat(none.level()).isEqualTo(Level.OK));
  }

  private static byte[] preview(TestPress house, Edition edition, String address) {
    return house.press().previewEdition().as(edition.id(), EmailAddress.of(address)).eml().bytes();
  }
}
