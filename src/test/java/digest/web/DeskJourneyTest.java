package digest.web;

import static org.assertj.core.api.Assertions.assertThat;

import digest.delivery.Attempt;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.delivery.SmtpReply;
import digest.edition.Edition;
import digest.mail.DemoInbox;
import digest.store.Nodes;
import digest.store.StoredRows;
import digest.web.Browser.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskJourneyTest {

  @TempDir Path folder;
  private WebHouse house;
  private Browser browser;
  private Edition draft;

  @BeforeEach
  void open() {
    house =
        WebHouse.open(
            folder,
            new TestClock(Instant.parse("2026-11-22T06:00:00Z")),
            "https://letters.example.org");
    for (int i = 1; i <= 7; i++) {
      house.reader("reader" + i + "@example.org", i % 2 == 0 ? "" : "Reader " + i);
    }
    browser = house.browser();
    draft = house.draft("one", "Ferries return", "Library drops fees", "Trams get a map", "Frost");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  @DisplayName("desk/D1, D5, D7: from the list to the last mail without script, and it adds up")
  void anEditionGoesFromTheListToTheLastMail() {
    assertThat(browser.get("/").body()).contains("Ferries return", "waits for approval");
    assertThat(browser.get(page()).body()).contains("Approve and send");
    Answer ask = browser.get(page() + "/send");
    assertThat(ask.body()).contains("to 7 people?", draft.hash().substring(0, 12));

    Answer sent = browser.submit(page() + "/send", page() + "/send", Map.of("do", "send"));
    assertThat(sent.status()).isEqualTo(303);
    assertThat(adds(browser.follow(sent))).isEqualTo(7);
    house.dispatch(draft);

    Answer after = browser.get(page());
    assertThat(after.body()).contains("Sent");
    assertThat(adds(after)).isEqualTo(7);
    Progress progress = house.press().steerEdition().progress(draft.id());
    assertThat(progress.accepted()).isEqualTo(7);
    assertThat(house.inbox().count()).isEqualTo(7);
    assertThat(browser.get(page() + "/deliveries?state=sent").body())
        .contains("reader1@example.org", "reader7@example.org", "250");
    assertThat(browser.get("/inbox").body()).contains("7 mails", "reader3@example.org");
  }

  @Test
  @DisplayName("picking/C5: every page says that the store is held and why, and nothing is sent")
  void aHeldStoreIsSaidOnEveryPage() {
    Nodes nodes = new Nodes(house.press().rooms().database());
    assertThat(browser.get("/").body()).doesNotContain("role=\"alert\"");
    nodes.hold("nothing is sent: a test <holds> it", nodes.look());
    for (String path : new String[] {"/", "/editions", page(), page() + "/send"}) {
      assertThat(browser.get(path).body()).contains("Nothing is sent: a test &lt;holds&gt; it");
    }
    Answer refused = browser.submit(page() + "/send", page() + "/send", Map.of("do", "send"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Nothing is sent: a test");
    Edition after = house.press().rooms().editions().find(draft.id()).orElseThrow();
    assertThat(after.state()).isEqualTo(Edition.State.DRAFT);
  }

  @Test
  @DisplayName("desk/D6: two presses of send are one run")
  void twoPressesOfSendAreOneRun() {
    Map<String, String> yes =
        Map.of(
            "do",
            "send",
            "hash",
            draft.hash(),
            "count",
            "7",
            Csrf.FIELD,
            browser.get(page()).field(Csrf.FIELD));
    assertThat(browser.post(page() + "/send", yes).status()).isEqualTo(303);
    assertThat(browser.post(page() + "/send", yes).status()).isEqualTo(303);
    house.dispatch(draft);
    assertThat(browser.post(page() + "/send", yes).status()).isEqualTo(303);
    assertThat(house.inbox().count()).isEqualTo(7);
  }

  @Test
  @DisplayName("desk/D5, safety/T31: another count since the question asks again and sends nothing")
  void anotherCountAsksAgain() {
    Answer ask = browser.get(page() + "/send");
    house.reader("late@example.org", "Late");
    Answer again =
        browser.post(
            page() + "/send",
            Map.of(
                "do",
                "send",
                "hash",
                ask.field("hash"),
                "count",
                ask.field("count"),
                Csrf.FIELD,
                ask.field(Csrf.FIELD)));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("It was 7 people", "it is 8 people now", "to 8 people?");
    assertThat(stored().state()).isEqualTo(Edition.State.DRAFT);
  }

  @Test
  @DisplayName("desk/D5: other content since the question asks again and sends nothing")
  void otherContentAsksAgain() {
    Answer ask = browser.get(page() + "/send");
    browser.submit(page(), page(), Map.of("subject", "Another subject"));
    Answer again =
        browser.post(
            page() + "/send",
            Map.of(
                "do",
                "send",
                "hash",
                ask.field("hash"),
                "count",
                ask.field("count"),
                Csrf.FIELD,
                ask.field(Csrf.FIELD)));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("Somebody changed the content");
    assertThat(stored().state()).isEqualTo(Edition.State.DRAFT);
  }

  @Test
  void anEditionAheadOfItsTimeCanBeApprovedForIt() {
    Edition due = house.draftDue(LocalDateTime.of(2026, 11, 23, 7, 0), "Tomorrow", "And more");
    String page = "/editions/" + due.id();
    assertThat(browser.get(page + "/send").body()).contains("Approve for Mon 23 Nov, 07:00");
    browser.submit(page + "/send", page + "/send", Map.of("do", "approve"));
    Edition approved = house.press().rooms().editions().find(due.id()).orElseThrow();
    assertThat(approved.state()).isEqualTo(Edition.State.APPROVED);
    assertThat(approved.marks().approvedHash()).isEqualTo(due.hash());
  }

  @Test
  void aTestGoesToTheAddressesTypedAndChangesNoState() {
    Answer answer =
        browser.submit(page(), page() + "/test", Map.of("to", "a@example.org\r\nb@example.org"));
    assertThat(answer.body()).contains("a@example.org", "b@example.org", "Sent", "250");
    assertThat(house.inbox().received())
        .extracting(DemoInbox.Received::subject)
        .allMatch(subject -> subject.startsWith("[TEST]"));
    assertThat(stored()).isEqualTo(draft);
    assertThat(browser.submit(page(), page() + "/test", Map.of("to", "nobody")).status())
        .isEqualTo(400);
  }

  @Test
  void pauseAndGoOnAndStopForGood() {
    browser.submit(page() + "/send", page() + "/send", Map.of("do", "send"));
    browser.submit(page(), page() + "/pause", Map.of());
    assertThat(stored().marks().paused()).isNotNull();
    assertThat(browser.get(page()).body()).contains("Go on with 7", "Paused");
    browser.submit(page(), page() + "/resume", Map.of());
    assertThat(stored().marks().paused()).isNull();
    assertThat(browser.get(page() + "/cancel").body()).contains("Stop it for 7 people");
    browser.submit(page() + "/cancel", page() + "/cancel", Map.of());
    Answer stopped = browser.get(page());
    assertThat(stopped.body()).contains("Cancelled");
    assertThat(house.press().steerEdition().progress(draft.id()).excluded()).isEqualTo(7);
  }

  @Test
  void theDeskSaysWhyEachStoryIsInOrOut() {
    assertThat(browser.get(page() + "/explain").body())
        .contains("A bench was painted", "Too old", "published 9 days ago");
  }

  @Test
  void deliveriesArePagedByFifty() {
    for (int i = 100; i < 160; i++) {
      house.reader("more" + i + "@example.org", "");
    }
    browser.submit(page() + "/send", page() + "/send", Map.of("do", "send"));
    Answer first = browser.get(page() + "/deliveries?state=queue");
    assertThat(first.body()).contains("1 to 50 of 67", "page=2").doesNotContain("more159@");
    assertThat(browser.get(page() + "/deliveries?state=queue&page=2").body())
        .contains("51 to 67 of 67", "more159@example.org");
    assertThat(browser.get(page() + "/deliveries?state=queue&page=99999999").status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName(
      "delivery/A3, desk/D9: a reader's tries stand beside the list, as words and not as markup")
  void everyTryOfAReaderIsShown() {
    browser.submit(page() + "/send", page() + "/send", Map.of("do", "send"));
    house.dispatch(draft);
    Delivery.Id id =
        house
            .press()
            .rooms()
            .deliveries()
            .list(draft.id(), Set.of(Delivery.State.ACCEPTED), 0, 1)
            .get(0)
            .id();
    SmtpReply hostile = SmtpReply.parse("451 4.7.1 <script>alert(1)</script> later", "RCPT");
    StoredRows.attempt(
        house.press().rooms().database(),
        new Attempt(id, 1, Instant.EPOCH, Delivery.State.DEFERRED, hostile, null));
    String list = page() + "/deliveries?state=all";
    assertThat(browser.get(list).body()).doesNotContain("Every try");
    String shown = browser.get(list + "&reader=" + id.subscriber().value()).body();
    assertThat(shown)
        .containsSubsequence(
            "Every try", "First try, put off", "&lt;script&gt;alert(1)", "First try, sent", "250")
        .doesNotContain("<script>alert");
    assertThat(browser.get(list + "&reader=%3Cb%3E").status()).isEqualTo(200);
  }

  /** Sent + in the queue + waiting + unsure + failed, as the page shows them. */
  private static long adds(Answer page) {
    Matcher sent = Pattern.compile("<dt>Sent</dt><dd>(\\d+)").matcher(page.body());
    Matcher rest =
        Pattern.compile(
                "<dt>(In the queue|Waiting to retry|May have got it|Failed)</dt><dd[^>]*>(\\d+)")
            .matcher(page.body());
    assertThat(sent.find()).isTrue();
    long sum = Long.parseLong(sent.group(1));
    while (rest.find()) {
      sum += Long.parseLong(rest.group(2));
    }
    return sum;
  }

  private String page() {
    return "/editions/" + draft.id();
  }

  private Edition stored() {
    return house.press().rooms().editions().find(draft.id()).orElseThrow();
  }
}
