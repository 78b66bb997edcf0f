package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import digest.audience.Subscriber;
import digest.delivery.Tokens;
import digest.edition.Newsletter;
import digest.web.Browser.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsubscribeTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Newsletter.Id WEEKLY = new Newsletter.Id("weekly");

  @TempDir Path folder;
  private WebHouse house;
  private Subscriber mira;
  private Browser mailProgram;

  @BeforeEach
  void open() {
    house =
        WebHouse.open(
            folder,
            new TestClock(Instant.parse("2026-11-22T06:00:00Z")),
            "https://letters.example.org");
    mira = house.reader("mira.osei@example.org", "<script>alert(1)</script>");
    mailProgram = new Browser(house.port(), "letters.example.org");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  @DisplayName("readers/K1: a bare one-click POST unsubscribes at once, from this newsletter only")
  void aBareOneClickPostUnsubscribesAtOnce() {
    Answer answer = mailProgram.bare(link(), FORM, "List-Unsubscribe=One-Click");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).doesNotContainKeys("location", "set-cookie");
    assertThat(stops()).containsExactly(WebHouse.DAILY);
  }

  @Test
  @DisplayName("readers/K1: the same as multipart")
  void aMultipartOneClickPostUnsubscribesAtOnce() {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    assertThat(mailProgram.bare(link(), "multipart/form-data; boundary=b", body).status())
        .isEqualTo(200);
    assertThat(stops()).containsExactly(WebHouse.DAILY);
  }

  @Test
  @DisplayName("readers/K1: neither origin nor referer nor a broken body stands in the way")
  void whateverTheRequestLooksLikeThePressCounts() {
    Browser odd =
        new Browser(house.port(), "letters.example.org")
            .saying("Origin", "https://mail.example")
            .saying("Sec-Fetch-Site", "cross-site")
            .saying("Referer", "https://mail.example/inbox");
    assertThat(odd.bare(link(), "multipart/form-data", "not multipart at all").status())
        .isEqualTo(200);
    assertThat(stops()).containsExactly(WebHouse.DAILY);
  }

  @Test
  @DisplayName("readers/K2: pressing twice is the same as pressing once")
  void pressingTwiceIsPressingOnce() {
    for (int i = 0; i < 2; i++) {
      assertThat(mailProgram.bare(link(), FORM, "List-Unsubscribe=One-Click").status())
          .isEqualTo(200);
    }
    assertThat(stops()).containsExactly(WebHouse.DAILY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"})
  @DisplayName("readers/K2, safety/T14: a look changes nothing, whatever the method and the page")
  void aLookChangesNothing(String method) {
    for (String path :
        List.of(
            link(),
            link() + "/undo",
            link() + "/all",
            preferences(),
            preferences() + "/none",
            link() + "?List-Unsubscribe=One-Click",
            preferences() + "?on=")) {
      mailProgram
          .saying("Purpose", "prefetch")
          .saying("Sec-Purpose", "prefetch")
          .method(method, path);
      assertThat(stops()).as(method + " " + path).isEmpty();
    }
  }

  @Test
  @DisplayName("readers/K2: the page has one button, names the newsletter and masks the address")
  void thePageHasOneButtonAndMasksTheAddress() {
    String page = mailProgram.get(link()).body();
    assertThat(page.split("<button", -1)).hasSize(2);
    assertThat(page).contains("Alder Bay Courier", "m…@example.org");
    assertThat(page).doesNotContain("mira.osei", "<script");
  }

  @Test
  @DisplayName("readers/K2: after the press, undo and all newsletters are one press away")
  void undoAndAllNewslettersAreOnePressAway() {
    Answer stopped = mailProgram.bare(link(), FORM, "List-Unsubscribe=One-Click");
    assertThat(stopped.body()).contains(link() + "/undo", link() + "/all");

    assertThat(mailProgram.bare(link() + "/undo", FORM, "").body()).contains("You are back");
    assertThat(stops()).isEmpty();

    assertThat(mailProgram.bare(link() + "/all", FORM, "").status()).isEqualTo(200);
    assertThat(stops()).containsExactlyInAnyOrder(WebHouse.DAILY, WEEKLY);
  }

  @Test
  @DisplayName("readers/K3, safety/T13: every bad link gets the same answer and changes nothing")
  void everyBadLinkGetsTheSameAnswer() {
    String good = token(Tokens.Purpose.UNSUBSCRIBE);
    String otherKey =
        new Tokens(
                "another secret of 32 bytes or more!!"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .issue(Tokens.Purpose.UNSUBSCRIBE, WebHouse.DAILY, mira.id());
    List<String> bad =
        List.of(
            "x",
            good.substring(0, good.length() - 1),
            good + "a",
            good.toUpperCase(java.util.Locale.ROOT),
            good.replaceFirst("^daily", "weekly"),
            good.replaceFirst("\\.[0-9a-z]+\\.", ".zz."),
            token(Tokens.Purpose.PREFERENCES),
            otherKey,
            house
                .tokens()
                .issue(Tokens.Purpose.UNSUBSCRIBE, WebHouse.DAILY, new Subscriber.Id(999)),
            house.tokens().issue(Tokens.Purpose.UNSUBSCRIBE, new Newsletter.Id("gone"), mira.id()),
            "a".repeat(3000));
    String expected = mailProgram.get("/u/" + bad.get(0)).body();
    for (String token : bad) {
      Answer look = mailProgram.get("/u/" + token);
      Answer press = mailProgram.bare("/u/" + token, FORM, "List-Unsubscribe=One-Click");
      assertThat(look.status()).as(token).isEqualTo(404);
      assertThat(press.status()).as(token).isEqualTo(404);
      assertThat(look.body()).isEqualTo(expected);
      assertThat(press.body()).isEqualTo(expected);
    }
    assertThat(mailProgram.get("/p/" + good).body()).isEqualTo(expected);
    assertThat(stops()).isEmpty();
  }

  @Test
  @DisplayName("readers/K3: the link holds no address")
  void theLinkHoldsNoAddress() {
    assertThat(link() + preferences()).doesNotContain("mira", "@", "%40");
  }

  @Test
  void preferencesTurnOneNewsletterOffAndOnAgain() {
    Answer page = mailProgram.get(preferences());
    assertThat(page.body()).contains("Alder Bay Courier", "The Week", "m…@example.org");

    mailProgram.bare(preferences(), FORM, "on=weekly");
    assertThat(stops()).containsExactly(WebHouse.DAILY);
    mailProgram.bare(preferences(), FORM, "on=weekly&on=daily");
    assertThat(stops()).isEmpty();
    mailProgram.bare(preferences() + "/none", FORM, "");
    assertThat(stops()).hasSize(2);
  }

  @Test
  void theLinksOfAPreviewChangeNothing() {
    String token =
        house.tokens().issue(Tokens.Purpose.UNSUBSCRIBE, WebHouse.DAILY, Subscriber.Id.NONE);
    Answer answer = mailProgram.bare("/u/" + token, FORM, "List-Unsubscribe=One-Click");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("preview");
    assertThat(stops()).isEmpty();
  }

  private String link() {
    return "/u/" + token(Tokens.Purpose.UNSUBSCRIBE);
  }

  private String preferences() {
    return "/p/" + token(Tokens.Purpose.PREFERENCES);
  }

  private String token(Tokens.Purpose purpose) {
    return house.tokens().issue(purpose, WebHouse.DAILY, mira.id());
  }

  private java.util.Set<Newsletter.Id> stops() {
    return house.press().rooms().subscribers().stops(mira.id());
  }
}
