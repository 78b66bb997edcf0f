package digest.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import digest.audience.EmailAddress;
import digest.audience.Suppression;
import digest.delivery.Delivery;
import digest.delivery.Progress;
import digest.edition.Coverage;
import digest.edition.Edition;
import digest.mail.DemoInbox;
import digest.mail.RelaySettings;
import digest.press.ContentEdits;
import digest.press.DispatchEdition;
import digest.press.PreviewEdition;
import digest.press.Refusal;
import digest.testkit.TestClock;
import digest.testkit.TestPress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // ContentEdits takes null through its class file
class FeedToInboxTest {

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private DemoInbox inbox;
  private TestPress house;

  @BeforeEach
  void open() {
    inbox = DemoInbox.start();
    house = new TestPress(folder, RelaySettings.local(inbox.port(), 3), clock);
    house.withFeed(15).withSubscribers(20);
  }

  @AfterEach
  void close() {
    house.close();
    inbox.close();
  }

  @Test
  @DisplayName(
      "delivery/A1 delivery/A2 delivery/A3 delivery/A4: everybody gets the edition once, and the rows say so")
  void everybodyGetsTheEditionOnce() {
    house.subscribe("gone@example.test", "Gone");
    suppress("gone@example.test");
    Edition edition = house.frozen("one");
    DispatchEdition.Result result = send(edition);
    assertThat(result.end()).as("%s", result).isEqualTo(DispatchEdition.End.FINISHED);
    assertThat(result.progress()).isEqualTo(new Progress(0, 0, 0, 20, 0, 0, 0, 0, 1));
    assertThat(inbox.received())
        .hasSize(20)
        .extracting(mail -> mail.to().toString())
        .doesNotHaveDuplicates()
        .doesNotContain("gone@example.test");
    assertThat(house.press().rooms().deliveries().find(EmailAddress.of("user7@example.test")))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.state()).isEqualTo(Delivery.State.ACCEPTED);
              assertThat(row.attempts()).isEqualTo(1);
              assertThat(row.lastReply().code()).isEqualTo(250);
              assertThat(row.messageId()).endsWith("@example.org");
            });
  }

  @Test
  @DisplayName("delivery/P3: what the editor previews is, byte for byte, what arrives")
  void thePreviewIsWhatArrives() {
    Edition edition = house.built("one");
    byte[] before = preview(edition, "user7@example.test");
    house.press().freezeEdition().approveAndFreeze(edition.id(), edition.hash());
    send(edition);
    byte[] after = preview(edition, "user7@example.test");
    String arrived =
        inbox.received().stream()
            .filter(mail -> mail.to().toString().equals("user7@example.test"))
            .findFirst()
            .orElseThrow()
            .eml();
    // GreenMail puts its trace in front and keeps mails without their last line end.
    assertThat(arrived.substring(arrived.indexOf("Date: ")).stripTrailing())
        .isEqualTo(text(after).stripTrailing())
        .isEqualTo(text(before).stripTrailing());
  }

  @Test
  @DisplayName("delivery/A5 safety/F13: fifty starts at once are one run")
  void manyStartsAtOnceAreOneRun() throws Exception {
    Edition edition = house.frozen("one");
    ExecutorService threads = Executors.newFixedThreadPool(10);
    List<Callable<DispatchEdition.Result>> starts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      starts.add(() -> send(edition));
    }
    for (Future<DispatchEdition.Result> result : threads.invokeAll(starts)) {
      assertThat(result.get().progress().accepted()).isEqualTo(20);
    }
    threads.shutdown();
    assertThat(inbox.received()).hasSize(20);
  }

  @Test
  @DisplayName("picking/P7: what was sent is never picked again; what is unsent rolls on")
  void anArticleIsNeverSentTwice() {
    Edition first = house.frozen("one");
    send(first);
    Edition second = house.built("two");
    assertThat(links(second)).isNotEmpty().doesNotContainAnyElementsOf(links(first));
    assertThat(house.press().rooms().editions().coverage(first.newsletter()).values())
        .hasSize(links(first).size())
        .allMatch(coverage -> coverage.state() == Coverage.State.SENT);
  }

  @Test
  @DisplayName("picking/C1: an edition without news is skipped, and nobody is mailed")
  void anEmptyEditionIsSkipped() {
    send(house.frozen("one"));
    send(house.frozen("two"));
    Edition third = house.built("three");
    assertThat(third.state()).isEqualTo(Edition.State.SKIPPED);
    assertThat(third.marks().note()).startsWith("EMPTY");
    assertThatThrownBy(() -> house.press().freezeEdition().freeze(third.id()))
        .isInstanceOf(Refusal.class);
    assertThat(inbox.received()).hasSize(40);
  }

  @Test
  @DisplayName("picking/E1: triggering one key twice gives one edition")
  void oneKeyHasOneEdition() {
    assertThat(house.built("one").id()).isEqualTo(house.built("one").id());
  }

  @Test
  @DisplayName("picking/E3: what was approved is a hash; after an edit it cannot be sent")
  void anEditClearsTheApproval() {
    Edition edition = house.built("one");
    house.press().freezeEdition().approve(edition.id(), edition.hash());
    ContentEdits edits = new ContentEdits("Another one", null, null, List.of(), null, List.of());
    Edition edited = house.press().editEdition().edit(edition.id(), edition.version(), edits);
    assertThat(edited.hash()).isNotEqualTo(edition.hash());
    assertThat(edited.version()).isEqualTo(2);
    assertThatThrownBy(() -> house.press().freezeEdition().freeze(edition.id()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not approved");
    assertThatThrownBy(() -> house.press().freezeEdition().approve(edition.id(), edition.hash()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("was changed meanwhile");
  }

  @Test
  @DisplayName("delivery/M2: both unsubscribe headers stand in every mail, and the link works")
  void everyMailCanBeStopped() {
    send(house.frozen("one"));
    assertThat(inbox.received())
        .allSatisfy(
            mail -> {
              String eml = mail.eml();
              assertThat(eml).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
              assertThat(eml).contains("List-Unsubscribe: <https://news.example.org/u/");
            });
  }

  private void suppress(String address) {
    house
        .press()
        .rooms()
        .subscribers()
        .suppress(EmailAddress.of(address), Suppression.Reason.MANUAL, clock.instant());
  }

  private DispatchEdition.Result send(Edition edition) {
    return house
        .press()
        .dispatchEdition()
        .run(edition.id(), Duration.ofSeconds(20), progress -> {});
  }

  private byte[] preview(Edition edition, String address) {
    PreviewEdition.Preview preview =
        house.press().previewEdition().as(edition.id(), EmailAddress.of(address));
    return preview.eml().bytes();
  }

  private static List<String> links(Edition edition) {
    return edition.content().picks().stream().map(pick -> pick.article().link()).toList();
  }

  private static String text(byte[] eml) {
    return new String(eml, StandardCharsets.UTF_8);
  }
}
