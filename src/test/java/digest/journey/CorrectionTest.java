package digest.journey;

import static digest.journey.RetractionHouse.readers;
import static digest.journey.RetractionHouse.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import digest.audience.EmailAddress;
import digest.audience.Suppression;
import digest.delivery.Progress;
import digest.delivery.Retraction;
import digest.edition.Edition;
import digest.edition.Wish;
import digest.mail.MailReader;
import digest.press.DispatchEdition;
import digest.press.Refusal;
import digest.testkit.ScriptedSmtpServer.Received;
import digest.testkit.TestPress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who have a retracted article are told, each once. */
class CorrectionTest {

  private static final int READERS = 120;

  @TempDir Path folder;

  @Test
  @DisplayName(
      "the correction reaches exactly those who have it and still may be mailed, once, though it is"
          + " sent twice and killed in the middle")
  void exactlyThoseWhoHaveItAreTold() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, READERS)) {
      Set<String> had = halfSentAndRetracted(house);
      leave(house, "user0@example.test", "user1@example.test", "user2@example.test");
      house.slowly(5);
      Edition correction = draft(house);
      assertThat(house.press().freezeEdition().plan(correction.id()).audience().prepared())
          .isEqualTo(had.size() - 3);
      house.press().freezeEdition().approveAndFreeze(correction.id(), correction.hash());
      Process killed =
          house.start(
              SendingProcess.class,
              Integer.toString(house.relay.port()),
              "2",
              correction.id().toString());
      until(() -> house.relay.received().size() > READERS + 5 || !killed.isAlive());
      assertThat(killed.isAlive()).isTrue();
      killed.destroyForcibly().waitFor();
      Edition again = draft(house);
      assertThat(again.id()).isEqualTo(correction.id());
      Progress end = finished(house, again);
      assertThat(end.accepted()).isEqualTo(had.size() - 3);
      assertThat(end.excluded()).isEqualTo(2);
      List<Received> mails = house.relay.received().subList(READERS, house.relay.received().size());
      Set<String> expected = new TreeSet<>(had);
      expected.removeAll(Set.of("user0@example.test", "user1@example.test", "user2@example.test"));
      assertThat(readers(mails)).isEqualTo(expected);
      assertThat(mails.size() - expected.size()).as("second copies").isBetween(0, 8);
      int all = house.relay.received().size();
      assertThat(finished(house, draft(house)).accepted()).isEqualTo(had.size() - 3);
      assertThat(house.relay.received()).as("sent once more by nobody").hasSize(all);
      assertThat(mails).allMatch(CorrectionTest::isACorrection);
    }
  }

  /** The first 40 or so have it, then it is retracted, then all others get the rest. */
  private static Set<String> halfSentAndRetracted(RetractionHouse house) throws Exception {
    house.slowly(2);
    Edition edition = house.frozen();
    CompletableFuture<DispatchEdition.Result> sending =
        CompletableFuture.supplyAsync(() -> house.send(edition));
    house.untilReceived(40);
    Retraction retraction = house.retract(edition);
    assertThat(sending.get(60, TimeUnit.SECONDS).end()).isEqualTo(DispatchEdition.End.FINISHED);
    house.relay.behave();
    assertThat(house.relay.received()).hasSize(READERS);
    Set<String> had =
        readers(house.relay.received().stream().filter(RetractionHouse::hasIt).toList());
    assertThat(had).hasSizeBetween(40, READERS - 1);
    assertThat(house.press().retractArticle().had(retraction)).isEqualTo(had.size());
    return had;
  }

  private static void leave(RetractionHouse house, String gone, String suppressed, String erased) {
    var subscribers = house.press().rooms().subscribers();
    var id = subscribers.find(EmailAddress.of(gone)).orElseThrow().id();
    subscribers.leave(id, TestPress.LIST, house.clock().instant());
    subscribers.suppress(
        EmailAddress.of(suppressed), Suppression.Reason.COMPLAINT, house.clock().instant());
    subscribers.erase(EmailAddress.of(erased), house.clock().instant());
  }

  private static Edition draft(RetractionHouse house) {
    Edition first = house.press().rooms().editions().find(new Edition.Id(1)).orElseThrow();
    return house.press().correctEdition().draft(first.id(), null, null);
  }

  private static Progress finished(RetractionHouse house, Edition edition) {
    DispatchEdition.Result result = house.send(edition);
    assertThat(result.end()).isEqualTo(DispatchEdition.End.FINISHED);
    return result.progress();
  }

  private static boolean isACorrection(Received received) {
    var mail = MailReader.read(received.bytes());
    String said = "On Sunday, 22 November 2026 we sent you the article";
    return mail.subject().equals("Correction: " + RetractionHouse.TITLE)
        && mail.html().contains(said)
        && mail.text().replaceAll("\\s+", " ").contains(said)
        && mail.html().contains(RetractionHouse.TITLE)
        && mail.html().contains("12 Old Quay")
        && mail.html().contains("https://news.example.org/u/")
        && !mail.html().contains(RetractionHouse.LINK);
  }

  @Test
  @DisplayName(
      "a correction is no issue: the next one leaves out the retracted article and goes on")
  void theNextEditionIsAsIfThereWereNoCorrection() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, 3)) {
      Edition edition = house.frozen();
      finished(house, edition);
      house.retract(edition);
      Edition correction = draft(house);
      house.press().freezeEdition().approveAndFreeze(correction.id(), correction.hash());
      finished(house, correction);
      var rooms = house.press().rooms();
      assertThat(rooms.editions().latestIssues(edition.newsletter(), 1))
          .extracting(Edition::id)
          .containsExactly(edition.id());
      assertThat(rooms.editions().latestFrozen(edition.newsletter(), 2)).hasSize(1);
      assertThat(rooms.wishes().of(edition.newsletter()))
          .extracting(Wish::kind)
          .containsExactly(Wish.Kind.EXCLUDE);
      assertThat(rooms.editions().coverage(edition.newsletter())).hasSize(3);
      house.house.withNews(77);
      Edition next = house.house.built("next");
      assertThat(next.content().picks()).hasSize(1);
    }
  }

  @Test
  void whereNobodyHasItNobodyIsTold() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, 3)) {
      Edition edition = house.frozen();
      house.retract(edition);
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> draft(house))
          .withMessageContaining("nobody has a mail");
      finished(house, edition);
      assertThat(house.relay.received()).hasSize(3).noneMatch(RetractionHouse::hasIt);
    }
  }

  @Test
  void theEditorsWordsStandInTheDraftUntilItIsFrozen() throws Exception {
    try (RetractionHouse house = new RetractionHouse(folder, 3)) {
      Edition edition = house.frozen();
      finished(house, edition);
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> draft(house))
          .withMessageContaining("nothing was retracted");
      house.retract(edition);
      var correct = house.press().correctEdition();
      Edition draft = correct.draft(edition.id(), "We are sorry.\n\nThe editors", null);
      assertThat(draft.content().intro()).endsWith("We are sorry.\n\nThe editors");
      assertThat(correct.draft(edition.id(), null, null)).isEqualTo(draft);
      Edition other = correct.draft(edition.id(), "Sorry.", "A correction of ours\r\nBcc: x@y.z");
      assertThat(other.id()).isEqualTo(draft.id());
      assertThat(other.content().subject()).isEqualTo("A correction of ours Bcc: x@y.z");
      house.press().freezeEdition().approveAndFreeze(other.id(), other.hash());
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> correct.draft(edition.id(), "Late words", null))
          .withMessageContaining("cannot be changed");
    }
  }
}
