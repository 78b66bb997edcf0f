package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.Subscriber;
import digest.delivery.Tokens;
import digest.edition.Edition;
import digest.mail.DemoInbox.Received;
import digest.web.Browser.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {

  private static final String HOSTILE =
      "<script>alert('t')</script> ${7*7} \"><img src=x onerror=alert(1)>";

  @TempDir Path folder;
  private WebHouse house;
  private Browser browser;
  private Edition draft;
  private Subscriber mira;

  @BeforeEach
  void open() {
    house =
        WebHouse.open(
            folder,
            new TestClock(Instant.parse("2026-11-22T06:00:00Z")),
            "https://letters.example.org");
    mira = house.reader("mira@example.org", "Mira <b>Osei</b>");
    browser = house.browser();
    draft = house.draft("one", "Ferries return", HOSTILE);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  @DisplayName("delivery/P3: the preview as a reader is, byte for byte, the mail that reader gets")
  void thePreviewAsAReaderIsTheMailThatArrives() {
    house.reader("nameless@example.org", "");
    house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
    house.dispatch(draft);
    assertThat(house.inbox().count()).isEqualTo(2);
    for (Received arrived : house.inbox().received()) {
      String eml = browser.get(page() + "/eml?as=" + arrived.to()).body();
      assertThat(withoutTrace(arrived.eml())).isEqualTo(withoutTrace(eml));
    }
  }

  @Test
  @DisplayName("delivery/P3: the preview of a made-up reader differs only in the reader's fields")
  void theSampleDiffersOnlyInTheFields() {
    house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
    house.dispatch(draft);
    String sample = house.press().previewEdition().sample(draft.id()).mail().html();
    String arrived = house.inbox().received().get(0).html();
    assertThat(blanked(sample, "Mira", Subscriber.Id.NONE))
        .isEqualTo(blanked(arrived, "Mira &lt;b&gt;Osei&lt;/b&gt;", mira.id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"desktop", "mobile", "dark", "text", "source", "headers", "nonsense"})
  @DisplayName("desk/D2: each form of the preview is a link away")
  void eachFormIsALinkAway(String view) {
    Answer answer = browser.get(page() + "?view=" + view + "&as=mira@example.org");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("mira@example.org")
        .doesNotContain("<script>alert", "<img src=x");
    if (view.equals("headers")) {
      assertThat(answer.body())
          .contains("List-Unsubscribe-Post", "List-Unsubscribe=One-Click", "Message-ID");
    }
  }

  @Test
  @DisplayName("desk/D2: the mail's document is light or dark as asked, whatever the system is")
  void theMailsDocumentFollowsTheTabAndNotTheSystem() {
    String light = browser.get(page() + "/mail?view=desktop").body();
    String dark = browser.get(page() + "/mail?view=dark").body();
    assertThat(light).contains("(max-width:0)").doesNotContain("prefers-color-scheme");
    assertThat(dark).contains("(min-width:0)").doesNotContain("prefers-color-scheme");
  }

  @Test
  @DisplayName("safety/T17: hostile titles and names are text on every page and in the mail")
  void hostileTextIsText() {
    String titled = house.draft("two", HOSTILE, "Two").id().toString();
    for (String path :
        new String[] {
          "/",
          "/editions",
          "/editions/" + titled,
          "/editions/" + titled + "/explain",
          "/editions/" + titled + "/send",
          "/editions/" + titled + "/cancel",
          "/editions/" + titled + "/mail",
          "/editions/" + titled + "?done=moved&story=%3Cscript%3Ealert",
          "/editions/" + titled + "?as=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
          page() + "/mail?as=mira@example.org",
          "/inbox",
          "/%3Cscript%3Ealert(1)%3C/script%3E"
        }) {
      String body = browser.get(path).body();
      assertThat(body).as(path).doesNotContain("<script>alert", "<img src=x", "<b>Osei");
      assertThat(body).as(path).doesNotContainPattern("\\b49\\b.{0,20}&quot;&gt;");
    }
  }

  @Test
  @DisplayName("safety/T17: the mail's document may run nothing, post nothing and ask nobody else")
  void theMailsDocumentIsLockedIn() {
    Answer mail = browser.get(page() + "/mail");
    assertThat(mail.header("content-security-policy"))
        .startsWith("sandbox;")
        .contains("default-src 'none'", "form-action 'none'", "frame-ancestors 'self'")
        .doesNotContain("script-src");
    assertThat(browser.get(page()).body()).contains("sandbox=\"\"");
  }

  @Test
  void nobodyOfThisAddressIsSaidInThePreviewAndTheRestOfThePageStays() {
    Answer answer = browser.get(page() + "?as=nobody@example.org");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("nobody subscribes as", "Approve and send");
    assertThat(browser.get(page() + "/mail?as=broken").status()).isEqualTo(400);
    assertThat(browser.get(page() + "/mail?as=nobody@example.org").status()).isEqualTo(409);
  }

  @Test
  @DisplayName("readers/R1: the web view holds no reader's name, address or link")
  void theWebViewHoldsNothingOfAReader() {
    Browser reader = new Browser(house.port(), "letters.example.org");
    assertThat(reader.get("/e/" + draft.id()).status()).isEqualTo(404);
    house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
    Answer view = reader.get("/e/" + draft.id());
    assertThat(view.status()).isEqualTo(200);
    assertThat(view.body()).contains("Ferries return").doesNotContain("<script>alert");
    assertThat(view.body()).doesNotContain("mira", "Mira", "/u/", "/p/", "@example.org", "\uFDD1");
    assertThat(view.header("content-security-policy"))
        .contains("sandbox", "frame-ancestors 'none'");
    for (String unknown : new String[] {"0", "99", "x", "1%27", "-1", "9".repeat(30)}) {
      assertThat(reader.get("/e/" + unknown).status()).as(unknown).isEqualTo(404);
    }
  }

  @Test
  void aCancelledEditionIsNotPublic() {
    house.press().freezeEdition().approveAndFreeze(draft.id(), draft.hash());
    house.press().steerEdition().cancel(draft.id());
    assertThat(browser.get("/e/" + draft.id()).status()).isEqualTo(404);
  }

  private String blanked(String html, String name, Subscriber.Id who) {
    Map<String, String> fields =
        Map.of(
            house.tokens().issue(Tokens.Purpose.UNSUBSCRIBE, WebHouse.DAILY, who), "U",
            house.tokens().issue(Tokens.Purpose.PREFERENCES, WebHouse.DAILY, who), "P");
    String blank = html.replace("Hello " + name, "Hello NAME");
    for (Map.Entry<String, String> field : fields.entrySet()) {
      blank = blank.replace(field.getKey(), field.getValue());
    }
    return blank;
  }

  /** The receiving server puts its own lines on top and takes the last line's end off. */
  private static String withoutTrace(String eml) {
    return eml.replaceFirst("(?s)^(?:(?:Return-Path|Received):[^\r]*\r\n(?:[ \t][^\r]*\r\n)*)+", "")
        .stripTrailing();
  }

  private String page() {
    return "/editions/" + draft.id();
  }
}
